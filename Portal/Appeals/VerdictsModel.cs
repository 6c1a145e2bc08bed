using System.Globalization;
using Domain.Access;
using Domain.Appeals;
using Domain.Engine;
using Workflows.Appeals;

namespace Portal.Appeals;

/// <summary>What is decided about one deduction, as it is typed.</summary>
public sealed class VerdictModel
{
    /// <summary>The deduction's place on the card.</summary>
    public int Ordinal { get; set; }

    public bool? Accepted { get; set; }

    public AppealRemedy? Remedy { get; set; }

    public DateTimeOffset? RecoveredAt { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    public IList<long> Devices { get; set; } = [];

    public string? Note { get; set; }

    public AppealVerdict Verdict() => new()
    {
        Accepted = Accepted,
        Remedy = Remedy,
        RecoveredAt = RecoveredAt,
        Width = Width,
        Height = Height,
        Devices = [.. Devices],
        Note = Note,
    };
}

/// <summary>The decision about an appeal; kept as a draft until it is signed.</summary>
public sealed class VerdictsModel
{
    public IList<VerdictModel> Verdicts { get; set; } = [];

    public string? Opinion { get; set; }

    /// <summary>A row for every deduction in question; where only one thing can be corrected, that is chosen.</summary>
    public static VerdictsModel Of(IEnumerable<AppealLine> lines) => new()
    {
        Verdicts =
        [
            .. lines.Select(l => new VerdictModel
            {
                Ordinal = l.Ordinal,
                Remedy = AppealItem.RemediesOf(l.Deduction.Evidence.Kind) is [var only] ? only : null,
            }),
        ],
    };

    public IReadOnlyList<FormProblem> Problems(IReadOnlyList<AppealLine> lines)
    {
        var problems = Verdicts.SelectMany((v, i) => AppealItem.Problems(lines.First(l => l.Ordinal == v.Ordinal).Deduction, v.Verdict())
            .Select(p => p with { Field = string.Create(CultureInfo.InvariantCulture, $"verdicts[{i}].{p.Field}") })).ToList();
        if (string.IsNullOrWhiteSpace(Opinion)) problems.Add(new("opinion", "opinion.text-required"));
        else if (Opinion.Trim().Length > HistoryEntry.CommentLength) problems.Add(new("opinion", "field.too-long", HistoryEntry.CommentLength));
        return problems;
    }
}
