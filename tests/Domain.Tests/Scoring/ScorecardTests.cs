using Domain.Devices;
using Domain.Scoring;
using static Domain.Tests.Scoring.SomeFacts;

namespace Domain.Tests.Scoring;

public sealed class ScorecardTests
{
    private static readonly DateTimeOffset Now = November.ClosesAt.AddHours(2);

    private static readonly ScoreFacts Bad = None with
    {
        Checks = [Check(0, 2, 10)],
        Outages = [new OutageFacts(71, 3, November.From, November.From.AddDays(9))],
        Streams = [new StreamFacts(3, Size(1280, 720), Size(352, 288))],
    };

    [Fact]
    public void Compute_Twice_ChangesNothing()
    {
        var card = Card(Bad);
        var digest = card.Digest;
        var rows = card.Deductions.ToList();

        card.Compute(Bad, ScoreRules.Annex7, null, [], Now.AddHours(1)).ShouldBeFalse();

        (card.Score, card.Digest, card.ComputedAt).ShouldBe((40, digest, Now));
        card.Deductions.ShouldBe(rows);
    }

    [Fact]
    public void Deductions_OfACard_EachNameTheirEvidence()
    {
        var evidence = Card(Bad).Deductions.Select(d => d.Facts.Evidence);

        evidence.ShouldBe([
            new Evidence(DeductionKind.OfflineRate, CheckedAt: November.Mondays[0]),
            new Evidence(DeductionKind.OutageHandling, DeviceId: 3, OutageId: 71),
            new Evidence(DeductionKind.MainStream, DeviceId: 3),
            new Evidence(DeductionKind.SubStream, DeviceId: 3),
        ]);
    }

    [Fact]
    public void Close_FreezesIt()
    {
        var card = Card(Bad);

        card.Close(Now);

        (card.State, card.ClosedAt, card.ScoreAtClose).ShouldBe((ScorecardState.Closed, Now, 40));
        Should.Throw<DomainException>(() => card.Compute(None, ScoreRules.Annex7, null, [], Now)).Code.ShouldBe("scoring.closed");
        Should.Throw<DomainException>(() => card.Close(Now)).Code.ShouldBe("scoring.closed");
    }

    [Fact]
    public void Close_BeforeItsInstant_IsRefused()
    {
        var card = Card(Bad with { AsOf = November.ClosesAt.AddDays(-1) });

        Should.Throw<InvalidOperationException>(() => card.Close(Now));
    }

    [Fact]
    public void Correct_AnOpenCard_IsRefused() =>
        Should.Throw<DomainException>(() => Card(Bad).Correct([], Now)).Code.ShouldBe("scoring.not-closed");

    [Fact]
    public void Correct_ByStrikingEvidence_RaisesTheScoreAndKeepsTheFacts()
    {
        var card = Closed();

        card.Correct([Correction(card, new() { Evidence = new(DeductionKind.OutageHandling, OutageId: 71) })], Now.AddDays(3));

        (card.Score, card.ScoreAtClose, card.CorrectedAt).ShouldBe((60, 40, Now.AddDays(3)));
        card.Facts.ShouldBeSameAs(Bad);
        card.Deductions.ShouldNotContain(d => d.Kind == DeductionKind.OutageHandling);
    }

    [Fact]
    public void Correct_EachKind_ChangesItsEvidenceAlone()
    {
        var card = Closed();

        Deducted(new() { Evidence = new(DeductionKind.OfflineRate, CheckedAt: November.Mondays[0], DeviceId: 1) }).ShouldBe([10, 20, 10, 10]);
        Deducted(new() { Evidence = new(DeductionKind.OfflineRate, CheckedAt: November.Mondays[0]) }).ShouldBe([20, 10, 10]);
        Deducted(new() { Evidence = new(DeductionKind.OfflineRate, CheckedAt: November.Mondays[1]) }).ShouldBe([20, 20, 10, 10]);
        Deducted(new() { Evidence = new(DeductionKind.OutageHandling, OutageId: 71), RecoveredAt = November.From.AddDays(4) }).ShouldBe([20, 10, 10, 10]);
        Deducted(new() { Evidence = new(DeductionKind.OutageHandling, OutageId: 72) }).ShouldBe([20, 20, 10, 10]);
        Deducted(new() { Evidence = new(DeductionKind.MainStream, DeviceId: 3), Size = new StreamSize(1920, 1080) }).ShouldBe([20, 20, 10]);
        Deducted(new() { Evidence = new(DeductionKind.SubStream, DeviceId: 3) }).ShouldBe([20, 20, 10]);
        Deducted(new() { Evidence = new(DeductionKind.SubStream, DeviceId: 4) }).ShouldBe([20, 20, 10, 10]);

        IEnumerable<int> Deducted(CorrectedEvidence corrected)
        {
            card.Correct([Correction(card, corrected)], Now);
            return card.Deductions.Select(d => d.Points);
        }
    }

