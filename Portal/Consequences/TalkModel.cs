using Domain.Access;
using Domain.Consequences;

namespace Portal.Consequences;

/// <summary>What the record of a talk is typed into; kept as a draft until it is signed.</summary>
public sealed class TalkModel
{
    public DateOnly? HeldOn { get; set; }

    public string? Participants { get; set; }

    public string? Minutes { get; set; }

    public TalkRecord Record() => new() { HeldOn = HeldOn, Participants = Participants, Minutes = Minutes };

    public IReadOnlyList<FormProblem> Problems(DateOnly decidedOn, DateOnly today) => Record().Problems(decidedOn, today);
}
