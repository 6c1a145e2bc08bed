using System.Globalization;

namespace Portal.Shell;

/// <summary>
/// A clock that was set to another moment when the portal started and goes on from there: browser tests and rehearsals of a month's
/// end. Development only; anywhere else the setting <c>Development:Now</c> stops the start, because deadlines are law.
/// </summary>
internal sealed class SteeredClock(DateTimeOffset now) : TimeProvider
{
    private const string Setting = "Development:Now";

    private readonly TimeSpan _shift = now - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    /// <exception cref="InvalidOperationException">It is set outside Development.</exception>
    public static void AddIfSet(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is not { Length: > 0 } text) return;
        if (!builder.Environment.IsDevelopment()) throw new InvalidOperationException($"{Setting} is for Development only.");
        builder.Services.AddSingleton<TimeProvider>(
            new SteeredClock(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)));
    }
}
