using Domain.Organizations;

namespace Domain.Audit;

/// <summary>
/// One change to a register: who, when, what, about whom, from what to what. Written in the transaction of the change and never changed
/// or deleted afterwards.
/// </summary>
public sealed class AuditEntry
{
    public const int NameLength = 100;
    public const int ActionLength = 60;
    public const int SubjectKindLength = 40;

    public long Id { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Null for the system.</summary>
    public long? AccountId { get; private set; }

    /// <summary>As it was then, or "system"; a later change of the account does not rewrite it.</summary>
    public string ActorName { get; private set; } = "";

    /// <summary>Null for the system.</summary>
    public Role? Role { get; private set; }

    /// <summary>Empty for the system.</summary>
    public string OrganizationName { get; private set; } = "";

    /// <summary>What was done, such as "organization.change"; has a text on the face.</summary>
    public string Action { get; private set; } = "";

    /// <summary>What it was done to: "organization", "account", "site", "supplier", "supplier-key", "model", "calendar", "process".</summary>
    public string SubjectKind { get; private set; } = "";

    public long SubjectId { get; private set; }

    public string SubjectName { get; private set; } = "";

    /// <summary>What changed as it was before, a JSON object of the changed fields; null when there was nothing. No secrets, phones masked.</summary>
    public string? Before { get; private set; }

    /// <summary>The same fields as they are now.</summary>
    public string? After { get; private set; }

    private AuditEntry()
    {
    }

    /// <param name="by">Who did it; null for the system, which only does what a rule says.</param>
    public AuditEntry(Actor? by, string action, AuditSubject subject, string? before, string? after, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(subject);
        At = at;
        AccountId = by?.AccountId;
        ActorName = Cut(by?.Name ?? "system");
        Role = by?.Role;
        OrganizationName = Cut(by?.OrganizationName ?? "");
        Action = action;
        SubjectKind = subject.Kind;
        SubjectId = subject.Id;
        SubjectName = Cut(subject.Name);
        Before = before;
        After = after;
    }

    private static string Cut(string name) => name.Length <= NameLength ? name : name[..NameLength];
}

/// <summary>Whom or what an entry is about.</summary>
public sealed record AuditSubject(string Kind, long Id, string Name);
