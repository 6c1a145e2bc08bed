namespace Domain.Access;

/// <summary>One delivery with what came of it; a failed debugging is followed by another round.</summary>
public sealed class DebugRound
{
    public const int TextLength = 1000;

    public long Id { get; private set; }

    public long ApplicationId { get; private set; }

    /// <summary>From 1.</summary>
    public int Ordinal { get; private set; }

    public DateTimeOffset CheckedAt { get; private set; }

    public string CheckedByName { get; private set; } = "";

    /// <summary>What an incomplete delivery lacked; null when it was complete.</summary>
    public string? Missing { get; private set; }

    /// <summary>Which rows of form 1-6 were below what form 1-5 announced, counted at delivery; empty when none.</summary>
    public IReadOnlyList<Shortage> Shortages { get; private set; } = [];

    /// <summary>Null until debugging has ended; stays null after an incomplete delivery.</summary>
    public bool? Passed { get; private set; }

    public string? ResultNote { get; private set; }

    public DateTimeOffset? ResultAt { get; private set; }

    public string? ResultByName { get; private set; }

    private DebugRound()
    {
    }

    /// <summary>Records a delivery.</summary>
    /// <param name="missing">What is missing, or null when complete.</param>
    /// <param name="shortages">What was counted to be missing.</param>
    /// <exception cref="DomainException">access.missing-required (not complete, and nothing is said); access.delivery-short (complete, and rows are short); field.too-long.</exception>
    public DebugRound(long applicationId, int ordinal, string? missing, IReadOnlyList<Shortage> shortages, string checkedByName, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(shortages);
        if (missing is not null && string.IsNullOrWhiteSpace(missing)) throw new DomainException("access.missing-required");
        if (missing is null && shortages.Count > 0)
            throw new DomainException("access.delivery-short", shortages.Count, shortages[0].Class, shortages[0].Announced, shortages[0].Delivered);
        if (missing?.Length > TextLength) throw new DomainException("field.too-long", TextLength);
        ApplicationId = applicationId;
        Ordinal = ordinal;
        Missing = missing;
        Shortages = shortages;
        CheckedByName = checkedByName;
        CheckedAt = at;
    }

    /// <summary>Records the result.</summary>
    /// <exception cref="DomainException">access.no-complete-delivery, access.failure-reason-required.</exception>
    public void Finish(bool passed, string? note, string byName, DateTimeOffset at)
    {
        if (Missing is not null || Passed is not null) throw new DomainException("access.no-complete-delivery");
        if (!passed && string.IsNullOrWhiteSpace(note)) throw new DomainException("access.failure-reason-required");
        if (note?.Length > TextLength) throw new DomainException("field.too-long", TextLength);
        Passed = passed;
        ResultNote = note;
        ResultByName = byName;
        ResultAt = at;
    }
}

/// <summary>A row of form 1-6 of which less was delivered than form 1-5 announced, in pieces.</summary>
public sealed record Shortage(ReceiptClass Class, int Announced, int Delivered);
