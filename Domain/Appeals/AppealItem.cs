using Domain.Access;
using Domain.Devices;
using Domain.Scoring;

namespace Domain.Appeals;

/// <summary>What is corrected when an appeal is right: the evidence, never the rule.</summary>
public enum AppealRemedy
{
    /// <summary>The outage was none, or none of the supplier's.</summary>
    OutageStruck,

    /// <summary>The outage was over earlier.</summary>
    RecoveryCorrected,

    /// <summary>Devices that a check counted as offline were not, or were not in service then.</summary>
    CheckCorrected,

    /// <summary>The stream was larger than was reported.</summary>
    SizeCorrected,
}

/// <summary>What is decided about one deduction.</summary>
public sealed record AppealVerdict
{
    public const int NoteLength = 500;

    /// <summary>Most pixels of a stream in either direction.</summary>
    public const int MaxPixels = 16384;

    public bool? Accepted { get; init; }

    /// <summary>Of an accepted one.</summary>
    public AppealRemedy? Remedy { get; init; }

    /// <summary>When the outage was over, UTC.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>The stream's real size, in pixels.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>The devices that the check does not count as offline any more.</summary>
    public IReadOnlyList<long> Devices { get; init; } = [];

    /// <summary>Why; a refusal needs it.</summary>
    public string? Note { get; init; }
}

/// <summary>A deduction that an appeal is about, as it stood when the appeal was filed, and what was decided.</summary>
public sealed class AppealItem
{
    public long Id { get; private set; }

    public long AppealId { get; private set; }

    /// <summary>Its place on the card, from 0.</summary>
    public int Ordinal { get; private set; }

    /// <summary>What it points at, and its figures.</summary>
    public Deduction Deduction { get; private set; } = null!;

    /// <summary>Null until it is decided.</summary>
    public AppealVerdict? Verdict { get; private set; }

    private AppealItem()
    {
    }

    internal AppealItem(int ordinal, Deduction deduction) => (Ordinal, Deduction) = (ordinal, deduction);

    /// <summary>What can be corrected about deductions of a kind.</summary>
    public static IReadOnlyList<AppealRemedy> RemediesOf(DeductionKind kind) => kind switch
    {
        DeductionKind.OfflineRate => [AppealRemedy.CheckCorrected],
        DeductionKind.OutageHandling => [AppealRemedy.OutageStruck, AppealRemedy.RecoveryCorrected],
        _ => [AppealRemedy.SizeCorrected],
    };

    /// <summary>All that stands against a verdict on a deduction.</summary>
    public static IReadOnlyList<FormProblem> Problems(Deduction deduction, AppealVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(deduction);
        ArgumentNullException.ThrowIfNull(verdict);
        var problems = new List<FormProblem>();
        if (verdict.Note?.Trim().Length > AppealVerdict.NoteLength) problems.Add(new("note", "field.too-long", AppealVerdict.NoteLength));
        if (verdict.Accepted is not { } accepted)
        {
            problems.Add(new("accepted", "field.required"));
        }
        else if (!accepted)
        {
            if (string.IsNullOrWhiteSpace(verdict.Note)) problems.Add(new("note", "appeal.refusal-reason"));
        }
        else if (verdict.Remedy is not { } remedy || !RemediesOf(deduction.Evidence.Kind).Contains(remedy))
        {
            problems.Add(new("remedy", "appeal.remedy-required"));
        }
        else
        {
            Remedy(deduction, verdict, remedy, problems);
        }

        return problems;
    }

    /// <summary>The evidence as it is to be, of an accepted one.</summary>
    internal IEnumerable<CorrectedEvidence> Corrections() => Verdict!.Remedy switch
    {
        AppealRemedy.OutageStruck => [new CorrectedEvidence { Evidence = Deduction.Evidence }],
        AppealRemedy.RecoveryCorrected => [new CorrectedEvidence { Evidence = Deduction.Evidence, RecoveredAt = Verdict.RecoveredAt }],
        AppealRemedy.SizeCorrected => [new CorrectedEvidence { Evidence = Deduction.Evidence, Size = new StreamSize(Verdict.Width!.Value, Verdict.Height!.Value) }],
        _ => Verdict.Devices.Distinct().Select(device => new CorrectedEvidence { Evidence = Deduction.Evidence with { DeviceId = device } }),
    };

    internal void Decide(AppealVerdict verdict)
    {
        var note = string.IsNullOrWhiteSpace(verdict.Note) ? null : verdict.Note.Trim();
        Verdict = verdict.Accepted == true ? verdict with { Note = note } : new AppealVerdict { Accepted = false, Note = note };
    }

    private static void Remedy(Deduction deduction, AppealVerdict verdict, AppealRemedy remedy, List<FormProblem> problems)
    {
        switch (remedy)
        {
            case AppealRemedy.RecoveryCorrected when verdict.RecoveredAt is not { } at:
                problems.Add(new("recoveredAt", "field.required"));
                break;
            case AppealRemedy.RecoveryCorrected when verdict.RecoveredAt < deduction.From || verdict.RecoveredAt > deduction.Until:
                problems.Add(new("recoveredAt", "appeal.recovery-outside"));
                break;
            case AppealRemedy.CheckCorrected when verdict.Devices.Count == 0:
                problems.Add(new("devices", "appeal.no-device"));
                break;
            case AppealRemedy.SizeCorrected:
                Pixels("width", verdict.Width);
                Pixels("height", verdict.Height);
                break;
            default:
                break;
        }

        void Pixels(string field, int? value)
        {
            if (value is null) problems.Add(new(field, "field.required"));
            else if (value is < 1 or > AppealVerdict.MaxPixels) problems.Add(new(field, "field.out-of-range", 1, AppealVerdict.MaxPixels));
        }
    }
}
