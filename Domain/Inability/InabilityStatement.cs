using Domain.Access;
using Domain.Organizations;
using Domain.Sites;

namespace Domain.Inability;

/// <summary>Where a statement stands.</summary>
public enum InabilityStatus
{
    UnderReview,

    /// <summary>Back with the contractor, by the county or at its own wish, to be changed and submitted again.</summary>
    Correction,

    /// <summary>The county regulator has accepted it; the promised date is watched.</summary>
    Accepted,
    Refused,
    Withdrawn,

    /// <summary>The site was connected before the promise lapsed.</summary>
    Kept,

    /// <summary>The promised date has passed without a connection.</summary>
    Lapsed,
}

/// <summary>What annex 5 asks for.</summary>
public sealed record InabilityForm
{
    public const int ReasonLength = 500;
    public const int NameLength = 50;

    /// <summary>How far ahead a date may be promised, in days: a year, which every site can name a better date within.</summary>
    public const int LongestPromise = 365;

    public string? Reason { get; init; }

    /// <summary>The last day by which the devices will be installed and connected (Shanghai).</summary>
    public DateOnly? PromisedOn { get; init; }

    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }

    /// <summary>All that stands against filing it on a day.</summary>
    public IReadOnlyList<FormProblem> Problems(DateOnly today)
    {
        var problems = new List<FormProblem>();
        Text("reason", Reason, ReasonLength);
        if (PromisedOn is not { } day) problems.Add(new("promisedOn", "field.required"));
        else if (day <= today) problems.Add(new("promisedOn", "inability.promise-past"));
        else if (day > today.AddDays(LongestPromise)) problems.Add(new("promisedOn", "inability.promise-too-far", LongestPromise));
        Text("contactName", ContactName, NameLength);
        if (string.IsNullOrWhiteSpace(ContactPhone)) problems.Add(new("contactPhone", "field.required"));
        else if (!AccessFormRules.IsPhone(ContactPhone)) problems.Add(new("contactPhone", "field.phone"));
        return problems;

        void Text(string field, string? value, int length)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
        }
    }
}

/// <summary>无法接入情况说明: a contractor says why a site cannot be connected yet, and promises until when it will be (S2 section 4 and annex 5).</summary>
public sealed class InabilityStatement
{
    public const int PersonLength = 100;

    public long Id { get; private set; }

    public InabilityStatus Status { get; private set; }

    public long SiteId { get; private set; }

    public Site Site { get; private set; } = null!;

    public long ContractorId { get; private set; }

    public InabilityForm Form { get; private set; } = new();

    /// <summary>The promised date, in a column of its own because lists ask for it.</summary>
    public DateOnly PromisedOn { get; private set; }

    /// <summary>Who signed it as it reads now.</summary>
    public long FiledBy { get; private set; }

    public string FiledByName { get; private set; } = "";

