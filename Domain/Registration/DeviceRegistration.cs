using Domain.Access;
using Domain.Captures;
using Domain.Organizations;

namespace Domain.Registration;

/// <summary>
/// 设备登记 (S0): the devices at the gates of one muck site under one access number, from the form to the live point that sends captures.
/// </summary>
public sealed class DeviceRegistration
{
    /// <summary>GD, the year, five digits.</summary>
    public const int AccessNumberLength = 20;

    private readonly List<RegistrationEvent> _events = [];

    public long Id { get; private set; }

    /// <summary>接入编号, given with the first complete save; null in a draft.</summary>
    public string? AccessNumber { get; private set; }

    public RegistrationState State { get; private set; }

    /// <summary>The site; null only in a draft, where it may not have been chosen or declared yet.</summary>
    public long? SiteId { get; private set; }

    /// <summary>The contractor that registers.</summary>
    public long ContractorId { get; private set; }

    /// <summary>供应商 of the devices; null only in a draft.</summary>
    public long? SupplierId { get; private set; }

    /// <summary>
    /// Since when it is that supplier; null in a draft. What came before was another one's, which neither counts for going live nor is this one's
    /// to see.
    /// </summary>
    public DateTimeOffset? SupplierSince { get; private set; }

    /// <summary>The form as last saved.</summary>
    public RegistrationForm Form { get; private set; } = new();

    /// <summary>点位名称; a column of its own because lists ask for it.</summary>
    public string? PointName { get; private set; }

    /// <summary>点位地址: the site's address; a column of its own because drafts have no site yet.</summary>
    public string? PointAddress { get; private set; }

    /// <summary>Of the point, degrees of WGS-84; null only in a draft.</summary>
    public double? Longitude { get; private set; }

