using Domain.Devices;
using Domain.Scoring;
using Workflows.Reports;
using Workflows.Scoring;

namespace Testing.Reports;

/// <summary>Reports of invented suppliers whose scores follow from their facts, for what needs no database.</summary>
public static class SampleReports
{
    public const string City = "湛江市住房和城乡建设局";

    public static readonly ScoreMonth Month = new(2026, 11);

    /// <summary>So many suppliers with 50 devices each; every third has nothing deducted.</summary>
    public static MonthReport Of(int suppliers, Func<int, string>? name = null)
    {
        var cards = Enumerable.Range(1, suppliers).Select(i => Card(i, name?.Invoke(i) ?? $"湛江第{i}智慧工地科技有限公司")).OrderByDescending(c => c.Score).ToList();
        return new MonthReport
        {
            City = City,
            Month = Month,
            Cards = [.. cards.Select(card => card with { Rank = 1 + cards.Count(other => other.Score > card.Score) })],
        };
    }

    private static ReportCard Card(int number, string supplier)
    {
        var facts = Facts(number);
        var result = ScoreComputation.Of(facts, ScoreRules.Annex7);
        return new ReportCard
        {
            Id = number,
            City = City,
            Month = Month,
            Supplier = supplier,
            Rank = null,
            Score = result.Score,
            ScoreBefore = number % 4 == 0 ? null : 50 + (number * 7 % 50),
            Closed = true,
            Corrected = number % 5 == 2,
            AsOf = facts.AsOf,
            ComputedAt = facts.AsOf.AddHours(2),
            Rules = ScoreRules.Annex7,
            Digest = ScoreDigest.Of(ScoreRules.Annex7, facts, result),
            Deductions = [.. result.Deductions.Select(d => new ReportDeduction(d, d.Evidence.DeviceId is { } id ? Device(id) : null, Offline(facts, d)))],
        };
    }

    private static ScoreFacts Facts(int number)
    {
        var seed = number % 3;
        return new ScoreFacts
        {
            Month = Month.Number,
            AsOf = Month.ClosesAt,
            Checks = [.. Month.Mondays.Select((at, i) => new MondayCheck(at, 50, [.. Enumerable.Range(1, seed * (4 + i)).Select(d =>
                new OfflineDevice(d, at.AddHours(-d), d % 2 == 0 ? OfflineCause.Device : OfflineCause.Network))]))],
            Outages = [.. Enumerable.Range(1, seed).Select(d => new OutageFacts(d, d, Month.From.AddDays(d), d == 1 ? Month.From.AddDays(6) : null))],
            Streams = [.. Enumerable.Range(1, seed).Select(d => new StreamFacts(
                d + 20, new MeasuredSize(1280, 720, Month.From), d == 1 ? new MeasuredSize(640, 480, Month.From) : new MeasuredSize(704, 576, Month.From)))],
        };
    }

    private static EvidenceDevice Device(long id) => new(
        id, id % 2 == 0 ? "塔吊 1 号" : "大门出入口", DeviceKind.GateDome, $"4408021300131{id:0000000}", id, $"海东新区第{id}号地块商住项目（一期）");

    private static List<CheckedDevice> Offline(ScoreFacts facts, Deduction deduction) => deduction.Evidence.CheckedAt is { } at
        ? [.. facts.Checks.Single(c => c.At == at).Offline.Select(o => new CheckedDevice(Device(o.DeviceId), o.Since, o.Cause))]
        : [];
}
