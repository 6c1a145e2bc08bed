using Domain.Scoring;

namespace Domain.Reports;

/// <summary>
/// The workbook of a closed month as it was made once: what was sent out can be shown again. A correction makes the next version and leaves the former.
/// </summary>
public sealed class MonthFile
{
    /// <summary>Hexadecimal digits of a SHA-256.</summary>
    public const int HashLength = 64;

    public long Id { get; private set; }

    /// <summary>The city regulator.</summary>
    public long CityId { get; private set; }

    /// <summary><see cref="ScoreMonth.Number"/>.</summary>
    public int Month { get; private set; }

    /// <summary>From 1; with city and month unique.</summary>
    public int Version { get; private set; }

    /// <summary>Of the content, and its name in the file store.</summary>
    public string Hash { get; private set; } = "";

    public long Bytes { get; private set; }

    /// <summary>Suppliers in it.</summary>
    public int Cards { get; private set; }

    /// <summary>When the last of the cards in it was computed, UTC: a later one means that there is something newer to say.</summary>
    public DateTimeOffset CardsAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    private MonthFile()
    {
    }

    /// <param name="cityId">The city regulator.</param>
    /// <param name="month">A closed one.</param>
    /// <param name="former">The last version's number; 0 before the first.</param>
    /// <param name="content">What it holds.</param>
    public MonthFile(long cityId, ScoreMonth month, int former, MonthContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        (CityId, Month, Version) = (cityId, month.Number, former + 1);
        (Hash, Bytes, Cards, CardsAt, MadeAt) = (content.Hash, content.Bytes, content.Cards, content.CardsAt, content.MadeAt);
    }
}

/// <summary>What a <see cref="MonthFile"/> holds.</summary>
public sealed record MonthContent(string Hash, long Bytes, int Cards, DateTimeOffset CardsAt, DateTimeOffset MadeAt);
