using System.Diagnostics;
using Domain.Ingest;
using Domain.Suppliers;
using Testing;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

public sealed class IntakeTests
{
    /// <summary>What is answered as overload, and not yet begun, must not be stored afterwards without anybody knowing.</summary>
    [Fact]
    public async Task Submit_WhileNothingIsCommitted_IsAnsweredAsOverloadAndGivenUp()
    {
        await using var world = await PortalWorld.CreateAsync(settings: new Dictionary<string, string?> { ["Ingest:AnswerWithinSeconds"] = "0.3" });
        var intake = world.Get<Intake>();
        var submissions = Enumerable.Range(0, 50).Select(i => Submission(i % 10 == 9 ? TimeSpan.FromSeconds(0.2) : TimeSpan.Zero)).ToList();

        var begun = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(submissions.Select(intake.SubmitAsync)).WaitAsync(TimeSpan.FromSeconds(30));

        Stopwatch.GetElapsedTime(begun).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.25));
        answers.ShouldAllBe(answer => answer.Refusal == Refusal.Overloaded);
        submissions.ShouldAllBe(submission => !submission.TryTake());
    }

    private static Submission Submission(TimeSpan waited) => new()
    {
        Key = new IngestKey(1, "key", new KeyReach(1, 1)),
        Kind = UploadKind.DeviceStatus,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Waited = waited,
    };
}
