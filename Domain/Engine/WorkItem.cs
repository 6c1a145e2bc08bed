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

    public long SiteId { get; private set; }

    public string RegionCode { get; private set; } = "";

    /// <summary>What the inbox shows: the site's name.</summary>
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
    public required string RegionCode { get; init; }
    public required string Subject { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public Role? EscalationRole { get; init; }
    public long? EscalationOrganizationId { get; init; }
}

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
