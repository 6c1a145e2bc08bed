using System.Globalization;
using Domain.Devices;
using Domain.Organizations;

namespace Domain.Violations;

/// <summary>A violation that a rule has found and that a person has yet to look at.</summary>
public sealed class ViolationCandidate
{
    public const int SourceLength = 100;
    public const int RuleLength = 60;
    public const int ReasonLength = 500;

    public long Id { get; private set; }

    public long SiteId { get; private set; }

    public ViolationKind Kind { get; private set; }

    /// <summary>The rule that found it, such as "access.connect-overdue".</summary>
    public string Rule { get; private set; } = "";

    /// <summary>What it came from, such as "access:42" or "outage:7"; one candidate per kind and source.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The device that it is about; null when it is about the site.</summary>
    public long? DeviceId { get; private set; }

    /// <summary>The outage of the device that it hangs on; null for other rules.</summary>
    public long? OutageId { get; private set; }

    /// <summary>Since when it has been so, UTC.</summary>
    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>When the cause ended by itself, UTC; null while it lasts. It can be opened or set aside all the same.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The case that was opened from it.</summary>
    public long? ViolationId { get; private set; }

    /// <summary>When a person set it aside or opened a case from it.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    public string? HandledByName { get; private set; }

    /// <summary>Why it was set aside.</summary>
    public string? Reason { get; private set; }

    public long Revision { get; private set; }

    private ViolationCandidate()
    {
    }

    public ViolationCandidate(long siteId, ViolationKind kind, string rule, string source, DateTimeOffset at)
    {
        (SiteId, Kind, Rule, Source) = (siteId, kind, rule, source);
        (Since, FoundAt) = (at, at);
    }

    /// <summary>A camera in service shows nothing (S2 annex 6, no. 4).</summary>
    /// <param name="outage">The outage.</param>
    /// <param name="rule">What found it.</param>
    /// <param name="at">When it was found.</param>
    public static ViolationCandidate OfOutage(DeviceOutage outage, string rule, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(outage);
        return new ViolationCandidate(outage.SiteId, ViolationKind.ImageNotVisible, rule, string.Create(CultureInfo.InvariantCulture, $"outage:{outage.Id}"), at)
        {
            DeviceId = outage.DeviceId,
            OutageId = outage.Id,
            Since = outage.From,
        };
    }

    /// <summary>A dust monitor in service measures nothing (S2 annex 6, no. 7). Each silence is told apart by its begin.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="deviceId">The monitor.</param>
    /// <param name="rule">What found it.</param>
    /// <param name="since">Its last measurement or, if that is later, when it was put in service.</param>
    /// <param name="at">When it was found.</param>
    public static ViolationCandidate OfSilence(long siteId, long deviceId, string rule, DateTimeOffset since, DateTimeOffset at) =>
        new(siteId, ViolationKind.DustMonitorNotConnected, rule, string.Create(CultureInfo.InvariantCulture, $"silence:{deviceId}:{since.UtcDateTime:yyyyMMddHHmmss}"), at)
        {
            DeviceId = deviceId,
            Since = since,
        };

    public CandidateStatus Status => HandledAt is null ? CandidateStatus.Open : ViolationId is null ? CandidateStatus.SetAside : CandidateStatus.Opened;

    /// <summary>A case was opened from it.</summary>
    /// <exception cref="DomainException">candidate.handled (name).</exception>
    public void Open(long violationId, Actor actor, DateTimeOffset at)
    {
        Handle(actor, at);
        ViolationId = violationId;
    }

    /// <summary>An officer has looked at it and opens no case.</summary>
    /// <exception cref="DomainException">candidate.handled (name), candidate.reason-required, field.too-long.</exception>
    public void SetAside(string? reason, Actor actor, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("candidate.reason-required");
        if (reason.Trim().Length > ReasonLength) throw new DomainException("field.too-long", ReasonLength);
        Handle(actor, at);
        Reason = reason.Trim();
    }

    /// <summary>The cause has ended by itself; the first time that is said counts.</summary>
    public void End(DateTimeOffset at) => EndedAt ??= at;

    private void Handle(Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (HandledAt is not null) throw new DomainException("candidate.handled", HandledByName ?? "");
        (HandledAt, HandledByName) = (at, actor.Name);
    }
}

/// <summary>What became of a candidate.</summary>
public enum CandidateStatus
{
    /// <summary>Nobody has looked at it.</summary>
    Open,

    /// <summary>A case was opened from it.</summary>
    Opened,
    SetAside,
}
