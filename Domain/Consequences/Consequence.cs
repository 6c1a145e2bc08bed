using Domain.Calendar;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Suppliers;

namespace Domain.Consequences;

/// <summary>Where a consequence stands.</summary>
public enum ConsequenceStatus
{
    /// <summary>Proposed by the rule; the city regulator has not decided.</summary>
    Proposed,

    /// <summary>A talk that is confirmed and not held yet.</summary>
    TalkDue,

    /// <summary>The talk was held and recorded.</summary>
    TalkHeld,

    /// <summary>A suspension or blacklisting took effect.</summary>
    Imposed,

    /// <summary>The city regulator decided against it.</summary>
    SetAside,

    /// <summary>An appeal changed the scores that it rested on, so the rule took it back.</summary>
    Withdrawn,
}

/// <summary>What the system proposes when a month is closed.</summary>
public sealed record ConsequenceProposal
{
    public required ConsequenceKind Kind { get; init; }
    public required long CityId { get; init; }
    public required long SupplierId { get; init; }

    public required ScoreMonth Month { get; init; }
    public required long ScorecardId { get; init; }
    public required int Score { get; init; }

    /// <summary>The low months that were counted, the month itself last.</summary>
    public required IReadOnlyList<ScoreMonth> Counted { get; init; }

    /// <summary>How long a suspension lasts.</summary>
    public required int SuspensionMonths { get; init; }

    /// <summary>Until when the supplier may appeal, UTC; before, nothing can be confirmed.</summary>
    public required DateTimeOffset AppealUntil { get; init; }
}

/// <summary>
/// A talk, suspension or blacklisting of a supplier by a city (S2 annex 7): proposed by the rule, confirmed or set aside by a person. One for
/// each supplier, city, month and kind.
/// </summary>
public sealed class Consequence
{
    public const int PersonLength = 100;

    public long Id { get; private set; }

    public ConsequenceKind Kind { get; private set; }

    public ConsequenceStatus Status { get; private set; }

    /// <summary>The city regulator whose scores they are, and who decides.</summary>
    public long CityId { get; private set; }

    public long SupplierId { get; private set; }

    /// <summary>The month that led to it (<see cref="ScoreMonth.Number"/>).</summary>
    public int Month { get; private set; }

    public long ScorecardId { get; private set; }

    /// <summary>The score as it was when this was proposed.</summary>
    public int Score { get; private set; }

    /// <summary>The low months that were counted (<see cref="ScoreMonth.Number"/>), this one last.</summary>
    public IReadOnlyList<int> Counted { get; private set; } = [];

    public int SuspensionMonths { get; private set; }

    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Until when the supplier may appeal, UTC.</summary>
    public DateTimeOffset AppealUntil { get; private set; }

    public long? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>First day of a suspension or blacklisting (Shanghai).</summary>
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>Last day of a suspension (Shanghai), inclusive.</summary>
    public DateOnly? EffectiveUntil { get; private set; }

    public TalkRecord? Talk { get; private set; }

    public string? RecordedByName { get; private set; }

    /// <summary>When it came to its end: held, imposed, set aside or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public long Revision { get; private set; }

    private Consequence()
    {
    }

    public Consequence(ConsequenceProposal proposal, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        (Kind, CityId, SupplierId, Month) = (proposal.Kind, proposal.CityId, proposal.SupplierId, proposal.Month.Number);
        (ScorecardId, Score, Counted, SuspensionMonths) = (proposal.ScorecardId, proposal.Score, Numbers(proposal.Counted), proposal.SuspensionMonths);
        (ProposedAt, AppealUntil) = (at, proposal.AppealUntil);
    }

    /// <summary>The last day on which the supplier may appeal (Shanghai).</summary>
    public DateOnly LastAppealDay => WorkingCalendar.ShanghaiDate(AppealUntil.AddTicks(-1));

    /// <summary>Whether a person still has to do something.</summary>
    public bool IsOpen => Status is ConsequenceStatus.Proposed or ConsequenceStatus.TalkDue;

