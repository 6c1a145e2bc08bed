using Domain.Devices;
using Domain.Scoring;
using Domain.Sites;
using Domain.Violations;

namespace Workflows.Insights;

/// <summary>What a regulator or the operator sees of its region at a moment. Null where the reader's role has no part in it.</summary>
public sealed record CityFigures
{
    /// <summary>When the figures were read, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Sites by county and standing; combinations that do not occur are left out.</summary>
    public required IReadOnlyList<SiteCount> Sites { get; init; }

    /// <summary>Devices by what the signals say now.</summary>
    public required IReadOnlyDictionary<OnlineState, int> Devices { get; init; }

    /// <summary>Outages open now, by county.</summary>
    public required IReadOnlyDictionary<string, int> Outages { get; init; }

    public required RateFigures Rates { get; init; }

    /// <summary>Open steps that are due soon or overdue.</summary>
    public IReadOnlyList<DeadlineCount>? Deadlines { get; init; }

    /// <summary>Violations that are not over, and what rules have proposed and nobody has looked at yet; kinds without either are left out.</summary>
    public IReadOnlyList<ViolationCount>? Violations { get; init; }

    /// <summary>Suppliers' scores of the last months that have any, the newest last.</summary>
    public IReadOnlyList<MonthScores>? Scores { get; init; }

    /// <summary>Applications submitted, by the Monday (Shanghai) of their week; weeks without any are there with 0.</summary>
    public IReadOnlyList<WeekCount>? Applications { get; init; }
}

/// <summary>How many sites of a county stand so.</summary>
public sealed record SiteCount(string RegionCode, SiteStanding Standing, int Sites);

/// <summary>How many open steps of a chain in a county run late.</summary>
/// <param name="DueSoon">Due by the end of the next working day.</param>
public sealed record DeadlineCount(string RegionCode, string DefinitionKey, string NodeId, int Overdue, int DueSoon);

/// <summary>How many cases and proposals of a kind there are.</summary>
public sealed record ViolationCount(ViolationKind Kind, int Open, int Candidates);

/// <summary>A month's scores at a glance.</summary>
/// <param name="Suppliers">How many have a card.</param>
/// <param name="Below">How many of them are below what their rules ask for (S2 annex 7: 60).</param>
/// <param name="Final">The month is closed.</param>
public sealed record MonthScores(ScoreMonth Month, int Suppliers, double Average, int Below, bool Final);

/// <param name="Monday">Shanghai.</param>
public sealed record WeekCount(DateOnly Monday, int Count);

/// <summary>Online rates of the last days.</summary>
/// <param name="From">The first day (Shanghai).</param>
/// <param name="To">Today, as far as it has come.</param>
/// <param name="At">When they were read, UTC: less often than the rest.</param>
public sealed record RateFigures(
    DateOnly From, DateOnly To, DateTimeOffset At, IReadOnlyDictionary<string, OnlineRate> Counties, IReadOnlyList<SupplierRate> Suppliers,
    IReadOnlyList<DayRate> Days)
{
    public OnlineRate Overall => Days.Aggregate(OnlineRate.None, (sum, day) => sum + day.Rate);
}

public sealed record SupplierRate(long SupplierId, string Name, OnlineRate Rate);

public sealed record DayRate(DateOnly Day, OnlineRate Rate);

/// <summary>A site on the map.</summary>
/// <param name="Position">The middle of its devices that have a position; null when none has, and then it is counted in its county only.</param>
public sealed record SitePlace(long Id, string Name, string RegionCode, SiteStanding Standing, Domain.Values.Wgs84Point? Position);
