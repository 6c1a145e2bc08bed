using Domain.Calendar;
using Domain.Organizations;
using Domain.Sites;

namespace Domain.Supervision;

/// <summary>
/// 终止/中止施工安全监督告知书, and the resumption that lifts a suspension (S2 section 3.2, annex 4). The contractor files it, the county
/// regulator issues it under a number, the owner's representative receives it.
/// </summary>
public sealed class SupervisionNotice
{
    public const int NumberLength = 40;
    public const int PersonLength = 100;

    public long Id { get; private set; }

    public SupervisionKind Kind { get; private set; }

    public SupervisionStatus Status { get; private set; }

    /// <summary>文号, given when it is issued.</summary>
    public string? Number { get; private set; }

    public long SiteId { get; private set; }

    public Site Site { get; private set; } = null!;

    public long ContractorId { get; private set; }

    /// <summary>建设单位: whom the document is addressed to.</summary>
    public long OwnerId { get; private set; }

    public SupervisionForm Form { get; private set; } = new();

    /// <summary>Who signed it as it reads now.</summary>
    public long FiledBy { get; private set; }

    public string FiledByName { get; private set; } = "";

    public DateTimeOffset FiledAt { get; private set; }

    /// <summary>监督机构: who decided.</summary>
    public string? RegulatorName { get; private set; }

    public string? DecidedByName { get; private set; }

    /// <summary>When it was issued, refused or withdrawn.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The first day on which it holds (Shanghai): that of its issue.</summary>
    public DateOnly? InForceFrom { get; private set; }

    /// <summary>Of a suspension: the first day on which it no longer holds.</summary>
    public DateOnly? LiftedOn { get; private set; }

    /// <summary>Of a suspension: the resumption that lifted it.</summary>
    public long? LiftedById { get; private set; }

    /// <summary>接收人.</summary>
    public string? ReceivedByName { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    public long Revision { get; private set; }

    private SupervisionNotice()
    {
    }

    /// <summary>The project manager files and signs.</summary>
    /// <exception cref="DomainException">
    /// supervision.not-contractor, supervision.manager-must-sign, supervision.no-owner (site), supervision.incomplete (how many problems) or the code
    /// of the only problem, supervision.site-left, and those of <see cref="SupervisionStanding.Require"/>.
    /// </exception>
    public SupervisionNotice(SupervisionKind kind, SupervisionForm form, Site site, SupervisionStanding standing, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(actor);
        Kind = kind;
        Site = site;
        SiteId = site.Id;
        ContractorId = actor.OrganizationId;
        Sign(form, standing, actor, at);
        OwnerId = site.ParticipantId(OrganizationKind.Owner) ?? throw new DomainException("supervision.no-owner", site.Name);
    }

    /// <summary>Whether it keeps works from being supervised, so that devices may be removed.</summary>
    public bool InForceOn(DateOnly day) =>
        Kind != SupervisionKind.Resumption && Status == SupervisionStatus.Issued && InForceFrom <= day && (LiftedOn is null || day < LiftedOn);

    /// <summary>Back with the contractor: given back by the county, or taken back by who submitted it.</summary>
    /// <exception cref="DomainException">supervision.decided.</exception>
    public void Reopen()
    {
        RequireUnderReview();
        Status = SupervisionStatus.Correction;
    }

    /// <summary>Changed and signed again; all that a new one has to keep to holds for it too. Its kind stays. Its site is loaded with its participants.</summary>
    /// <exception cref="DomainException">supervision.not-editable, and those of a new one.</exception>
    public void Resubmit(SupervisionForm form, SupervisionStanding standing, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(actor);
        if (Status != SupervisionStatus.Correction) throw new DomainException("supervision.not-editable");
        if (actor.OrganizationId != ContractorId) throw new DomainException("supervision.not-contractor");
        Sign(form, standing, actor, at);
        Status = SupervisionStatus.UnderReview;
    }

    /// <summary>The county regulator issues it. A resumption lifts the suspension in force; what a suspension does to the site happens here too.</summary>
    /// <exception cref="DomainException">supervision.decided, and those of <see cref="SupervisionStanding.Require"/>.</exception>
    public void Issue(string number, SupervisionStanding standing, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(standing);
        RequireUnderReview();
        standing.Require(Kind);
        Number = number;
        InForceFrom = WorkingCalendar.ShanghaiDate(at);
        Decide(SupervisionStatus.Issued, actor, at);
        if (Kind == SupervisionKind.Suspension) Site.Suspend();
        if (Kind == SupervisionKind.Resumption) standing.Suspension!.Lift(this);
    }

    /// <exception cref="DomainException">supervision.decided.</exception>
    public void Refuse(Actor actor, DateTimeOffset at)
    {
        RequireUnderReview();
        Decide(SupervisionStatus.Refused, actor, at);
    }

    /// <summary>Ends it at the contractor's wish, while nobody has decided.</summary>
    /// <exception cref="DomainException">supervision.decided.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (!IsUndecided) throw new DomainException("supervision.decided");
        Status = SupervisionStatus.Withdrawn;
        DecidedAt = at;
    }

    /// <summary>The owner's representative signs for having received the document.</summary>
    /// <exception cref="DomainException">supervision.not-issued.</exception>
    public void Receive(Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Status != SupervisionStatus.Issued) throw new DomainException("supervision.not-issued");
        ReceivedByName = actor.Name;
        ReceivedAt = at;
    }

    /// <summary>Whether a person may withdraw it now.</summary>
    public bool MayWithdraw(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return IsUndecided && IsFiler(actor);
    }

    /// <summary>Whether a person may change it and submit it again now.</summary>
    public bool MayEdit(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Status == SupervisionStatus.Correction && IsFiler(actor);
    }

    private bool IsUndecided => Status is SupervisionStatus.UnderReview or SupervisionStatus.Correction;

    private bool IsFiler(Actor actor) => actor.Role == Role.ProjectManager && actor.OrganizationId == ContractorId;

    private void Sign(SupervisionForm form, SupervisionStanding standing, Actor actor, DateTimeOffset at)
    {
        if (Site.ParticipantId(OrganizationKind.Contractor) != actor.OrganizationId) throw new DomainException("supervision.not-contractor");
        if (actor.Role != Role.ProjectManager) throw new DomainException("supervision.manager-must-sign");
        // A site that left while its works stood still comes back by a resumption.
        if (Site.State == SiteState.Left && Kind == SupervisionKind.Suspension) throw new DomainException("supervision.site-left", Site.Name);
        standing.Require(Kind);
        var problems = form.Problems(Kind);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("supervision.incomplete", problems.Count);

        Form = form;
        (FiledBy, FiledByName, FiledAt) = (actor.AccountId, actor.Name, at);
    }

    private void Lift(SupervisionNotice resumption)
    {
        LiftedOn = resumption.InForceFrom;
        LiftedById = resumption.Id;
    }

    private void Decide(SupervisionStatus status, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Status = status;
        DecidedByName = actor.Name;
        RegulatorName = actor.OrganizationName;
        DecidedAt = at;
    }

    private void RequireUnderReview()
    {
        if (Status != SupervisionStatus.UnderReview) throw new DomainException("supervision.decided");
    }
}
