using Domain.Organizations;
using Domain.Sites;

namespace Domain.Relocation;

/// <summary>
/// 移位/拆除申请: moves chosen devices of one site, or takes them off the platform (S2 section 3.2, annex 2). The order of steps is the process
/// engine's.
/// </summary>
public sealed class RelocationApplication
{
    public const int NumberLength = 20;

    private readonly List<RelocationItem> _items = [];

    public long Id { get; private set; }

    /// <summary>Given at submission; null while a draft.</summary>
    public string? Number { get; private set; }

    public RelocationKind Kind { get; private set; }

    public long SiteId { get; private set; }

    public Site Site { get; private set; } = null!;

    public long ContractorId { get; private set; }

    public RelocationStatus Status { get; private set; }

    /// <summary>The form as last saved.</summary>
    public RelocationForm Form { get; private set; } = new();

    /// <summary>The form as submitted last: what others read while the contractor changes it.</summary>
    public RelocationForm? Submitted { get; private set; }

    public long CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When it took effect, was refused or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public long Revision { get; private set; }

    /// <summary>The devices of the last submission.</summary>
    public IReadOnlyList<RelocationItem> Items => _items;

    private RelocationApplication()
    {
    }

    /// <summary>Opens a draft for a site.</summary>
    /// <exception cref="DomainException">relocation.not-contractor: the actor's unit is not the site's contractor; relocation.site-left.</exception>
    public RelocationApplication(Site site, RelocationKind kind, Actor actor, RelocationForm form, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(actor);
        if (site.ParticipantId(OrganizationKind.Contractor) != actor.OrganizationId) throw new DomainException("relocation.not-contractor");
        if (site.State == SiteState.Left) throw new DomainException("relocation.site-left", site.Name);
        Site = site;
        SiteId = site.Id;
        Kind = kind;
        ContractorId = actor.OrganizationId;
        Form = form;
        CreatedBy = actor.AccountId;
        CreatedAt = at;
    }

    /// <summary>Whether the form may change.</summary>
    public bool Editable => Status is RelocationStatus.Draft or RelocationStatus.Correction;

    /// <summary>Saves the form as far as it is filled in.</summary>
    /// <exception cref="DomainException">relocation.not-editable, relocation.points-too-many, field.too-long.</exception>
    public void SaveForm(RelocationForm form)
    {
        RequireEditable();
        RelocationRules.RequireStorable(form);
        Form = form;
    }

    /// <summary>The project manager submits and signs, for the first time or again. From now on its devices are in no other application.</summary>
    /// <exception cref="DomainException">relocation.not-editable, relocation.manager-must-sign, relocation.incomplete (argument: how many problems), or
    /// the code of the only problem.</exception>
    public void Submit(RelocationFacts facts, Actor actor, string number, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(actor);
        RequireEditable();
        if (actor.Role != Role.ProjectManager || actor.OrganizationId != ContractorId) throw new DomainException("relocation.manager-must-sign");
        var problems = RelocationRules.Check(Kind, Form, facts);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("relocation.incomplete", problems.Count);

        _items.RemoveAll(item => Form.Points.All(p => p.DeviceId != item.DeviceId));
        foreach (var point in Form.Points)
        {
            var device = facts.Devices.Single(d => d.Id == point.DeviceId);
            if (_items.Find(item => item.DeviceId == device.Id) is { } known) known.Take(device, point, Kind);
            else _items.Add(new RelocationItem(device, point, Kind));
        }

        Submitted = Form;
        Number ??= number;
        SubmittedAt ??= at;
        Status = RelocationStatus.UnderReview;
    }

    /// <summary>Back with the contractor: given back by who reviews it, or taken back by who submitted it. Its devices stay reserved.</summary>
    /// <exception cref="DomainException">relocation.not-under-review.</exception>
    public void Reopen()
    {
        RequireUnderReview();
        Status = RelocationStatus.Correction;
    }

    /// <summary>One of the three refuses.</summary>
    /// <exception cref="DomainException">relocation.not-under-review.</exception>
    public void Refuse(DateTimeOffset at)
    {
        RequireUnderReview();
        Close(RelocationStatus.Refused, at);
    }

    /// <summary>The last approval: what held at the submission must still hold.</summary>
    /// <exception cref="DomainException">relocation.not-under-review, and the first precondition that no longer holds.</exception>
    public void Finish(RelocationFacts facts, DateTimeOffset at)
    {
        RequireUnderReview();
        if (RelocationRules.Preconditions(Kind, Form, facts) is [var lost, ..]) throw new DomainException(lost.Code, lost.Arguments);
        Close(RelocationStatus.Done, at);
    }

    /// <summary>Ends it at the applicant's wish, while nobody has decided.</summary>
    /// <exception cref="DomainException">relocation.cannot-withdraw.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (!Open) throw new DomainException("relocation.cannot-withdraw");
        Close(RelocationStatus.Withdrawn, at);
    }

    /// <summary>What a person may do with it now, besides what work items ask.</summary>
    public RelocationRights RightsOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var contractor = actor.OrganizationId == ContractorId;
        var manager = contractor && actor.Role == Role.ProjectManager;
        var clerk = contractor && actor.Role == Role.SiteClerk;
        return new RelocationRights { Edit = Editable && (manager || clerk), Submit = Editable && manager, Withdraw = Open && (manager || (clerk && Status == RelocationStatus.Draft)) };
    }

    private bool Open => Status is RelocationStatus.Draft or RelocationStatus.UnderReview or RelocationStatus.Correction;

    private void Close(RelocationStatus status, DateTimeOffset at)
    {
        Status = status;
        ClosedAt = at;
        _items.ForEach(item => item.Release());
    }

    private void RequireEditable()
    {
        if (!Editable) throw new DomainException("relocation.not-editable");
    }

    private void RequireUnderReview()
    {
        if (Status != RelocationStatus.UnderReview) throw new DomainException("relocation.not-under-review");
    }
}
