namespace Infrastructure.Registration;

/// <summary>Stands where no way to the one-stop service is configured: nothing is found, and nothing is taken for reported.</summary>
public sealed class MissingOneStopService : IOneStopService
{
    public const string Code = "one-stop.not-configured";

    public Task<IReadOnlyList<DeclaredSite>> FindAsync(string regionCode, string? text, CancellationToken cancellationToken) => throw new OneStopException(Code);

    public Task<DeclaredSite?> ReadAsync(string number, CancellationToken cancellationToken) => throw new OneStopException(Code);

    public Task ReportAsync(ReportedSite site, CancellationToken cancellationToken) => throw new OneStopException(Code);
}
