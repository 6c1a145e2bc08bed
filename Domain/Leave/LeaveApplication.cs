using Domain.Access;
using Domain.Calendar;
using Domain.Sites;
using Domain.Values;

namespace Domain.Leave;

/// <summary>What is applied for: who of which site, when, why, and who stands in.</summary>
public sealed record LeaveApplication
{
    /// <summary>More calendar days than this go to the county regulator too (domain-rules "Leave of key personnel").</summary>
    public const int OwnerDays = 3;

    /// <summary>Longer is a slip of the keyboard.</summary>
    public const int MaxDays = 366;

    public const int ReasonLength = 500;

    public required LeaveKind Kind { get; init; }

    /// <summary>The first moment, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first moment after it, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    public required string Reason { get; init; }

    public Period Time => new(From, To);

    /// <summary>The Shanghai calendar days that the leave touches, the first and the last one whole.</summary>
    public int Days => DaysOf(From, To);

    internal static int DaysOf(DateTimeOffset from, DateTimeOffset to) =>
        WorkingCalendar.ShanghaiDate(to.AddTicks(-1)).DayNumber - WorkingCalendar.ShanghaiDate(from).DayNumber + 1;

    /// <summary>What is wrong with it in itself; empty when nothing is.</summary>
    /// <param name="now">A leave may begin earlier on the day of its application, not on an earlier day.</param>
    public IReadOnlyList<FormProblem> Problems(DateTimeOffset now)
    {
        var problems = new List<FormProblem>();
        if (!Enum.IsDefined(Kind)) problems.Add(new("kind", "field.required"));
        if (From < WorkingCalendar.StartOfDay(WorkingCalendar.ShanghaiDate(now))) problems.Add(new("from", "leave.in-the-past"));
        if (To <= From) problems.Add(new("to", "leave.reversed"));
        else if (To <= now) problems.Add(new("to", "leave.in-the-past"));
        else if (Days > MaxDays) problems.Add(new("to", "leave.too-long", MaxDays));
        if (string.IsNullOrWhiteSpace(Reason)) problems.Add(new("reason", "field.required"));
        else if (Reason.Trim().Length > ReasonLength) problems.Add(new("reason", "field.too-long", ReasonLength));
        return problems;
    }
}

/// <summary>A person of a unit.</summary>
/// <param name="MembershipId">In the unit, with the role of the post.</param>
/// <param name="AccountId">The person.</param>
/// <param name="Name">As it stood then.</param>
public sealed record LeavePerson(long MembershipId, long AccountId, string Name);

/// <summary>Whose leave it is, and where.</summary>
public sealed record LeavePlace(long SiteId, KeyPost Post, long UnitId);