    /// <summary>What stands against confirming it now; null when nothing does.</summary>
    /// <param name="appealOpen">Whether an appeal against one of the counted months is not decided.</param>
    /// <param name="at">UTC.</param>
    /// <returns>consequence.decided, consequence.appeal-open, consequence.appeal-time (its last day).</returns>
    public DomainException? ConfirmProblem(bool appealOpen, DateTimeOffset at)
    {
        if (Status != ConsequenceStatus.Proposed) return new DomainException("consequence.decided");
        if (appealOpen) return new DomainException("consequence.appeal-open");
        return at < AppealUntil ? new DomainException("consequence.appeal-time", LastAppealDay) : null;
    }

    /// <summary>The city regulator confirms. A talk is then to be held; the rest takes effect by <see cref="Impose"/>.</summary>
    /// <exception cref="DomainException">As <see cref="ConfirmProblem"/>.</exception>
    public void Confirm(Actor actor, bool appealOpen, DateTimeOffset at)
    {
        if (ConfirmProblem(appealOpen, at) is { } problem) throw problem;
        Decide(actor, at);
        if (Kind == ConsequenceKind.Talk) Status = ConsequenceStatus.TalkDue;
    }

    /// <summary>The city regulator decides that nothing follows; possible at any time.</summary>
    /// <exception cref="DomainException">consequence.decided.</exception>
    public void SetAside(Actor actor, DateTimeOffset at)
    {
        if (Status != ConsequenceStatus.Proposed) throw new DomainException("consequence.decided");
        Decide(actor, at);
        (Status, ClosedAt) = (ConsequenceStatus.SetAside, at);
    }

    /// <summary>A confirmed suspension or blacklisting takes effect on the day of its confirmation.</summary>
    /// <param name="reason">What the supplier's page says of it.</param>
    /// <exception cref="DomainException">consequence.decided: it is a talk, or not confirmed.</exception>
    public SupplierRestriction Impose(string reason, DateTimeOffset at)
    {
        if (Kind == ConsequenceKind.Talk || Status != ConsequenceStatus.Proposed || DecidedAt is null) throw new DomainException("consequence.decided");
        var from = WorkingCalendar.ShanghaiDate(at);
        (EffectiveFrom, EffectiveUntil) = (from, Kind == ConsequenceKind.Suspension ? from.AddMonths(SuspensionMonths).AddDays(-1) : null);
        (Status, ClosedAt) = (ConsequenceStatus.Imposed, at);
        return new SupplierRestriction(this, reason);
    }

    /// <summary>The talk was held.</summary>
    /// <exception cref="DomainException">consequence.no-talk-due, consequence.talk-incomplete (how many problems) or the code of the only problem.</exception>
    public void RecordTalk(TalkRecord record, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(actor);
        if (Status != ConsequenceStatus.TalkDue) throw new DomainException("consequence.no-talk-due");
        var problems = record.Problems(WorkingCalendar.ShanghaiDate(DecidedAt!.Value), WorkingCalendar.ShanghaiDate(at));
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("consequence.talk-incomplete", problems.Count);
        Talk = record with { Participants = record.Participants!.Trim(), Minutes = record.Minutes!.Trim() };
        (Status, RecordedByName, ClosedAt) = (ConsequenceStatus.TalkHeld, actor.Name, at);
    }

    /// <summary>The scores that it rested on have changed.</summary>
    /// <exception cref="DomainException">consequence.decided.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        if (Status != ConsequenceStatus.Proposed) throw new DomainException("consequence.decided");
        (Status, ClosedAt) = (ConsequenceStatus.Withdrawn, at);
    }

    /// <summary>It still holds, on other months than before.</summary>
    /// <exception cref="DomainException">consequence.decided.</exception>
    public void Recount(int score, IReadOnlyList<ScoreMonth> counted)
    {
        if (Status != ConsequenceStatus.Proposed) throw new DomainException("consequence.decided");
        (Score, Counted) = (score, Numbers(counted));
    }

    private static int[] Numbers(IReadOnlyList<ScoreMonth> months) => [.. months.Select(m => m.Number)];

    private void Decide(Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        (DecidedBy, DecidedByName, DecidedAt) = (actor.AccountId, actor.Name, at);
    }
}
