using Domain.Organizations;
using Domain.Sites;

namespace Domain.Access;

/// <summary>接入申请: the case that leads a site from form 1-1 to being connected (S2 annex 1). The order of steps is the process engine's.</summary>
public sealed class AccessApplication
{
    public const int NumberLength = 20;

    private readonly List<AccessOpinion> _opinions = [];
    private readonly List<AccessAttachment> _attachments = [];
    private readonly List<AccessFormRevision> _revisions = [];

    public long Id { get; private set; }

    /// <summary>Given at submission; null while a draft.</summary>
    public string? Number { get; private set; }

    public long SiteId { get; private set; }

    public Site Site { get; private set; } = null!;

    public long ContractorId { get; private set; }

    /// <summary>The installer named on the form; a column of its own because suppliers look for it.</summary>
    public long? SupplierId { get; private set; }

    public AccessStatus Status { get; private set; }

    /// <summary>The form as last saved.</summary>
    public AccessForm Form { get; private set; } = new();

    /// <summary>How often it has been submitted.</summary>
    public int FormRevision { get; private set; }

    /// <summary>Whether the site is one that must be connected (S2 section 1); outside it the application is marked.</summary>
    public bool InScope { get; private set; }

    /// <summary>Null while a draft; what the last submission fixed.</summary>
    public TrackDecision? Track { get; private set; }

    /// <summary>The track of <see cref="Track"/>, in a column of its own because lists ask for it.</summary>
    public AccessTrack? TrackKind { get; private set; }

    public CommitmentLetter? Letter { get; private set; }

    public long CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When it was connected, refused or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<AccessOpinion> Opinions => _opinions;

    public IReadOnlyList<AccessAttachment> Attachments => _attachments;

    public IReadOnlyList<AccessFormRevision> Revisions => _revisions;

    private AccessApplication()
    {
    }

    /// <summary>Opens a draft for a site.</summary>
    /// <exception cref="DomainException">access.not-contractor: the actor's unit is not the site's contractor; access.site-connected.</exception>
    public AccessApplication(Site site, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(actor);
        if (site.ParticipantId(OrganizationKind.Contractor) != actor.OrganizationId) throw new DomainException("access.not-contractor");
        if (site.State == SiteState.Connected) throw new DomainException("access.site-connected", site.Name);
        Site = site;
        SiteId = site.Id;
        ContractorId = actor.OrganizationId;
        InScope = site.InScope;
        CreatedBy = actor.AccountId;
        CreatedAt = at;
    }

