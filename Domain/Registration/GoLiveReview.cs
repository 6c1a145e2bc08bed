using Domain.Captures;

namespace Domain.Registration;

/// <summary>What the contractor saw of the test captures when it asked to go live, and why it goes live although something is not as it should be.</summary>
public sealed record GoLiveReview
{
    public required TestCaptureChecklist Checklist { get; init; }

    /// <summary>Null when everything was as it should be.</summary>
    public string? Reason { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether what stands against going live now was there, and answered for, already then.</summary>
    public bool Covers(TestCaptureChecklist now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var answered = Checklist.Findings.Where(f => !f.Ok).Select(f => (f.Check, f.Camera)).ToHashSet();
        return now.Findings.Where(f => !f.Ok).All(f => answered.Contains((f.Check, f.Camera)));
    }
}