    public double? Latitude { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>申请时间: of the first complete save, and of the creation before that.</summary>
    public DateTimeOffset AppliedAt { get; private set; }

    /// <summary>When it went live first; null before.</summary>
    public DateTimeOffset? LiveAt { get; private set; }

    /// <summary>What the request to go live stood on; null before, and again when the request was taken back.</summary>
    public GoLiveReview? Review { get; private set; }

    public long Revision { get; private set; }

    /// <summary>What was done, in its order.</summary>
    public IReadOnlyList<RegistrationEvent> Events => _events;

    private DeviceRegistration()
    {
    }

    /// <summary>Opens a draft.</summary>
    public DeviceRegistration(long contractorId, DateTimeOffset at)
    {
        ContractorId = contractorId;
        CreatedAt = at;
        AppliedAt = at;
    }

    /// <summary>Whether the test endpoint takes captures for it.</summary>
    public bool TakesTestCaptures => State.TakesTestCaptures();

    /// <summary>Whether the endpoint of real captures takes them for it.</summary>
    public bool TakesCaptures => State.TakesCaptures();

    /// <summary>Keeps the form of a draft as far as it is filled in.</summary>
    /// <exception cref="DomainException">registration.not-draft, and those of <see cref="RegistrationRules.RequireStorable"/>.</exception>
    public void SaveDraft(RegistrationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        Require("registration.not-draft", RegistrationState.Draft);
        RegistrationRules.RequireStorable(form);
        Form = form;
        PointName = Cut(form.PointName, RegistrationForm.PointNameLength);
        PointAddress = form.Origin == SiteOrigin.ByHand ? Cut(form.Site.Address, Sites.Site.AddressLength) : null;
    }

    /// <summary>Everything that stands against saving the form as complete; empty when it can be.</summary>
    public IReadOnlyList<FormProblem> Problems(RegistrationForm form, RegistrationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        var problems = facts.Problems(form, SupplierId);
        return State == RegistrationState.Draft || form.Origin == Form.Origin ? problems : [new FormProblem("origin", "registration.origin-fixed"), .. problems];
    }

    /// <summary>The first complete save: it gets its access number, its site and its devices, and test captures are taken from now on.</summary>
    /// <exception cref="DomainException">registration.not-draft; the code of the only problem, or registration.incomplete (how many).</exception>
    public void Register(CompleteRegistration complete)
    {
        ArgumentNullException.ThrowIfNull(complete);
        Require("registration.not-draft", RegistrationState.Draft);
        RequireComplete(complete);
        AccessNumber = complete.AccessNumber;
        SiteId = complete.SiteId;
        AppliedAt = complete.At;
        Take(complete);
        Go(RegistrationAction.Registered, RegistrationState.Debugging, reason: null, complete.Actor, complete.At);
    }

    /// <summary>Corrects form and devices while they are being debugged. Site and number stay.</summary>
    /// <exception cref="DomainException">registration.not-debugging; the code of the only problem, or registration.incomplete (how many).</exception>
    public void Correct(CompleteRegistration complete)
    {
        ArgumentNullException.ThrowIfNull(complete);
        Require("registration.not-debugging", RegistrationState.Debugging);
        RequireComplete(complete);
        Take(complete);
        Go(RegistrationAction.Corrected, RegistrationState.Debugging, reason: null, complete.Actor, complete.At);
    }

    /// <summary>上线申请: the contractor has compared the test captures with the rules.</summary>
    /// <param name="checklist">What the checks say now.</param>
    /// <param name="reason">Why it may go live although something is not as it should be; required then.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="DomainException">registration.not-debugging, registration.reason-required, field.too-long.</exception>
    public void RequestGoLive(TestCaptureChecklist checklist, string? reason, Actor by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        ArgumentNullException.ThrowIfNull(by);
        Require("registration.not-debugging", RegistrationState.Debugging);
        var kept = checklist.Green ? null : Reason(reason);
        Review = new GoLiveReview { Checklist = checklist, Reason = kept, Name = by.Name, At = at };
        Go(RegistrationAction.GoLiveRequested, RegistrationState.PendingGoLive, kept, by, at);
    }

    /// <summary>Takes the request back: something has to be corrected first.</summary>
    /// <exception cref="DomainException">registration.not-pending, registration.reason-required, field.too-long.</exception>
    public void ReturnToDebugging(string? reason, Actor by, DateTimeOffset at)
    {
        Require("registration.not-pending", RegistrationState.PendingGoLive);
        var kept = Reason(reason);
        Review = null;
        Go(RegistrationAction.ReturnedToDebugging, RegistrationState.Debugging, kept, by, at);
    }

    /// <summary>直接上线: from now on captures are taken, and test captures no more.</summary>
    /// <param name="checklist">What the checks say now.</param>
    /// <param name="by">Who goes live.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="DomainException">registration.not-pending; registration.checklist-changed: something is wrong that the request did not answer for.</exception>
    public void GoLive(TestCaptureChecklist checklist, Actor by, DateTimeOffset at)
    {
        Require("registration.not-pending", RegistrationState.PendingGoLive);
        if (!Review!.Covers(checklist)) throw new DomainException("registration.checklist-changed");
        LiveAt = at;
        Go(RegistrationAction.WentLive, RegistrationState.Live, Review.Reason, by, at);
    }

    /// <summary>Nothing is taken from now on, until it is resumed.</summary>
    /// <exception cref="DomainException">registration.not-live, registration.reason-required, field.too-long.</exception>
    public void Suspend(string? reason, Actor by, DateTimeOffset at)
    {
        Require("registration.not-live", RegistrationState.Live);
        Go(RegistrationAction.Suspended, RegistrationState.Suspended, Reason(reason), by, at);
    }

    /// <exception cref="DomainException">registration.not-suspended, registration.reason-required, field.too-long.</exception>
    public void Resume(string? reason, Actor by, DateTimeOffset at)
    {
        Require("registration.not-suspended", RegistrationState.Suspended);
        Go(RegistrationAction.Resumed, RegistrationState.Live, Reason(reason), by, at);
    }

    /// <summary>Its devices are gone for good. From every state that has an access number: also one that is never finished must end.</summary>
    /// <exception cref="DomainException">registration.not-removable, registration.reason-required, field.too-long.</exception>
    public void Remove(string? reason, Actor by, DateTimeOffset at)
    {
        Require(
            "registration.not-removable", RegistrationState.Debugging, RegistrationState.PendingGoLive, RegistrationState.Live, RegistrationState.Suspended);
        Go(RegistrationAction.Removed, RegistrationState.Removed, Reason(reason), by, at);
    }

    private void RequireComplete(CompleteRegistration complete)
    {
        var problems = Problems(complete.Form, complete.Facts);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("registration.incomplete", problems.Count);
    }

    private void Take(CompleteRegistration complete)
    {
        if (SupplierId != complete.Form.SupplierId) (SupplierId, SupplierSince) = (complete.Form.SupplierId, complete.At);
        Form = complete.Form;
        PointName = complete.Form.PointName!.Trim();
        PointAddress = complete.SiteAddress;
        (Longitude, Latitude) = (complete.Form.Longitude, complete.Form.Latitude);
    }

    private void Require(string code, params ReadOnlySpan<RegistrationState> states)
    {
        if (!states.Contains(State)) throw new DomainException(code);
    }

    private void Go(RegistrationAction action, RegistrationState state, string? reason, Actor by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(by);
        State = state;
        _events.Add(new RegistrationEvent(action, state, reason, by, at));
    }

    private static string Reason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("registration.reason-required");
        var trimmed = reason.Trim();
        return trimmed.Length <= RegistrationEvent.ReasonLength ? trimmed : throw new DomainException("field.too-long", RegistrationEvent.ReasonLength);
    }

    private static string? Cut(string? text, int length) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > length ? trimmed[..length] : text.Trim();
}

/// <summary>A complete form with what it becomes.</summary>
public sealed record CompleteRegistration
{
    public required RegistrationForm Form { get; init; }
    public required RegistrationFacts Facts { get; init; }
    public required string AccessNumber { get; init; }
    public required long SiteId { get; init; }
    public required string SiteAddress { get; init; }
    public required Actor Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}