    /// <summary>Opens a draft that a resumption of works asks for, with what the site's last application said.</summary>
    /// <param name="site">With its participants.</param>
    /// <param name="last">The last application; null when there was none. Another contractor's papers are not taken over.</param>
    /// <param name="createdBy">Account of the person who began the resumption.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="DomainException">access.not-contractor: the site has none; access.site-connected.</exception>
    public static AccessApplication Again(Site site, AccessApplication? last, long createdBy, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.State == SiteState.Connected) throw new DomainException("access.site-connected", site.Name);
        var application = new AccessApplication
        {
            Site = site,
            SiteId = site.Id,
            ContractorId = site.ParticipantId(OrganizationKind.Contractor) ?? throw new DomainException("access.not-contractor"),
            InScope = site.InScope,
            CreatedBy = createdBy,
            CreatedAt = at,
        };
        if (last is null || last.ContractorId != application.ContractorId) return application;
        application.SaveForm(last.Form);
        foreach (var file in last.CurrentAttachments) application.Attach(file.Again());
        return application;
    }

    /// <summary>Whether form, attachments and letter may change.</summary>
    public bool Editable => Status is AccessStatus.Draft or AccessStatus.Correction;

    /// <summary>Whether the installer now on the form is the one that signed.</summary>
    public bool LetterHolds => Letter is not null && Letter.SupplierId == Form.SupplierId;

    /// <summary>The files that have not been removed.</summary>
    public IEnumerable<AccessAttachment> CurrentAttachments => _attachments.Where(a => a.RemovedAt is null);

    /// <summary>Saves the form as far as it is filled in.</summary>
    /// <exception cref="DomainException">access.not-editable, access.positions-too-many, field.too-long.</exception>
    public void SaveForm(AccessForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        RequireEditable();
        AccessFormRules.RequireStorable(form);
        Form = form;
        SupplierId = form.SupplierId;
    }

    /// <summary>Adds a file.</summary>
    /// <exception cref="DomainException">access.not-editable, access.attachments-too-many.</exception>
    public void Attach(AccessAttachment attachment)
    {
        RequireEditable();
        if (CurrentAttachments.Count() >= AccessAttachment.MaxCount)
            throw new DomainException("access.attachments-too-many", AccessAttachment.MaxCount);
        // Removed files stay in the store, so their number has an end too.
        if (_attachments.Count >= AccessAttachment.MaxCountEver)
            throw new DomainException("access.attachments-too-many", AccessAttachment.MaxCountEver);
        _attachments.Add(attachment);
    }

    /// <summary>Takes a file off; it stays on record.</summary>
    /// <exception cref="DomainException">access.not-editable, access.attachment-unknown.</exception>
    public void RemoveAttachment(long attachmentId, DateTimeOffset at)
    {
        RequireEditable();
        var attachment = CurrentAttachments.FirstOrDefault(a => a.Id == attachmentId) ?? throw new DomainException("access.attachment-unknown");
        attachment.Remove(at);
    }

    /// <summary>The installer signs form 1-4.</summary>
    /// <exception cref="DomainException">access.not-editable, access.not-installer, field.required, field.phone.</exception>
    public void SignCommitment(Actor actor, string contactName, string contactPhone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        RequireEditable();
        if (actor.Role != Role.SupplierStaff || actor.OrganizationId != Form.SupplierId) throw new DomainException("access.not-installer");
        if (string.IsNullOrWhiteSpace(contactName)) throw new DomainException("field.required");
        if (!AccessFormRules.IsPhone(contactPhone)) throw new DomainException("field.phone");
        Letter = new CommitmentLetter
        {
            SupplierId = actor.OrganizationId,
            SupplierName = actor.OrganizationName,
            ContactName = contactName.Trim(),
            ContactPhone = contactPhone.Trim(),
            SignedBy = actor.AccountId,
            SignedByName = actor.Name,
            SignedAt = at,
        };
    }

    /// <summary>Everything that stands against submitting now; empty when it can be submitted.</summary>
    public IReadOnlyList<FormProblem> Problems(SubmissionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var problems = AccessFormRules.Check(Form).ToList();
        var present = CurrentAttachments.Select(a => a.Kind).ToHashSet();
        problems.AddRange(AccessAttachment.Required(Form, facts.AcceptedBefore)
            .Where(kind => !present.Contains(kind))
            .Select(kind => new FormProblem($"attachments.{kind}", "access.attachment-required", kind)));
        if (Form.SupplierId is not null && !facts.SupplierRegistered) problems.Add(new("supplierId", "access.supplier-unknown"));
        // "New" is what counts: a correction may keep the installer that was in order when it was named.
        if (facts.Restriction is { } r && _revisions.MaxBy(v => v.Number)?.Form.SupplierId != Form.SupplierId)
        {
            problems.Add(r.Until is { } until
                ? new FormProblem("supplierId", "access.supplier-suspended", facts.SupplierName, until)
                : new FormProblem("supplierId", "access.supplier-blacklisted", facts.SupplierName));
        }

        return problems;
    }

    /// <summary>The project manager submits and signs, for the first time or after a correction. Fixes the track.</summary>
    /// <exception cref="DomainException">access.not-editable, access.manager-must-sign, opinion.text-required, access.incomplete (argument: how
    /// many problems), or the code of the only problem.</exception>
    public void Submit(SubmissionFacts facts, Actor actor, string opinion, string number, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(actor);
        RequireEditable();
        if (actor.Role != Role.ProjectManager || actor.OrganizationId != ContractorId) throw new DomainException("access.manager-must-sign");
        var problems = Problems(facts);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("access.incomplete", problems.Count);

        FormRevision++;
        _revisions.Add(new AccessFormRevision(FormRevision, Form, actor.Name, at));
        AddOpinion(OpinionStep.Contractor, OpinionResult.Agree, opinion, actor, at);
        Track = TrackDecision.For(Form, facts.ListedModels, LetterHolds);
        TrackKind = Track.Track;
        // The site may have been corrected since the draft was opened.
        InScope = Site.InScope;
        Number ??= number;
        SubmittedAt ??= at;
        Status = AccessStatus.UnderReview;
    }

    /// <summary>Supervisor or operator give their opinion; the county decides whatever it says.</summary>
    /// <exception cref="DomainException">access.not-under-review, opinion.text-required, opinion.result-not-allowed.</exception>
    public void GiveOpinion(OpinionStep step, OpinionResult result, string text, Actor actor, DateTimeOffset at)
    {
        RequireUnderReview();
        if (step is not (OpinionStep.Supervisor or OpinionStep.Operator) || result is not (OpinionResult.Agree or OpinionResult.Disagree))
            throw new DomainException("opinion.result-not-allowed");
        AddOpinion(step, result, text, actor, at);
    }

    /// <summary>The county regulator approves, sends back or refuses.</summary>
    /// <exception cref="DomainException">access.not-under-review, opinion.text-required, opinion.result-not-allowed.</exception>
    public void Review(OpinionResult result, string text, Actor actor, DateTimeOffset at)
    {
        RequireUnderReview();
        var next = result switch
        {
            OpinionResult.Agree => AccessStatus.Approved,
            OpinionResult.Correct => AccessStatus.Correction,
            OpinionResult.Refuse => AccessStatus.Refused,
            _ => throw new DomainException("opinion.result-not-allowed"),
        };
        AddOpinion(OpinionStep.County, result, text, actor, at);
        Status = next;
        if (Status == AccessStatus.Refused) ClosedAt = at;
    }

    /// <summary>Who signed last takes the opinion back, while nobody has acted on it; the chain stands where it stood before.</summary>
    /// <exception cref="DomainException">
    /// access.cannot-recall: it is not the actor's, or what followed cannot be undone; access.correction-begun: the contractor is at work already.
    /// </exception>
    public void Recall(OpinionStep step, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var last = _opinions.Where(o => o.RecalledAt is null).MaxBy(o => (o.At, o.Id));
        if (last is null || last.Step != step || last.AccountId != actor.AccountId) throw new DomainException("access.cannot-recall");
        Status = (step, last.Result, Status) switch
        {
            (OpinionStep.Supervisor or OpinionStep.Operator, _, AccessStatus.UnderReview) => AccessStatus.UnderReview,
            (OpinionStep.County, OpinionResult.Correct, AccessStatus.Correction) => UntouchedSince(last.At) ? AccessStatus.UnderReview : throw new DomainException("access.correction-begun"),
            (OpinionStep.Contractor, _, AccessStatus.UnderReview) => AccessStatus.Correction,
            _ => throw new DomainException("access.cannot-recall"),
        };
        last.Recall(at);
    }

    /// <summary>A reviewer gives it back to the contractor, who can change it and submits it again.</summary>
    /// <exception cref="DomainException">access.not-under-review.</exception>
    public void GiveBack()
    {
        RequireUnderReview();
        Status = AccessStatus.Correction;
    }

    private bool UntouchedSince(DateTimeOffset instant) =>
        _revisions.MaxBy(r => r.Number)?.Form.SaysTheSame(Form) == true && _attachments.TrueForAll(a => a.UploadedAt <= instant && !(a.RemovedAt > instant)) && !(Letter?.SignedAt > instant);

    /// <summary>Ends it at the applicant's wish, while nobody has decided.</summary>
    /// <exception cref="DomainException">access.cannot-withdraw.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (!Withdrawable) throw new DomainException("access.cannot-withdraw");
        Status = AccessStatus.Withdrawn;
        ClosedAt = at;
    }

    /// <summary>The county has confirmed the connection.</summary>
    /// <exception cref="DomainException">access.not-approved.</exception>
    public void Connect(DateTimeOffset at)
    {
        if (Status != AccessStatus.Approved) throw new DomainException("access.not-approved");
        Status = AccessStatus.Connected;
        ClosedAt = at;
    }

    /// <summary>What a person may do with it now, besides what work items ask.</summary>
    public AccessRights RightsOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var contractor = actor.OrganizationId == ContractorId;
        var manager = contractor && actor.Role == Role.ProjectManager;
        return new AccessRights
        {
            Edit = Editable && (manager || (contractor && actor.Role == Role.SiteClerk)),
            Submit = Editable && manager,
            Withdraw = Withdrawable && manager,
            SignLetter = Editable && actor.Role == Role.SupplierStaff && actor.OrganizationId == Form.SupplierId,
        };
    }

    /// <summary>Whether it may still be taken back: until the county has approved.</summary>
    public bool Withdrawable => Status is AccessStatus.Draft or AccessStatus.UnderReview or AccessStatus.Correction;

    private void AddOpinion(OpinionStep step, OpinionResult result, string text, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (string.IsNullOrWhiteSpace(text)) throw new DomainException("opinion.text-required");
        if (text.Trim().Length > AccessOpinion.TextLength) throw new DomainException("field.too-long", AccessOpinion.TextLength);
        _opinions.Add(new AccessOpinion(step, result, text.Trim(), FormRevision, actor, at));
    }

    private void RequireEditable()
    {
        if (!Editable) throw new DomainException("access.not-editable");
    }

    private void RequireUnderReview()
    {
        if (Status != AccessStatus.UnderReview) throw new DomainException("access.not-under-review");
    }
}
