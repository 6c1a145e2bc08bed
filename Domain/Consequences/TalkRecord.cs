using Domain.Access;

namespace Domain.Consequences;

/// <summary>What is kept of a talk with a supplier.</summary>
public sealed record TalkRecord
{
    public const int ParticipantsLength = 300;
    public const int MinutesLength = 2000;

    /// <summary>The day (Shanghai).</summary>
    public DateOnly? HeldOn { get; init; }

    /// <summary>Who was there, of both sides.</summary>
    public string? Participants { get; init; }

    /// <summary>What was said and promised.</summary>
    public string? Minutes { get; init; }

    /// <summary>All that stands against recording it.</summary>
    /// <param name="decidedOn">The day on which the talk was confirmed: it was not held before.</param>
    /// <param name="today">Shanghai.</param>
    public IReadOnlyList<FormProblem> Problems(DateOnly decidedOn, DateOnly today)
    {
        var problems = new List<FormProblem>();
        if (HeldOn is not { } day) problems.Add(new("heldOn", "field.required"));
        else if (day > today) problems.Add(new("heldOn", "consequence.talk-ahead"));
        else if (day < decidedOn) problems.Add(new("heldOn", "consequence.talk-before-decision", decidedOn));
        Text("participants", Participants, ParticipantsLength);
        Text("minutes", Minutes, MinutesLength);
        return problems;

        void Text(string field, string? value, int length)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
        }
    }
}