    [Fact]
    public void Apply_InTheNextMonth_KeepsOnlyWhatIsSaidOfOutages()
    {
        var card = Closed();
        var next = Bad with { Month = November.Next.Number, AsOf = November.Next.ClosesAt, Outages = [new OutageFacts(71, 3, November.From, null)] };

        var facts = ScoreCorrection.Apply(next, [
            Correction(card, new() { Evidence = new(DeductionKind.OutageHandling, OutageId: 71) }),
            Correction(card, new() { Evidence = new(DeductionKind.MainStream, DeviceId: 3) }),
        ]);

        facts.Outages.ShouldBeEmpty();
        facts.Streams.ShouldBe(next.Streams);
    }

    [Fact]
    public void Correction_ThatNamesNoEvidence_IsRefused()
    {
        var card = Closed();

        Should.Throw<ArgumentException>(() => Correction(card, new() { Evidence = new(DeductionKind.OutageHandling, DeviceId: 3) }));
        Should.Throw<ArgumentException>(() => Correction(card, new() { Evidence = new(DeductionKind.OfflineRate, DeviceId: 3) }));
        Should.Throw<ArgumentException>(() => Correction(card, new() { Evidence = new(DeductionKind.MainStream, OutageId: 3) }));
        Should.Throw<DomainException>(() => new ScoreCorrection(card, new() { Evidence = new(DeductionKind.MainStream, DeviceId: 3) }, " ", null, Officer, Now))
            .Code.ShouldBe("scoring.correction-reason-required");
    }

    [Fact]
    public void Changes_BetweenTwoSnapshots_AreTheReasonsOfTheDifference()
    {
        SnapshotItem Item(DeductionKind kind, long device, int points) => new(new Evidence(kind, DeviceId: device), points, 1, 1);
        SnapshotItem[] before = [Item(DeductionKind.OutageHandling, 1, 10), Item(DeductionKind.OutageHandling, 2, 10), Item(DeductionKind.MainStream, 3, 10)];
        SnapshotItem[] after = [Item(DeductionKind.OutageHandling, 1, 20), Item(DeductionKind.OutageHandling, 2, 10), Item(DeductionKind.SubStream, 4, 10)];

        var changes = ScoreChange.Between(before, after);

        changes.Select(c => (c.Evidence.Kind, c.Evidence.DeviceId, c.Points)).ShouldBe([
            (DeductionKind.OutageHandling, 1L, -10), (DeductionKind.MainStream, 3L, 10), (DeductionKind.SubStream, 4L, -10)]);
    }

    [Fact]
    public void Digest_WhenAnythingDiffers_IsAnotherOne()
    {
        var result = Of(Bad);
        var digest = ScoreDigest.Of(ScoreRules.Annex7, Bad, result);

        digest.Length.ShouldBe(ScoreDigest.Length);
        ScoreDigest.Of(ScoreRules.Annex7 with { Threshold = 61 }, Bad, result).ShouldNotBe(digest);
        ScoreDigest.Of(ScoreRules.Annex7, Bad with { AsOf = Bad.AsOf.AddMicroseconds(1) }, result).ShouldNotBe(digest);
        ScoreDigest.Of(ScoreRules.Annex7, Bad, result with { Score = 41 }).ShouldNotBe(digest);
        ScoreDigest.Of(ScoreRules.Annex7, Bad with { Checks = [.. Bad.Checks] }, Of(Bad)).ShouldBe(digest);
    }

    private static Scorecard Card(ScoreFacts facts)
    {
        var card = new Scorecard(7, 9, November);
        card.Compute(facts, ScoreRules.Annex7, null, [], Now);
        return card;
    }

    private static Scorecard Closed()
    {
        var card = Card(Bad);
        card.Close(Now);
        return card;
    }

    private static ScoreCorrection Correction(Scorecard card, CorrectedEvidence corrected) => new(card, corrected, "The mast was hit by lightning.", null, Officer, Now);
}
