using Domain.Registration;

namespace Infrastructure.Registration;

/// <summary>
/// 一网通办: the city's one-stop service, where contractors declare what leaves their sites. Sites declared there are linked here; sites filled in
/// here are reported there.
/// </summary>
public interface IOneStopService
{
    /// <summary>Declared sites of a district whose number or name holds the text, the newest first, at most 50.</summary>
    /// <exception cref="OneStopException">It cannot be asked now.</exception>
    Task<IReadOnlyList<DeclaredSite>> FindAsync(string regionCode, string? text, CancellationToken cancellationToken);

    /// <summary>The site declared under a number; null when there is none.</summary>
    /// <exception cref="OneStopException">It cannot be asked now.</exception>
    Task<DeclaredSite?> ReadAsync(string number, CancellationToken cancellationToken);

    /// <summary>Tells of a site that was filled in here and has its number now. Told again, it stays told once.</summary>
    /// <exception cref="OneStopException">It was not taken.</exception>
    Task ReportAsync(ReportedSite site, CancellationToken cancellationToken);
}

/// <summary>A site as it was declared.</summary>
public sealed record DeclaredSite
{
    /// <summary>工地编号: district letters, date, three digits.</summary>
    public required string Number { get; init; }

    /// <summary>The contractor that declared it.</summary>
    public required string ContractorName { get; init; }

    /// <summary>Its unified social credit code, where the declaration has it.</summary>
    public string? ContractorCode { get; init; }

    public required MuckSiteForm Site { get; init; }
}

/// <summary>A site as it is reported.</summary>
public sealed record ReportedSite(string Number, string ContractorName, string? ContractorCode, MuckSiteForm Site);

/// <summary>The one-stop service did not answer or did not take something.</summary>
/// <param name="reason">A code with a text, or the service's own words; never personal data.</param>
/// <param name="inner">What failed.</param>
public sealed class OneStopException(string reason, Exception? inner = null) : Exception(reason, inner);
