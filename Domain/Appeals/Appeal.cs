using Domain.Calendar;
using Domain.Organizations;

namespace Domain.Appeals;

/// <summary>Where an appeal stands.</summary>
public enum AppealStatus
{
    UnderReview,

    /// <summary>Given back to the supplier, or taken back by it, to be completed.</summary>
    Correction,

    /// <summary>All deductions in question were corrected.</summary>
    Accepted,

    /// <summary>Some were.</summary>
    PartlyAccepted,
    Refused,
    Withdrawn,
}

/// <summary>申诉: a supplier's appeal against deductions of its own closed scorecard (S2 annex 7). It can change evidence, never the rule.</summary>
public sealed class Appeal
{
    public const int PersonLength = 100;
    public const int MaxAttachments = 10;

    /// <summary>Working days after a month's scores were published.</summary>
    public const int WorkingDays = 5;

    private readonly List<AppealItem> _items = [];
    private readonly List<AppealAttachment> _attachments = [];

    public long Id { get; private set; }

    public AppealStatus Status { get; private set; }

    public long ScorecardId { get; private set; }

    /// <summary>The city regulator that decides.</summary>
    public long CityId { get; private set; }

    public long SupplierId { get; private set; }

    /// <summary>As on the card (<see cref="Scoring.ScoreMonth.Number"/>).</summary>
    public int Month { get; private set; }

    /// <summary>The card that is appealed against, as it was.</summary>
    public CardVersion Before { get; private set; } = null!;

    /// <summary>The score after the decision, and its digest; null before.</summary>
    public int? NewScore { get; private set; }

    public string? NewDigest { get; private set; }

    public string Reason { get; private set; } = "";

    public IReadOnlyCollection<AppealItem> Items => _items;

    public IReadOnlyCollection<AppealAttachment> Attachments => _attachments;

    public long FiledBy { get; private set; }

    public string FiledByName { get; private set; } = "";

    /// <summary>When it was filed first, which is what counts for the time limit.</summary>
    public DateTimeOffset FiledAt { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public long Revision { get; private set; }

    private Appeal()
    {
    }

    /// <summary>The supplier files it.</summary>
    /// <exception cref="DomainException">
    /// appeal.not-supplier, appeal.too-late (the last day), appeal.another, appeal.deduction-unknown, appeal.attachments-too-many (limit),
    /// appeal.incomplete (how many problems) or the code of the only problem.
    /// </exception>
    public Appeal(AppealForm form, AppealedCard card, IReadOnlyList<AppealAttachment> attachments, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.OrganizationId != card.SupplierId || actor.Role != Role.SupplierStaff) throw new DomainException("appeal.not-supplier");
        if (card.Appealed) throw new DomainException("appeal.another");
        if (at >= card.Until) throw new DomainException("appeal.too-late", card.LastDay);
        (ScorecardId, CityId, SupplierId, Month) = (card.ScorecardId, card.CityId, card.SupplierId, card.Month.Number);
        (FiledBy, FiledByName, FiledAt) = (actor.AccountId, actor.Name, at);
        Take(form, card, attachments);
    }

    /// <summary>Until when a card can be appealed against, UTC.</summary>
    /// <param name="closedAt">When its score was published.</param>
    /// <param name="calendar">Working days.</param>
    /// <exception cref="DomainException">calendar.year-missing.</exception>
    public static DateTimeOffset Deadline(DateTimeOffset closedAt, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.DeadlineAfter(closedAt, WorkingDays);
    }

    /// <summary>Not decided yet.</summary>
    public bool IsOpen => Status is AppealStatus.UnderReview or AppealStatus.Correction;

    /// <summary>The supplier completes it and hands it in again; the time limit was kept by the first time.</summary>
    /// <exception cref="DomainException">appeal.not-editable, and as the constructor.</exception>
    public void Resubmit(AppealForm form, AppealedCard card, IReadOnlyList<AppealAttachment> attachments)
    {
        if (Status != AppealStatus.Correction) throw new DomainException("appeal.not-editable");
        Take(form, card, attachments);
        Status = AppealStatus.UnderReview;
    }

    /// <summary>Opens it for the supplier again.</summary>
    /// <exception cref="DomainException">appeal.decided.</exception>
    public void Reopen()
    {
        if (Status != AppealStatus.UnderReview) throw new DomainException("appeal.decided");
        Status = AppealStatus.Correction;
    }

    /// <exception cref="DomainException">appeal.decided.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (!IsOpen) throw new DomainException("appeal.decided");
        (Status, ClosedAt) = (AppealStatus.Withdrawn, at);
    }

    /// <summary>The city regulator decides about every deduction in question.</summary>
    /// <param name="verdicts">By the item's <see cref="AppealItem.Ordinal"/>.</param>
    /// <exception cref="DomainException">appeal.decided, appeal.verdict-missing, appeal.verdicts-incomplete (how many problems) or the code of the only problem.</exception>
    public void Decide(IReadOnlyDictionary<int, AppealVerdict> verdicts, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(actor);
        if (Status != AppealStatus.UnderReview) throw new DomainException("appeal.decided");
        if (_items.Exists(i => !verdicts.ContainsKey(i.Ordinal))) throw new DomainException("appeal.verdict-missing");
        var problems = _items.SelectMany(i => AppealItem.Problems(i.Deduction, verdicts[i.Ordinal])).ToList();
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("appeal.verdicts-incomplete", problems.Count);
        foreach (var item in _items) item.Decide(verdicts[item.Ordinal]);
        var accepted = _items.Count(i => i.Verdict!.Accepted == true);
        Status = accepted == 0 ? AppealStatus.Refused : accepted == _items.Count ? AppealStatus.Accepted : AppealStatus.PartlyAccepted;
        (DecidedByName, DecidedAt, ClosedAt) = (actor.Name, at, at);
        (NewScore, NewDigest) = (Before.Score, Before.Digest);
    }

    /// <summary>The card has been computed again with what was corrected.</summary>
    public void Rescored(Scoring.Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        (NewScore, NewDigest) = (card.Score, card.Digest);
    }

    /// <summary>What the accepted verdicts change.</summary>
    public IEnumerable<(Scoring.CorrectedEvidence Corrected, string Reason)> Corrections() =>
        from item in _items
        where item.Verdict?.Accepted == true
        from corrected in item.Corrections()
        select (corrected, item.Verdict!.Note ?? (Reason.Length <= Scoring.ScoreCorrection.ReasonLength ? Reason : Reason[..Scoring.ScoreCorrection.ReasonLength]));

    private void Take(AppealForm form, AppealedCard card, IReadOnlyList<AppealAttachment> attachments)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(attachments);
        var problems = form.Problems();
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("appeal.incomplete", problems.Count);
        if (attachments.Count > MaxAttachments) throw new DomainException("appeal.attachments-too-many", MaxAttachments);
        var chosen = form.Deductions.ToHashSet();
        var items = card.Version.Deductions.Select((d, ordinal) => new AppealItem(ordinal, d)).Where(i => chosen.Contains(i.Deduction.Evidence)).ToList();
        if (items.Count != chosen.Count) throw new DomainException("appeal.deduction-unknown");
        (Reason, Before) = (form.Reason!.Trim(), card.Version);
        _items.Clear();
        _items.AddRange(items);
        _attachments.RemoveAll(a => !attachments.Contains(a));
        _attachments.AddRange(attachments.Where(a => !_attachments.Contains(a)));
    }
}