    public DateTimeOffset FiledAt { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When the contractor was reminded on the promised date; null before.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it was refused, withdrawn, kept or lapsed.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public long Revision { get; private set; }

    private InabilityStatement()
    {
    }

    /// <summary>The project manager files and signs.</summary>
    /// <param name="form">As typed.</param>
    /// <param name="site">With its participants.</param>
    /// <param name="another">Whether another statement of the site is open.</param>
    /// <param name="actor">Who files.</param>
    /// <param name="today">Shanghai date of <paramref name="at"/>.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="DomainException">
    /// inability.not-contractor, inability.manager-must-sign, inability.site-connected, inability.site-left (site), inability.another,
    /// inability.incomplete (how many problems) or the code of the only problem.
    /// </exception>
    public InabilityStatement(InabilityForm form, Site site, bool another, Actor actor, DateOnly today, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(actor);
        Site = site;
        SiteId = site.Id;
        ContractorId = actor.OrganizationId;
        Sign(form, another, actor, today, at);
    }

    /// <summary>Still to be decided, or watched. What is back with the contractor keeps no other from being filed.</summary>
    public bool IsOpen => Status is InabilityStatus.UnderReview or InabilityStatus.Accepted;

    /// <summary>Back with the contractor: given back by the county, or taken back by who submitted it.</summary>
    /// <exception cref="DomainException">inability.decided.</exception>
    public void Reopen()
    {
        RequireUnderReview();
        Status = InabilityStatus.Correction;
    }

    /// <summary>Changed and signed again; all that a new one has to keep to holds for it too. Its site is loaded with its participants.</summary>
    /// <exception cref="DomainException">inability.not-editable, and those of a new one.</exception>
    public void Resubmit(InabilityForm form, bool another, Actor actor, DateOnly today, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (Status != InabilityStatus.Correction) throw new DomainException("inability.not-editable");
        if (actor.OrganizationId != ContractorId) throw new DomainException("inability.not-contractor");
        Sign(form, another, actor, today, at);
        Status = InabilityStatus.UnderReview;
    }

    /// <summary>The county regulator takes the promise; a date that has passed meanwhile is none.</summary>
    /// <exception cref="DomainException">inability.decided, inability.promise-past, inability.site-connected.</exception>
    public void Accept(Actor actor, DateOnly today, DateTimeOffset at)
    {
        RequireUnderReview();
        if (PromisedOn < today) throw new DomainException("inability.promise-past");
        if (Site.State == SiteState.Connected) throw new DomainException("inability.site-connected", Site.Name);
        Decide(InabilityStatus.Accepted, actor, at);
    }

    /// <exception cref="DomainException">inability.decided.</exception>
    public void Refuse(Actor actor, DateTimeOffset at)
    {
        RequireUnderReview();
        Decide(InabilityStatus.Refused, actor, at);
        ClosedAt = at;
    }

    /// <exception cref="DomainException">inability.decided.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (!IsUndecided) throw new DomainException("inability.decided");
        Close(InabilityStatus.Withdrawn, at);
    }

    /// <summary>The promised date has come.</summary>
    /// <exception cref="DomainException">inability.not-watched.</exception>
    public void Remind(DateTimeOffset at)
    {
        RequireWatched();
        RemindedAt = at;
    }

    /// <summary>The site is connected in time.</summary>
    /// <exception cref="DomainException">inability.not-watched.</exception>
    public void Keep(DateTimeOffset at)
    {
        RequireWatched();
        Close(InabilityStatus.Kept, at);
    }

    /// <summary>The working day after the promised date has begun, and the site is not connected.</summary>
    /// <exception cref="DomainException">inability.not-watched.</exception>
    public void Lapse(DateTimeOffset at)
    {
        RequireWatched();
        Close(InabilityStatus.Lapsed, at);
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
        return Status == InabilityStatus.Correction && IsFiler(actor);
    }

    private bool IsUndecided => Status is InabilityStatus.UnderReview or InabilityStatus.Correction;

    private bool IsFiler(Actor actor) => actor.Role == Role.ProjectManager && actor.OrganizationId == ContractorId;

    private void Sign(InabilityForm form, bool another, Actor actor, DateOnly today, DateTimeOffset at)
    {
        if (Site.ParticipantId(OrganizationKind.Contractor) != actor.OrganizationId) throw new DomainException("inability.not-contractor");
        if (actor.Role != Role.ProjectManager) throw new DomainException("inability.manager-must-sign");
        if (Site.State == SiteState.Connected) throw new DomainException("inability.site-connected", Site.Name);
        if (Site.State == SiteState.Left) throw new DomainException("inability.site-left", Site.Name);
        if (another) throw new DomainException("inability.another");
        var problems = form.Problems(today);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("inability.incomplete", problems.Count);

        Form = form;
        PromisedOn = form.PromisedOn!.Value;
        (FiledBy, FiledByName, FiledAt) = (actor.AccountId, actor.Name, at);
    }

    private void Decide(InabilityStatus status, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        (Status, DecidedByName, DecidedAt) = (status, actor.Name, at);
    }

    private void Close(InabilityStatus status, DateTimeOffset at) => (Status, ClosedAt) = (status, at);

    private void RequireUnderReview()
    {
        if (Status != InabilityStatus.UnderReview) throw new DomainException("inability.decided");
    }

    private void RequireWatched()
    {
        if (Status != InabilityStatus.Accepted) throw new DomainException("inability.not-watched");
    }
}
