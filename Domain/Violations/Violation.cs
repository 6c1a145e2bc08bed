using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Domain.Values;

namespace Domain.Violations;

/// <summary>Where a case stands.</summary>
public enum ViolationStatus
{
    /// <summary>Recorded; no order yet, and the site's units do not see it.</summary>
    Recorded,

    /// <summary>Recorded, and it turned out to be none.</summary>
    Dismissed,

    /// <summary>The order runs.</summary>
    Ordered,

    /// <summary>The contractor has answered, or the deadline has passed: to be reinspected.</summary>
    Reinspection,

    /// <summary>The reinspection failed: measures are to be decided.</summary>
    Measures,

    /// <summary>Carried out.</summary>
    Rectified,

    /// <summary>Not carried out, and measures were decided.</summary>
    Sanctioned,
}

/// <summary>违规: what an officer found at a site, the orders about it, and how it ended (S2 annex 6).</summary>
public sealed class Violation
{
    public const int NameLength = 100;
    public const int ReasonLength = 500;

    private readonly List<RectificationOrder> _orders = [];
    private readonly List<ViolationPhoto> _photos = [];

    public long Id { get; private set; }

    public long SiteId { get; private set; }

    public Site Site { get; private set; } = null!;

    /// <summary>The contractor when it was recorded: whose points it costs.</summary>
    public long ContractorId { get; private set; }

    /// <summary>The regulator whose officers lead the case.</summary>
    public long AuthorityId { get; private set; }

    public ViolationKind Kind { get; private set; }

    public Discovery Discovery { get; private set; }

    public DateTimeOffset FoundAt { get; private set; }

    public string Description { get; private set; } = "";

    /// <summary>Degrees of WGS-84; null when nobody said where.</summary>
    public double? Longitude { get; private set; }

    public double? Latitude { get; private set; }

