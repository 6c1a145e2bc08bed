using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Infrastructure.Database;

/// <summary>
/// Stores every moment in UTC, cut to whole microseconds: the finest that both servers keep, so that a value read back equals the
/// value a query was asked with.
/// </summary>
public sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(moment => Cut(moment), moment => Cut(moment))
{
    public const int FractionDigits = 6;

    /// <summary>The moment as it will be read back.</summary>
    public static DateTimeOffset Cut(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
