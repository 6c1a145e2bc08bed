using Domain.Scoring;
using static Domain.Tests.Scoring.SomeFacts;

namespace Domain.Tests.Scoring;

public sealed class ScoreRulesTests
{
    private static readonly DateTimeOffset Now = November.From.AddDays(26);

    [Fact]
    public void Problems_OfTheGuideline_AreNone() => ScoreRulesCheck.Problems(ScoreRules.Annex7).ShouldBeEmpty();

    public static TheoryData<string, ScoreRules> Wrong => new()
    {
        { "offlineTiers", ScoreRules.Annex7 with { OfflineTiers = [] } },
        { "offlineTiers[1].atLeast", ScoreRules.Annex7 with { OfflineTiers = [new(10, 10), new(10, 20)] } },
        { "offlineTiers[1].points", ScoreRules.Annex7 with { OfflineTiers = [new(10, 10), new(20, 9)] } },
        { "offlineTiers[0].atLeast", ScoreRules.Annex7 with { OfflineTiers = [new(101, 10)] } },
        { "outageTiers[0].atLeast", ScoreRules.Annex7 with { OutageTiers = [new(0, 10)] } },
        { "mainPoints", ScoreRules.Annex7 with { MainPoints = -1 } },
        { "subWidth", ScoreRules.Annex7 with { LeastSub = new(0, 576) } },
        { "floor", ScoreRules.Annex7 with { Floor = 100 } },
        { "threshold", ScoreRules.Annex7 with { Threshold = 101 } },
        { "suspensionAt", ScoreRules.Annex7 with { SuspensionAt = 1 } },
        { "blacklistAt", ScoreRules.Annex7 with { BlacklistAt = 13 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Problems_OfARuleThatMeansNothing_NameItsField(string field, ScoreRules rules)
    {
        ScoreRulesCheck.Problems(rules).Select(p => p.Field).ShouldContain(field);
        Should.Throw<DomainException>(() => new ScoreRuleSet(November.Next, rules, "why", Officer, Now)).Code.ShouldBe("scoring.rules-invalid");
    }

    [Fact]
    public void RuleSet_OfAMonthThatHasBegun_IsRefused()
    {
        Should.Throw<DomainException>(() => New(November)).Code.ShouldBe("scoring.rules-month-begun");
        Should.Throw<DomainException>(() => new ScoreRuleSet(November.Next, ScoreRules.Annex7, "why", Officer, November.Until)).Code.ShouldBe("scoring.rules-month-begun");

        var set = New(November.Next);

        (set.CityId, set.FirstMonth).ShouldBe((Officer.OrganizationId, 202612));
        (set.Ahead(November.Until.AddTicks(-1)), set.Ahead(November.Until)).ShouldBe((true, false));
    }

    [Fact]
    public void Same_OfRulesWithTheirOwnLists_ComparesWhatTheySay()
    {
        var copy = ScoreRules.Annex7 with { OfflineTiers = [.. ScoreRules.Annex7.OfflineTiers], OutageTiers = [.. ScoreRules.Annex7.OutageTiers] };

        ScoreRules.Annex7.Same(copy).ShouldBeTrue();
        ScoreRules.Annex7.Same(copy with { Floor = 1 }).ShouldBeFalse();
        ScoreRules.Annex7.Same(copy with { OutageTiers = [new(4, 10)] }).ShouldBeFalse();
    }

    private static ScoreRuleSet New(ScoreMonth first) => new(first, ScoreRules.Annex7, "why", Officer, Now);
}
