using Domain.Calendar;
using Domain.Notifications;
using Domain.Organizations;

namespace Domain.Engine;

/// <summary>待办: what a role of an organization has to do in a case, with its legal deadline.</summary>
public sealed class WorkItem
{
    public const int NodeLength = 100;
    public const int SubjectLength = 150;
    public const int OutcomeLength = 30;
    public const int NameLength = 100;
    public const int ClosedByNameLength = NameLength + 10;

    /// <summary>催办 at most once in so much working time.</summary>
    public static readonly TimeSpan BetweenUrges = TimeSpan.FromHours(4);

    public long Id { get; private set; }

    public long InstanceId { get; private set; }

    public string DefinitionKey { get; private set; } = "";

    public string BusinessKey { get; private set; } = "";

    /// <summary>The token that rests in the node; unique per instance.</summary>
    public long TokenId { get; private set; }

    public string NodeId { get; private set; } = "";

    public WorkItemKind Kind { get; private set; }

    public WorkItemStatus Status { get; private set; }

    public long OrganizationId { get; private set; }

    public Role Role { get; private set; }

    /// <summary>As the instance's.</summary>
    public long? SiteId { get; private set; }

    public string RegionCode { get; private set; } = "";

    /// <summary>What the inbox shows: the site's name, or the unit's.</summary>
    public string Subject { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Name of the clock it runs on; null when it has none.</summary>
    public string? ClockName { get; private set; }

    /// <summary>Working days allowed in all; null without deadline.</summary>
    public int? AllowanceDays { get; private set; }

    /// <summary>End of the last working day, UTC; null without deadline or while the clock is stopped.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When the next reminder is due; null when none is left. Indexed: the reminder job looks here only.</summary>
    public DateTimeOffset? NextNoticeAt { get; private set; }

    public DeadlineNotice NoticeStage { get; private set; }

    /// <summary>Who is told when it is overdue.</summary>
    public Role? EscalationRole { get; private set; }

    public long? EscalationOrganizationId { get; private set; }

    /// <summary>The one person of the role who has to act, by the chain or by 转办; null for whoever has the role.</summary>
    public long? AssigneeId { get; private set; }

    public string? AssigneeName { get; private set; }

    /// <summary>Who transferred it last, and may take it back.</summary>
    public long? TransferredBy { get; private set; }

    /// <summary>When its holder was urged last, UTC.</summary>
    public DateTimeOffset? UrgedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public long? ClosedBy { get; private set; }

    /// <summary>Name of the person, or "system:" with the rule's name.</summary>
    public string? ClosedByName { get; private set; }

    public string? Outcome { get; private set; }

    public long Revision { get; private set; }

    private WorkItem()
    {
    }

    public WorkItem(ProcessInstance instance, WorkItemOpening opening)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(opening);
        InstanceId = instance.Id;
        DefinitionKey = instance.DefinitionKey;
        BusinessKey = instance.BusinessKey;
        SiteId = instance.SiteId;
        TokenId = opening.TokenId;
        NodeId = opening.NodeId;
        Kind = opening.Kind;
        OrganizationId = opening.OrganizationId;
        Role = opening.Role;
        RegionCode = opening.RegionCode;
        Subject = opening.Subject;
        OpenedAt = opening.OpenedAt;
        EscalationRole = opening.EscalationRole;
        EscalationOrganizationId = opening.EscalationOrganizationId;
        (AssigneeId, AssigneeName) = (opening.Person?.AccountId, opening.Person?.Name);
        Status = WorkItemStatus.Open;
    }

    /// <summary>Sets or moves the deadline; notices that the new deadline brings back to the future are sent again.</summary>
    public void SetDeadline(string? clockName, int? allowanceDays, DateTimeOffset? dueAt, DeadlineNotice stage, DateTimeOffset? nextNoticeAt)
    {
        ClockName = clockName;
        AllowanceDays = allowanceDays;
        DueAt = dueAt;
        NoticeStage = stage;
        NextNoticeAt = nextNoticeAt;
    }

    /// <exception cref="DomainException">work-item.already-handled (name, time).</exception>
    public void Close(WorkItemStatus how, string? outcome, long? accountId, string byName, DateTimeOffset at)
    {
        RequireOpen();
        Status = how;
        Outcome = outcome;
        ClosedBy = accountId;
        ClosedByName = byName;
        ClosedAt = at;
        NextNoticeAt = null;
    }

