namespace Domain.Violations;

/// <summary>The kinds of S2 annex 6, in its order.</summary>
public enum ViolationKind
{
    VideoNotInstalled,
    CamerasInsufficient,
    NotConnected,
    ImageNotVisible,
    MisconductOnVideo,
    DustMonitorNotInstalled,
    DustMonitorNotConnected,
}

/// <summary>How a violation is found (S2 annex 6, 方式).</summary>
public enum Discovery
{
    /// <summary>现场抽查.</summary>
    SiteInspection,

    /// <summary>后台线上巡查, by a person or by one of the platform's rules.</summary>
    OnlinePatrol,
}

/// <summary>What a measure rests on (S2 annex 6, 依据).</summary>
public enum LawBasis
{
    /// <summary>粤建规范〔2017〕2号, SG5-6: an order of the authority that the contractor did not see carried out.</summary>
    DynamicManagementSg56,

    /// <summary>广东省大气污染防治条例, article 83: neither video nor particle monitoring installed.</summary>
    AirPollutionArticle83,
}

/// <summary>What S2 annex 6 says of one kind.</summary>
/// <param name="FoundBy">How it may be found.</param>
/// <param name="Points">Taken off when the order was not carried out; 0 where the annex takes none.</param>
/// <param name="Fined">Whether a fine goes with it, in <see cref="ViolationKinds.LeastFine"/> to <see cref="ViolationKinds.MostFine"/>.</param>
/// <param name="Talk">Whether the regulator talks with the contractor.</param>
/// <param name="CaseByCase">Whether the officer chooses among talk, points, penalty and differentiated supervision.</param>
/// <param name="Basis">What the measures rest on.</param>
public sealed record KindRule(IReadOnlyList<Discovery> FoundBy, int Points, bool Fined, bool Talk, bool CaseByCase, IReadOnlyList<LawBasis> Basis)
{
    /// <summary>Whether measures may follow although the order was carried out: the annex ties points and fines alone to a failed reinspection.</summary>
    public bool MeasuresAnyway => Talk || CaseByCase;
}

/// <summary>The rule of measures, once for all kinds (S2 annex 6).</summary>
public static class ViolationKinds
{
    /// <summary>Points that an order not carried out costs; where the officer chooses, the most that can be taken.</summary>
    public const int Points = 5;

    /// <summary>Yuan.</summary>
    public const int LeastFine = 50_000;

    /// <summary>Yuan.</summary>
    public const int MostFine = 100_000;

    private static readonly Discovery[] OnSite = [Discovery.SiteInspection];
    private static readonly Discovery[] Online = [Discovery.OnlinePatrol];
    private static readonly LawBasis[] PointsBasis = [LawBasis.DynamicManagementSg56];
    private static readonly LawBasis[] FineBasis = [LawBasis.DynamicManagementSg56, LawBasis.AirPollutionArticle83];

    /// <exception cref="ArgumentOutOfRangeException">It is no kind.</exception>
    public static KindRule Rule(this ViolationKind kind) => kind switch
    {
        ViolationKind.VideoNotInstalled => new(
            [Discovery.SiteInspection, Discovery.OnlinePatrol], Points, Fined: true, Talk: false, CaseByCase: false, FineBasis),
        ViolationKind.CamerasInsufficient => new(OnSite, Points: 0, Fined: false, Talk: true, CaseByCase: false, []),
        ViolationKind.NotConnected or ViolationKind.ImageNotVisible => new(Online, Points, Fined: false, Talk: false, CaseByCase: false, PointsBasis),
        ViolationKind.MisconductOnVideo => new(Online, Points: 0, Fined: false, Talk: false, CaseByCase: true, PointsBasis),
        ViolationKind.DustMonitorNotInstalled => new(OnSite, Points, Fined: true, Talk: false, CaseByCase: false, FineBasis),
        ViolationKind.DustMonitorNotConnected => new(Online, Points: 0, Fined: false, Talk: true, CaseByCase: false, []),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Number of the kind's row in the annex, from 1.</summary>
    public static int Row(this ViolationKind kind) => (int)kind + 1;
}
