using Domain.Organizations;
using Domain.Sites;
using Domain.Values;

namespace Domain.Leave;

/// <summary>请假: a key person's absence from a site, from the application to the confirmed return (S4 module 48).</summary>
public sealed class LeaveRequest
{
    public const int NumberLength = 20;
    public const int NameLength = 100;
    public const int NoteLength = 500;
    public const int MaxAttachments = 10;

    private readonly List<LeaveAttachment> _attachments = [];

    public long Id { get; private set; }

    /// <summary>QJ, the Shanghai year and five digits.</summary>
    public string Number { get; private set; } = "";

    public long SiteId { get; private set; }

    public KeyPost Post { get; private set; }

    /// <summary>The contractor or supervisor that both people belong to.</summary>
    public long UnitId { get; private set; }

    public long MembershipId { get; private set; }

    public long AccountId { get; private set; }

    public string PersonName { get; private set; } = "";

    public LeaveKind Kind { get; private set; }

    /// <summary>The first moment, UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first moment after it, UTC.</summary>
    public DateTimeOffset To { get; private set; }

    public string Reason { get; private set; } = "";

    public long StandInMembershipId { get; private set; }

    public long StandInAccountId { get; private set; }

    public string StandInName { get; private set; } = "";

    public LeaveStatus Status { get; private set; }

    /// <summary>When it was submitted as it reads now.</summary>
    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>When it was granted, refused or cancelled.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When the applicant registered the return; with it the stand-in's rights end.</summary>
    public DateTimeOffset? ReturnedAt { get; private set; }

    public string? ReturnNote { get; private set; }

    /// <summary>When the owner confirmed the return.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public LeaveNotice NoticeStage { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<LeaveAttachment> Attachments => _attachments;

    private LeaveRequest()
    {
    }

    /// <summary>Applies for leave. What it must not meet is <see cref="LeaveRules"/>'; the caller has asked them.</summary>
    /// <exception cref="DomainException">The first of <see cref="LeaveApplication.Problems"/>; leave.attachments-too-many.</exception>
    public LeaveRequest(
        string number, LeavePlace place, LeavePerson person, LeavePerson standIn, LeaveApplication application, IReadOnlyCollection<LeaveAttachment> attachments, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(standIn);
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(attachments);
        Number = number;
        (SiteId, Post, UnitId) = (place.SiteId, place.Post, place.UnitId);
        (MembershipId, AccountId, PersonName) = (person.MembershipId, person.AccountId, person.Name);
        Apply(standIn, application, attachments, at);
    }

    public int Days => LeaveApplication.DaysOf(From, To);

    /// <summary>Not returned from when that was due.</summary>
    public bool Overdue => Status == LeaveStatus.Approved && NoticeStage == LeaveNotice.Overdue;

    /// <summary>Whether it is over, and its person not back yet.</summary>
    public bool NotReturnedAt(DateTimeOffset now) => Status == LeaveStatus.Approved && To <= now;

    /// <summary>What binds its two people; null when it binds them no longer.</summary>
    public TakenLeave? TakenAt(DateTimeOffset now)
    {
        if (Status is LeaveStatus.Correction or LeaveStatus.Refused or LeaveStatus.Cancelled) return null;
        var until = ReturnedAt ?? (NotReturnedAt(now) ? DateTimeOffset.MaxValue : To);
        return new TakenLeave(Number, AccountId, SiteId, StandInAccountId, new Period(From, To), new Period(From, until));
    }

    /// <summary>Whether the leave excuses the person at a moment: then there is no absence.</summary>
    public bool Excuses(DateTimeOffset moment) =>
        Status is LeaveStatus.Approved or LeaveStatus.Returned or LeaveStatus.Closed && From <= moment && moment < To;

