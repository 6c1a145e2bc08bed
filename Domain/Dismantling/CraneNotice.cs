using Domain.Organizations;
using Domain.Sites;

namespace Domain.Dismantling;

/// <summary>
/// 塔吊拆除告知: that a tower crane of a site comes down (S2 section 3.2, annex 3). While one is registered, devices on that site's tower cranes can
/// be removed. The order of steps is the process engine's.
/// </summary>
public sealed class CraneNotice
{
    public const int NumberLength = 20;
    public const int ReasonLength = 500;

    public long Id { get; private set; }

    /// <summary>Given when it is filed; null while a draft.</summary>
    public string? Number { get; private set; }

    public long SiteId { get; private set; }

    public Site Site { get; private set; } = null!;

    public long ContractorId { get; private set; }

    public CraneNoticeStatus Status { get; private set; }

    /// <summary>The form as last saved.</summary>
    public CraneNoticeForm Form { get; private set; } = new();

    /// <summary>The form as submitted last: what others read while the contractor changes it.</summary>
    public CraneNoticeForm? Submitted { get; private set; }

    public long CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When it was registered, refused or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public string? RevokedByName { get; private set; }

    /// <summary>Why the county took the registration back.</summary>
    public string? RevokedReason { get; private set; }

    public long Revision { get; private set; }

    private CraneNotice()
    {
    }

    /// <summary>Opens a draft for a site.</summary>
    /// <exception cref="DomainException">crane.not-contractor: the actor's unit is not the site's contractor; crane.site-left.</exception>
    public CraneNotice(Site site, Actor actor, CraneNoticeForm form, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(actor);
        if (site.ParticipantId(OrganizationKind.Contractor) != actor.OrganizationId) throw new DomainException("crane.not-contractor");
        if (site.State == SiteState.Left) throw new DomainException("crane.site-left", site.Name);
        Site = site;
        SiteId = site.Id;
        ContractorId = actor.OrganizationId;
        Form = form;
        CreatedBy = actor.AccountId;
        CreatedAt = at;
    }

    /// <summary>Whether the form may change.</summary>
    public bool Editable => Status is CraneNoticeStatus.Draft or CraneNoticeStatus.Correction;

    /// <summary>Saves the form as far as it is filled in.</summary>
    /// <exception cref="DomainException">crane.not-editable, field.too-long.</exception>
    public void SaveForm(CraneNoticeForm form)
    {
        RequireEditable();
        CraneNoticeRules.RequireStorable(form);
        Form = form;
    }

    /// <summary>The project manager files and signs, for the first time or again.</summary>
    /// <exception cref="DomainException">crane.not-editable, crane.manager-must-sign, crane.incomplete (argument: how many problems), or the code of
    /// the only problem.</exception>
    public void Submit(Actor actor, string number, DateOnly today, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        RequireEditable();
        if (actor.Role != Role.ProjectManager || actor.OrganizationId != ContractorId) throw new DomainException("crane.manager-must-sign");
        var problems = CraneNoticeRules.Check(Form, today);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("crane.incomplete", problems.Count);
        Submitted = Form;
        Number ??= number;
        SubmittedAt ??= at;
        Status = CraneNoticeStatus.UnderReview;
    }

    /// <summary>Back with the contractor: given back by the county, or taken back by who filed it.</summary>
    /// <exception cref="DomainException">crane.not-under-review.</exception>
    public void Reopen()
    {
        RequireUnderReview();
        Status = CraneNoticeStatus.Correction;
    }

    /// <exception cref="DomainException">crane.not-under-review.</exception>
    public void Refuse(DateTimeOffset at)
    {
        RequireUnderReview();
        (Status, ClosedAt) = (CraneNoticeStatus.Refused, at);
    }

    /// <summary>The county has acknowledged it.</summary>
    /// <exception cref="DomainException">crane.not-under-review.</exception>
    public void Register(DateTimeOffset at)
    {
        RequireUnderReview();
        (Status, ClosedAt) = (CraneNoticeStatus.Registered, at);
    }

    /// <summary>The county takes the registration back, for instance because the crane stays: removals not approved yet lose their ground.</summary>
    /// <exception cref="DomainException">crane.not-registered, crane.reason-required, field.too-long.</exception>
    public void Revoke(string reason, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Status != CraneNoticeStatus.Registered) throw new DomainException("crane.not-registered");
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("crane.reason-required");
        if (reason.Trim().Length > ReasonLength) throw new DomainException("field.too-long", ReasonLength);
        (Status, RevokedAt, RevokedByName, RevokedReason) = (CraneNoticeStatus.Revoked, at, actor.Name, reason.Trim());
    }

    /// <summary>Ends it at the applicant's wish, while the county has not decided.</summary>
    /// <exception cref="DomainException">crane.cannot-withdraw.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (!Open) throw new DomainException("crane.cannot-withdraw");
        (Status, ClosedAt) = (CraneNoticeStatus.Withdrawn, at);
    }

    /// <summary>What a person may do with it now, besides what work items ask.</summary>
    public CraneNoticeRights RightsOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var contractor = actor.OrganizationId == ContractorId;
        var manager = contractor && actor.Role == Role.ProjectManager;
        var clerk = contractor && actor.Role == Role.SiteClerk;
        return new CraneNoticeRights
        {
            Edit = Editable && (manager || clerk),
            Submit = Editable && manager,
            Withdraw = Open && (manager || (clerk && Status == CraneNoticeStatus.Draft)),
            Revoke = Status == CraneNoticeStatus.Registered && actor.Role == Role.CountyOfficer,
        };
    }

    private bool Open => Status is CraneNoticeStatus.Draft or CraneNoticeStatus.UnderReview or CraneNoticeStatus.Correction;

    private void RequireEditable()
    {
        if (!Editable) throw new DomainException("crane.not-editable");
    }

    private void RequireUnderReview()
    {
        if (Status != CraneNoticeStatus.UnderReview) throw new DomainException("crane.not-under-review");
    }
}

/// <summary>Where a notice stands.</summary>
public enum CraneNoticeStatus
{
    Draft,
    UnderReview,

    /// <summary>Given back to the contractor, who changes it and files it again.</summary>
    Correction,

    /// <summary>Acknowledged: it counts from now on.</summary>
    Registered,
    Refused,
    Withdrawn,

    /// <summary>The county took the registration back; it counts no more.</summary>
    Revoked,
}

/// <summary>What one person may do with a notice now, besides what work items ask. A page shows it; the action decides anew.</summary>
public sealed record CraneNoticeRights
{
    /// <summary>Change the form: the contractor's people, while it is with them.</summary>
    public required bool Edit { get; init; }

    /// <summary>File and sign: the contractor's project manager.</summary>
    public required bool Submit { get; init; }

    public required bool Withdraw { get; init; }

    /// <summary>Take the registration back: the county's officer.</summary>
    public required bool Revoke { get; init; }
}
