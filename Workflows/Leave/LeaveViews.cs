using Domain.Leave;
using Domain.Sites;
using Workflows.Engine.Shell;
using Workflows.Files;
using Workflows.Lists;

namespace Workflows.Leave;

/// <summary>Which leaves are asked for, among the visible ones.</summary>
public sealed record LeaveQuery
{
    /// <summary>Part of the site's name, the number, or either person's name.</summary>
    public string? Text { get; init; }

    public LeaveStatus? Status { get; init; }

    public KeyPost? Post { get; init; }

    public string? RegionCode { get; init; }

    public long? SiteId { get; init; }

    /// <summary>Only those whose person is away now, or should be back.</summary>
    public bool AwayOnly { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list.</summary>
/// <param name="NotReturned">Over, and not returned from yet.</param>
/// <param name="Overdue">Not returned from when that was due: absence is recorded.</param>
public sealed record LeaveRow(
    long Id, string Number, long SiteId, string SiteName, string RegionCode, KeyPost Post, string UnitName, string PersonName, LeaveKind Kind, DateTimeOffset From,
    DateTimeOffset To, int Days, string StandInName, LeaveStatus Status, bool NotReturned, bool Overdue);

/// <summary>Everything that the case page and the printed form show of one leave, for one reader.</summary>
public sealed record LeaveCase
{
    public required long Id { get; init; }
    public required string Number { get; init; }
    public required LeaveStatus Status { get; init; }
    public required long SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string RegionCode { get; init; }
    public required KeyPost Post { get; init; }
    public required string UnitName { get; init; }
    public required string? OwnerName { get; init; }
    public required string PersonName { get; init; }
    public required string StandInName { get; init; }

    /// <summary>Membership of who stands in.</summary>
    public required long StandInId { get; init; }

    public required LeaveKind Kind { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required int Days { get; init; }

    /// <summary>Null for readers whom the reason does not concern (<see cref="LeaveScope"/>).</summary>
    public required string? Reason { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required DateTimeOffset? ReturnedAt { get; init; }
    public required string? ReturnNote { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Until when the return is to be registered; null while the calendar of that year is not loaded.</summary>
    public required DateTimeOffset? ReturnDueAt { get; init; }

    /// <summary>When absence was recorded; null without one.</summary>
    public required DateTimeOffset? AbsentSince { get; init; }

    /// <summary>Whether the stand-in can act at this moment.</summary>
    public required bool Runs { get; init; }

    /// <summary>Over, and not returned from yet.</summary>
    public required bool NotReturned { get; init; }

    /// <summary>Not returned from when that was due.</summary>
    public required bool Overdue { get; init; }

    /// <summary>Empty for readers whom the reason does not concern.</summary>
    public required IReadOnlyList<FileView> Attachments { get; init; }

    public required LeaveRights Rights { get; init; }

    /// <summary>The open step asks for the reader's role, but the leave is the reader's own: a colleague decides.</summary>
    public required bool OwnDecision { get; init; }

    /// <summary>Where it stands; a step that the reader may not decide is not the reader's.</summary>
    public required Progress Progress { get; init; }
}

/// <summary>Who is away from where, and who stands in, on the days of a month.</summary>
/// <param name="To">The end of the leave as granted.</param>
/// <param name="Until">The first moment when the person is back; the end of the leave while that is not over, now while not returned from.</param>
public sealed record AwayRow(
    long LeaveId, string SiteName, string RegionCode, KeyPost Post, string PersonName, string StandInName, DateTimeOffset From, DateTimeOffset To,
    DateTimeOffset Until, LeaveStatus Status,
    bool NotReturned);

/// <summary>A row of the register of absences.</summary>
public sealed record AbsenceRow(
    long LeaveId, string LeaveNumber, string SiteName, string RegionCode, KeyPost Post, string UnitName, string PersonName, DateTimeOffset Since, DateTimeOffset DueAt,
    DateTimeOffset? EndedAt);

/// <summary>Which absences are asked for.</summary>
public sealed record AbsenceQuery
{
    /// <summary>Part of the site's, unit's or person's name.</summary>
    public string? Text { get; init; }

    public string? RegionCode { get; init; }

    /// <summary>Only those that go on.</summary>
    public bool OpenOnly { get; init; }

    public PageRequest Page { get; init; } = new();
}