    /// <summary>Nobody decides on their own leave, nor by somebody who acts in their place.</summary>
    /// <exception cref="DomainException">leave.own-decision.</exception>
    public void RequireDecider(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.ActsFor(AccountId)) throw new DomainException("leave.own-decision");
    }

    /// <summary>Back with the applicant: given back by who decides, or taken back by the applicant.</summary>
    /// <exception cref="DomainException">leave.not-under-review.</exception>
    public void Reopen()
    {
        Require(LeaveStatus.UnderReview, "leave.not-under-review");
        Status = LeaveStatus.Correction;
    }

    /// <summary>Changed and applied for again; all that a new one has to keep to holds for it too. Site and person stay.</summary>
    /// <param name="attachments">All its papers, also those that it has already.</param>
    /// <exception cref="DomainException">actor.not-allowed, leave.not-editable, and those of a new one.</exception>
    public void Resubmit(
        Actor actor, LeavePerson standIn, LeaveApplication application, IReadOnlyCollection<LeaveAttachment> attachments, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(standIn);
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(attachments);
        RequireApplicant(actor);
        Require(LeaveStatus.Correction, "leave.not-editable");
        Apply(standIn, application, attachments, at);
    }

    /// <summary>The last approval.</summary>
    /// <exception cref="DomainException">leave.not-under-review, leave.over.</exception>
    public void Approve(DateTimeOffset at)
    {
        Require(LeaveStatus.UnderReview, "leave.not-under-review");
        if (To <= at) throw new DomainException("leave.over", Number);
        Decided(LeaveStatus.Approved, at);
    }

    /// <exception cref="DomainException">leave.not-under-review.</exception>
    public void Refuse(DateTimeOffset at)
    {
        Require(LeaveStatus.UnderReview, "leave.not-under-review");
        Decided(LeaveStatus.Refused, at);
    }

    /// <summary>The applicant no longer wants it: while it is not decided, or before it begins.</summary>
    /// <exception cref="DomainException">actor.not-allowed, leave.already-begun, leave.not-open.</exception>
    public void Cancel(Actor actor, DateTimeOffset at)
    {
        RequireApplicant(actor);
        if (Status is not (LeaveStatus.UnderReview or LeaveStatus.Correction or LeaveStatus.Approved)) throw new DomainException("leave.not-open", Number);
        if (Status == LeaveStatus.Approved && at >= From) throw new DomainException("leave.already-begun", Number);
        Decided(LeaveStatus.Cancelled, at);
    }

    /// <summary>销假: the applicant is back, in time, early or late.</summary>
    /// <exception cref="DomainException">actor.not-allowed, leave.not-away, field.too-long.</exception>
    public void RegisterReturn(Actor actor, string? note, DateTimeOffset at)
    {
        RequireApplicant(actor);
        if (Status != LeaveStatus.Approved || at < From) throw new DomainException("leave.not-away", Number);
        var kept = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (kept?.Length > NoteLength) throw new DomainException("field.too-long", NoteLength);
        Status = LeaveStatus.Returned;
        (ReturnedAt, ReturnNote) = (at, kept);
    }

    /// <summary>The owner has seen the person back.</summary>
    /// <exception cref="DomainException">leave.not-returned.</exception>
    public void ConfirmReturn(DateTimeOffset at)
    {
        Require(LeaveStatus.Returned, "leave.not-returned");
        Status = LeaveStatus.Closed;
        ClosedAt = at;
    }

    /// <summary>The owner has not: the person counts as away still, and the stand-in goes on if the leave is not over.</summary>
    /// <exception cref="DomainException">leave.not-returned.</exception>
    public void RejectReturn()
    {
        Require(LeaveStatus.Returned, "leave.not-returned");
        Status = LeaveStatus.Approved;
        (ReturnedAt, ReturnNote) = (null, null);
    }

    /// <summary>That something was said; never goes back.</summary>
    public void Noted(LeaveNotice stage) => NoticeStage = stage > NoticeStage ? stage : NoticeStage;

    /// <summary>What the applicant may do now, besides waiting.</summary>
    public LeaveRights RightsOf(Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var applicant = IsApplicant(actor);
        return new LeaveRights(
            Edit: applicant && Status == LeaveStatus.Correction,
            Cancel: applicant && (Status is LeaveStatus.UnderReview or LeaveStatus.Correction || (Status == LeaveStatus.Approved && now < From)),
            Return: applicant && Status == LeaveStatus.Approved && now >= From);
    }

    private void Apply(LeavePerson standIn, LeaveApplication application, IReadOnlyCollection<LeaveAttachment> attachments, DateTimeOffset at)
    {
        if (application.Problems(at) is [var problem, ..]) throw new DomainException(problem.Code, problem.Arguments);
        if (attachments.Count > MaxAttachments) throw new DomainException("leave.attachments-too-many", MaxAttachments);
        (StandInMembershipId, StandInAccountId, StandInName) = (standIn.MembershipId, standIn.AccountId, standIn.Name);
        (Kind, From, To, Reason) = (application.Kind, application.From, application.To, application.Reason.Trim());
        _attachments.RemoveAll(known => !attachments.Contains(known));
        _attachments.AddRange(attachments.Except(_attachments));
        Status = LeaveStatus.UnderReview;
        SubmittedAt = at;
    }

    private bool IsApplicant(Actor actor) => actor.StandIn is null && actor.AccountId == AccountId && actor.OrganizationId == UnitId;

    private void RequireApplicant(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!IsApplicant(actor)) throw new DomainException("actor.not-allowed");
    }

    private void Require(LeaveStatus status, string code)
    {
        if (Status != status) throw new DomainException(code, Number);
    }

    private void Decided(LeaveStatus status, DateTimeOffset at)
    {
        Status = status;
        DecidedAt = at;
    }
}

/// <summary>What somebody may do with a leave besides deciding on it.</summary>
public sealed record LeaveRights(bool Edit, bool Cancel, bool Return);
