using Domain.Organizations;

namespace Domain.Registration;

/// <summary>What was done with a registration.</summary>
public enum RegistrationAction
{
    /// <summary>First complete save: it has its access number.</summary>
    Registered,

    /// <summary>Form or devices were corrected while debugging.</summary>
    Corrected,
    GoLiveRequested,

    /// <summary>The request was taken back.</summary>
    ReturnedToDebugging,
    WentLive,
    Suspended,
    Resumed,
    Removed,
}

/// <summary>A line of a registration's history; never changed.</summary>
public sealed class RegistrationEvent
{
    public const int ReasonLength = 500;

    public long Id { get; private set; }

    public long RegistrationId { get; private set; }

    public RegistrationAction Action { get; private set; }

    /// <summary>The state after it.</summary>
    public RegistrationState State { get; private set; }

    /// <summary>Why, where a reason is asked for.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset At { get; private set; }

    public long AccountId { get; private set; }

    public string Name { get; private set; } = "";

    public string OrganizationName { get; private set; } = "";

    public Role Role { get; private set; }

    private RegistrationEvent()
    {
    }

    internal RegistrationEvent(RegistrationAction action, RegistrationState state, string? reason, Actor by, DateTimeOffset at)
    {
        Action = action;
        State = state;
        Reason = reason;
        At = at;
        AccountId = by.AccountId;
        Name = by.Name;
        OrganizationName = by.OrganizationName;
        Role = by.Role;
    }
}
