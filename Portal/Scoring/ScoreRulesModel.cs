using System.Text.Json.Serialization;
using Domain.Access;
using Domain.Scoring;

namespace Portal.Scoring;

/// <summary>A tier while it is typed.</summary>
public sealed class TierModel
{
    public int? AtLeast { get; set; }

    public int? Points { get; set; }
}

/// <summary>Rules while they are typed.</summary>
public sealed class ScoreRulesModel
{
    public string? First { get; set; }
    public IList<TierModel> OfflineTiers { get; set; } = [];
    public CheckCombination? Checks { get; set; }
    public IList<TierModel> OutageTiers { get; set; } = [];
    public int? MainWidth { get; set; }
    public int? MainHeight { get; set; }
    public int? MainPoints { get; set; }
    public int? SubWidth { get; set; }
    public int? SubHeight { get; set; }
    public int? SubPoints { get; set; }
    public int? Start { get; set; }
    public int? Floor { get; set; }
    public int? Threshold { get; set; }
    public int? WindowMonths { get; set; }
    public int? TalkAt { get; set; }
    public int? SuspensionAt { get; set; }
    public int? BlacklistAt { get; set; }
    public int? SuspensionMonths { get; set; }
    public string? Note { get; set; }

    /// <summary>The rules as typed; what is missing is out of every range.</summary>
    [JsonIgnore]
    public ScoreRules Rules => new()
    {
        OfflineTiers = Tiers(OfflineTiers),
        Checks = Checks ?? CheckCombination.Sum,
        OutageTiers = Tiers(OutageTiers),
        LeastMain = new(MainWidth ?? -1, MainHeight ?? -1),
        MainPoints = MainPoints ?? -1,
        LeastSub = new(SubWidth ?? -1, SubHeight ?? -1),
        SubPoints = SubPoints ?? -1,
        Start = Start ?? -1,
        Floor = Floor ?? -1,
        Threshold = Threshold ?? -1,
        TalkAt = TalkAt ?? -1,
        SuspensionAt = SuspensionAt ?? -1,
        BlacklistAt = BlacklistAt ?? -1,
        WindowMonths = WindowMonths ?? -1,
        SuspensionMonths = SuspensionMonths ?? -1,
    };

    /// <summary>Begins with rules that hold already.</summary>
    public static ScoreRulesModel Of(ScoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new ScoreRulesModel
        {
            OfflineTiers = [.. rules.OfflineTiers.Select(t => new TierModel { AtLeast = t.AtLeast, Points = t.Points })],
            Checks = rules.Checks,
            OutageTiers = [.. rules.OutageTiers.Select(t => new TierModel { AtLeast = t.AtLeast, Points = t.Points })],
            MainWidth = rules.LeastMain.Width,
            MainHeight = rules.LeastMain.Height,
            MainPoints = rules.MainPoints,
            SubWidth = rules.LeastSub.Width,
            SubHeight = rules.LeastSub.Height,
            SubPoints = rules.SubPoints,
            Start = rules.Start,
            Floor = rules.Floor,
            Threshold = rules.Threshold,
            WindowMonths = rules.WindowMonths,
            TalkAt = rules.TalkAt,
            SuspensionAt = rules.SuspensionAt,
            BlacklistAt = rules.BlacklistAt,
            SuspensionMonths = rules.SuspensionMonths,
        };
    }

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (!ScoreMonth.TryParse(First, out _)) problems.Add(new FormProblem("first", "field.required"));
        if (string.IsNullOrWhiteSpace(Note)) problems.Add(new FormProblem("note", "field.required"));
        problems.AddRange(ScoreRulesCheck.Problems(Rules));
        return problems;
    }

    private static List<ScoreTier> Tiers(IList<TierModel> tiers) => [.. tiers.Select(t => new ScoreTier(t.AtLeast ?? -1, t.Points ?? -1))];
}