    /// <summary>Whether the person, in the role and organization that they act in, has to act.</summary>
    public bool IsOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return OrganizationId == actor.OrganizationId && Role == actor.Role && (AssigneeId is not { } assignee || actor.ActsFor(assignee));
    }

    /// <summary>Whether the chain asks one person alone, such as an applicant: then it is no colleague's.</summary>
    public bool IsPersonal => AssigneeId is not null && TransferredBy is null;

    /// <summary>Who has to act, to be told so.</summary>
    public Recipient ToHolder() => AssigneeId is { } account ? Recipient.Account(account) : Recipient.Holders(OrganizationId, Role);

    /// <summary>Leaves it to one colleague of the same role. Clock, opening and drafts of others stay as they are.</summary>
    /// <exception cref="DomainException">work-item.already-handled (name, time); work-item.wait; transfer.personal; transfer.to-oneself.</exception>
    public void Transfer(long accountId, string name, long by)
    {
        RequireOpen();
        if (Kind == WorkItemKind.Wait) throw new DomainException("work-item.wait");
        if (IsPersonal) throw new DomainException("transfer.personal");
        if (accountId == by) throw new DomainException("transfer.to-oneself");
        (AssigneeId, AssigneeName, TransferredBy) = (accountId, name, by);
    }

    /// <summary>Gives it back to whoever has the role.</summary>
    /// <exception cref="DomainException">work-item.already-handled (name, time); transfer.not-yours: the person did not transfer it.</exception>
    public void TakeBack(long by)
    {
        RequireOpen();
        if (TransferredBy != by) throw new DomainException("transfer.not-yours");
        (AssigneeId, AssigneeName, TransferredBy) = (null, null, null);
    }

    /// <summary>The instant from which its holder may be urged (again): once in four working hours; null when at once.</summary>
    /// <exception cref="DomainException">calendar.year-missing.</exception>
    public DateTimeOffset? UrgeableFrom(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return UrgedAt is { } last ? calendar.AfterWorkingTime(last, BetweenUrges) : null;
    }

    /// <exception cref="DomainException">work-item.already-handled (name, time); work-item.wait; urge.too-soon (from when it is possible);
    /// calendar.year-missing.</exception>
    public void Urge(WorkingCalendar calendar, DateTimeOffset at)
    {
        RequireOpen();
        if (Kind == WorkItemKind.Wait) throw new DomainException("work-item.wait");
        if (UrgeableFrom(calendar) is { } from && at < from) throw new DomainException("urge.too-soon", from);
        UrgedAt = at;
    }

    /// <exception cref="DomainException">work-item.already-handled (name, time).</exception>
    public void RequireOpen()
    {
        if (Status != WorkItemStatus.Open) throw new DomainException("work-item.already-handled", ClosedByName ?? "", ClosedAt ?? OpenedAt);
    }
}

/// <summary>What is known when a work item opens.</summary>
public sealed record WorkItemOpening
{
    public required long TokenId { get; init; }
    public required string NodeId { get; init; }
    public required WorkItemKind Kind { get; init; }
    public required long OrganizationId { get; init; }
    public required Role Role { get; init; }

    /// <summary>Who alone acts; null for whoever has the role.</summary>
    public CasePerson? Person { get; init; }

    public required string RegionCode { get; init; }
    public required string Subject { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public Role? EscalationRole { get; init; }
    public long? EscalationOrganizationId { get; init; }
}

/// <summary>Somebody who alone does a step of a case.</summary>
public sealed record CasePerson(long AccountId, string Name);

/// <summary>Whether people complete it or it only tells them what the case waits for.</summary>
public enum WorkItemKind
{
    Task,

    /// <summary>Ends by itself when the awaited message comes, such as "every device online".</summary>
    Wait,
}

public enum WorkItemStatus
{
    Open,
    Completed,
    Cancelled,
}

/// <summary>Which notice about the deadline comes next (domain-rules "Access", overdue).</summary>
public enum DeadlineNotice
{
    /// <summary>One working day before.</summary>
    DayBefore,

    /// <summary>At the start of the due day.</summary>
    DueDay,

    /// <summary>After the deadline: to the holder and the next level.</summary>
    Escalation,

    /// <summary>All sent, or no deadline.</summary>
    None,
}