    public string RecordedByName { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public ViolationStatus Status { get; private set; }

    /// <summary>Why it was none.</summary>
    public string? DismissReason { get; private set; }

    /// <summary>处理决定书编号: CL, year and 5 digits; null while nothing was decided.</summary>
    public string? DecisionNumber { get; private set; }

    public DateOnly? TalkOn { get; private set; }

    public int Points { get; private set; }

    /// <summary>Yuan.</summary>
    public decimal? Fine { get; private set; }

    public string? Penalty { get; private set; }

    public bool Differentiated { get; private set; }

    public string? Grounds { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<RectificationOrder> Orders => _orders;

    public IReadOnlyList<ViolationPhoto> Photos => _photos;

    private Violation()
    {
    }

    /// <summary>Records what was found.</summary>
    /// <exception cref="DomainException">violation.officer-only, violation.no-contractor, violation.photos-too-many, and those of <see cref="ViolationReport.Problems"/>.</exception>
    public Violation(ViolationReport report, Site site, IReadOnlyList<ViolationPhoto> photos, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role is not (Role.CountyOfficer or Role.CityOfficer)) throw new DomainException("violation.officer-only");
        Site = site;
        SiteId = site.Id;
        ContractorId = site.ParticipantId(OrganizationKind.Contractor) ?? throw new DomainException("violation.no-contractor", site.Name);
        AuthorityId = actor.OrganizationId;
        (RecordedByName, RecordedAt) = (actor.Name, at);
        Status = ViolationStatus.Recorded;
        Take(report, photos, at);
    }

    /// <summary>Whether nothing more is to be done.</summary>
    public bool IsOver => Status is ViolationStatus.Dismissed or ViolationStatus.Rectified or ViolationStatus.Sanctioned;

    /// <summary>The order that runs, or the last one; null before the first.</summary>
    public RectificationOrder? Order => _orders.MaxBy(o => o.Ordinal);

    public Wgs84Point? Place => Longitude is { } longitude && Latitude is { } latitude ? Wgs84Point.Create(longitude, latitude) : null;

    /// <summary>Records it anew, while no order was given.</summary>
    /// <exception cref="DomainException">violation.step, and as the constructor.</exception>
    public void Correct(ViolationReport report, IReadOnlyList<ViolationPhoto> photos, DateTimeOffset at)
    {
        Require(ViolationStatus.Recorded);
        Take(report, photos, at);
    }

    /// <summary>It is none, or is not followed up.</summary>
    /// <exception cref="DomainException">violation.step, violation.reason-required, field.too-long.</exception>
    public void Dismiss(string? reason, DateTimeOffset at)
    {
        Require(ViolationStatus.Recorded);
        DismissReason = Text(reason, ReasonLength, "violation.reason-required");
        (Status, ClosedAt) = (ViolationStatus.Dismissed, at);
    }

    /// <summary>An order is given: the first one, or another one after a reinspection that extended the deadline.</summary>
    /// <param name="terms">What it says.</param>
    /// <param name="number">Its number.</param>
    /// <param name="dueOn">The last of its working days.</param>
    /// <param name="byName">The officer.</param>
    /// <param name="at">When, UTC.</param>
    /// <exception cref="DomainException">violation.step, and those of <see cref="OrderTerms.Problems"/>.</exception>
    public RectificationOrder Issue(OrderTerms terms, string number, DateOnly dueOn, string byName, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (Status != ViolationStatus.Recorded && !(Status == ViolationStatus.Reinspection && Order!.Result == ReinspectionResult.Extended))
            throw new DomainException("violation.step");
        Refuse(terms.Problems());
        var order = new RectificationOrder(_orders.Count + 1, terms, number, dueOn, byName, at);
        _orders.Add(order);
        Status = ViolationStatus.Ordered;
        return order;
    }

    /// <summary>The contractor's people prepare the answer.</summary>
    /// <exception cref="DomainException">violation.step, violation.contractor-only, field.too-long.</exception>
    public void Prepare(string? text, Actor actor)
    {
        Require(ViolationStatus.Ordered);
        RequireContractor(actor, Role.ProjectManager, Role.SiteClerk);
        if (text?.Trim().Length > RectificationOrder.TextLength) throw new DomainException("field.too-long", RectificationOrder.TextLength);
        Order!.Keep(text?.Trim(), actor.Name);
    }

    /// <summary>The contractor's project manager answers the order; there must be a photo.</summary>
    /// <exception cref="DomainException">violation.step, violation.contractor-only, violation.answer-required, violation.photo-required, field.too-long.</exception>
    public void Reply(string? text, Actor actor, DateTimeOffset at)
    {
        Require(ViolationStatus.Ordered);
        RequireContractor(actor, Role.ProjectManager);
        var answer = Text(text, RectificationOrder.TextLength, "violation.answer-required");
        if (!PhotosOf(PhotoStage.Answer).Any()) throw new DomainException("violation.photo-required");
        Order!.Submit(answer, actor.Name, at);
        Status = ViolationStatus.Reinspection;
    }

    /// <summary>The answer is taken back before anybody has reinspected.</summary>
    /// <exception cref="DomainException">violation.step.</exception>
    public void TakeReplyBack()
    {
        Require(ViolationStatus.Reinspection);
        Order!.TakeAnswerBack();
        Status = ViolationStatus.Ordered;
    }

    /// <summary>The deadline has passed without an answer: it can be reinspected all the same.</summary>
    /// <exception cref="DomainException">violation.step.</exception>
    public void Miss(DateTimeOffset at)
    {
        Require(ViolationStatus.Ordered);
        Order!.Miss(at);
        Status = ViolationStatus.Reinspection;
    }

    /// <summary>The officer has looked again.</summary>
    /// <exception cref="DomainException">violation.step, violation.measures-if-failed, violation.finding-required, field.too-long.</exception>
    public void Reinspect(ReinspectionResult result, string? finding, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Require(ViolationStatus.Reinspection);
        if (result == ReinspectionResult.PassedWithMeasures && !Kind.Rule().MeasuresAnyway) throw new DomainException("violation.measures-if-failed");
        Order!.Reinspect(result, Text(finding, RectificationOrder.TextLength, "violation.finding-required"), actor.Name, at);
        if (result == ReinspectionResult.Passed) (Status, ClosedAt) = (ViolationStatus.Rectified, at);
        else if (result != ReinspectionResult.Extended) Status = ViolationStatus.Measures;
    }

    /// <summary>A reinspection that measures follow is taken back, or given back, before measures were decided.</summary>
    /// <exception cref="DomainException">violation.step.</exception>
    public void TakeReinspectionBack()
    {
        Require(ViolationStatus.Measures);
        Order!.TakeReinspectionBack();
        Status = ViolationStatus.Reinspection;
    }

    /// <summary>Decides what the contractor has to bear, as the kind allows.</summary>
    /// <exception cref="DomainException">violation.step, and those of <see cref="ViolationMeasures.Problems"/>.</exception>
    public void Sanction(ViolationMeasures measures, string number, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(actor);
        Require(ViolationStatus.Measures);
        Refuse(measures.Problems(Kind));
        (TalkOn, Points, Fine, Differentiated) = (measures.TalkOn, measures.Points, measures.Fine, measures.Differentiated);
        Penalty = string.IsNullOrWhiteSpace(measures.Penalty) ? null : measures.Penalty.Trim();
        Grounds = measures.Grounds!.Trim();
        (DecisionNumber, DecidedByName, DecidedAt, ClosedAt) = (number, actor.Name, at, at);
        Status = ViolationStatus.Sanctioned;
    }

    /// <summary>Takes photos into the case.</summary>
    /// <exception cref="DomainException">violation.photos-too-many (limit).</exception>
    public void Attach(PhotoStage stage, IReadOnlyList<ViolationPhoto> photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var order = stage == PhotoStage.Finding ? null : Order;
        if (PhotosOf(stage).Count() + photos.Count > ViolationPhoto.MaxCount) throw new DomainException("violation.photos-too-many", ViolationPhoto.MaxCount);
        foreach (var photo in photos)
        {
            photo.Attach(stage, order);
            _photos.Add(photo);
        }
    }

    /// <summary>The contractor's people take a photo out of the answer that they prepare.</summary>
    /// <exception cref="DomainException">violation.step, violation.contractor-only, violation.photo-unknown.</exception>
    public ViolationPhoto RemoveAnswerPhoto(long photoId, Actor actor)
    {
        Require(ViolationStatus.Ordered);
        RequireContractor(actor, Role.ProjectManager, Role.SiteClerk);
        var photo = PhotosOf(PhotoStage.Answer).FirstOrDefault(p => p.Id == photoId) ?? throw new DomainException("violation.photo-unknown");
        _photos.Remove(photo);
        return photo;
    }

    /// <summary>Whether a person may prepare the answer now.</summary>
    public bool MayPrepare(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Status == ViolationStatus.Ordered && actor.Role is Role.ProjectManager or Role.SiteClerk && actor.OrganizationId == ContractorId;
    }

    /// <summary>Those of the present order, or of the finding.</summary>
    private IEnumerable<ViolationPhoto> PhotosOf(PhotoStage stage)
    {
        var order = stage == PhotoStage.Finding ? null : Order?.Ordinal;
        return _photos.Where(p => p.Stage == stage && p.OrderOrdinal == order);
    }

    private void Take(ViolationReport report, IReadOnlyList<ViolationPhoto> photos, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(report);
        Refuse(report.Problems(at));
        (Kind, Discovery, FoundAt, Description) = (report.Kind, report.Discovery, report.FoundAt, report.Description!.Trim());
        (Longitude, Latitude) = (report.Place?.Longitude, report.Place?.Latitude);
        Attach(PhotoStage.Finding, photos);
    }

    private void Require(ViolationStatus status)
    {
        if (Status != status) throw new DomainException("violation.step");
    }

    private void RequireContractor(Actor actor, params Role[] roles)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.OrganizationId != ContractorId || !roles.Contains(actor.Role)) throw new DomainException("violation.contractor-only");
    }

    private static string Text(string? text, int length, string missing)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new DomainException(missing);
        return text.Trim() is { } trimmed && trimmed.Length <= length ? trimmed : throw new DomainException("field.too-long", length);
    }

    private static void Refuse(IReadOnlyList<FormProblem> problems)
    {
        if (problems is [var first, ..]) throw new DomainException(first.Code, first.Arguments);
    }
}
