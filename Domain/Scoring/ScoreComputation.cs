namespace Domain.Scoring;

/// <summary>From facts to a score, by rules (S2 annex 7, domain-rules). Nothing else goes in: the same facts and rules give the same result.</summary>
public static class ScoreComputation
{
    public static ScoreResult Of(ScoreFacts facts, ScoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        List<Deduction> deductions =
        [
            .. OfflineRates(facts, rules),
            .. Outages(facts, rules),
            .. facts.Streams.OrderBy(s => s.DeviceId).Where(s => s.Main is { } main && main.Below(rules.LeastMain))
                .Select(s => Stream(DeductionKind.MainStream, s.DeviceId, s.Main!, rules.MainPoints)),
            .. facts.Streams.OrderBy(s => s.DeviceId).Where(s => s.Sub is { } sub && sub.Below(rules.LeastSub))
                .Select(s => Stream(DeductionKind.SubStream, s.DeviceId, s.Sub!, rules.SubPoints)),
        ];
        deductions.RemoveAll(d => d.Points == 0);
        return new ScoreResult(Math.Max(rules.Floor, rules.Start - deductions.Sum(d => d.Points)), deductions);
    }

    /// <summary>Elapsed time in begun days: from the notice to the moment after it, rounded up.</summary>
    public static int BegunDays(DateTimeOffset notice, DateTimeOffset until)
    {
        var elapsed = (until - notice).Ticks;
        return elapsed <= 0 ? 0 : checked((int)((elapsed + TimeSpan.TicksPerDay - 1) / TimeSpan.TicksPerDay));
    }

    /// <summary>Up to when an outage counts as of an instant, its begun days until then, and those that the months before have charged.</summary>
    public static (DateTimeOffset Until, int Days, int Charged) Counted(OutageFacts outage, ScoreMonth month, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(outage);
        var until = outage.RecoveredAt is { } recovered && recovered < asOf ? recovered : asOf;
        // What the months before have charged stays there: here only the step to a higher tier counts.
        var charged = outage.NoticeSentAt < month.From ? BegunDays(outage.NoticeSentAt, Earlier(until, month.Previous.ClosesAt)) : 0;
        return (until, BegunDays(outage.NoticeSentAt, until), charged);
    }

    private static List<Deduction> OfflineRates(ScoreFacts facts, ScoreRules rules)
    {
        var checks = facts.Checks.OrderBy(c => c.At)
            .Select(c => new Deduction(
                new Evidence(DeductionKind.OfflineRate, CheckedAt: c.At), rules.OfflinePoints(c.Offline.Count, c.InService), c.Offline.Count, c.InService, c.At, null))
            .ToList();
        // Of several that are equally bad the first one stands for them.
        return rules.Checks == CheckCombination.Sum || checks.Count == 0 ? checks : [checks.MaxBy(c => c.Points)!];
    }

    private static IEnumerable<Deduction> Outages(ScoreFacts facts, ScoreRules rules)
    {
        var month = ScoreMonth.FromNumber(facts.Month);
        foreach (var outage in facts.Outages.OrderBy(o => o.NoticeSentAt).ThenBy(o => o.OutageId))
        {
            var (until, days, charged) = Counted(outage, month, facts.AsOf);
            var points = rules.OutagePoints(days) - rules.OutagePoints(charged);
            yield return new Deduction(
                new Evidence(DeductionKind.OutageHandling, DeviceId: outage.DeviceId, OutageId: outage.OutageId), points, days, charged, outage.NoticeSentAt, until);
        }
    }

    private static Deduction Stream(DeductionKind kind, long deviceId, MeasuredSize stream, int points) =>
        new(new Evidence(kind, DeviceId: deviceId), points, stream.Width, stream.Height, stream.Since, null);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
