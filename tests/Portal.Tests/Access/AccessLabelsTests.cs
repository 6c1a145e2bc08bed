using Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Tests.Shell;

namespace Portal.Tests.Access;

public sealed class AccessLabelsTests : IDisposable
{
    private readonly FaceContext _face = new();
    private readonly AccessLabels _labels;

    public AccessLabelsTests()
    {
        _face.Services.AddSingleton<AccessLabels>();
        _labels = _face.Services.GetRequiredService<AccessLabels>();
    }

    [Theory]
    [InlineData("liaisonName", "System liaison")]
    [InlineData("positions", "Install positions")]
    [InlineData("positions[2].simNumber", "Position 3, 4G/APN card number")]
    [InlineData("attachments.LayoutPlan", "Point layout plan")]
    public void Field_OfAPathOfTheRules_IsItsLabel(string path, string label) => _labels.Field(path).ShouldBe(label);

    /// <summary>Whatever the rules can find fault with has a name to be called by.</summary>
    [Fact]
    public void Field_OfEveryProblemOfAnEmptyForm_HasALabel()
    {
        var problems = AccessFormRules.Check(new AccessForm { Positions = [new InstallPosition()] });

        problems.Select(p => _labels.Field(p.Field)).ShouldAllBe(label => !label.Contains("field.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("13800138000", "138******00")]
    [InlineData("0759-2345678", "075******78")]
    [InlineData("12345", "******")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Masked_Phone_KeepsFirstThreeAndLastTwoDigits(string? phone, string? masked) => AccessLabels.Masked(phone).ShouldBe(masked);

    [Fact]
    public void Reason_WithUnlistedModels_NamesThemAndNoEmptyOnes()
    {
        var reason = _labels.Reason(new TrackDecision(AccessTrack.LabTest, TrackReason.ModelsNotListed, ["Haishi QJ-9", "", "Qing YC"]));

        reason.ShouldEndWith(": Haishi QJ-9; Qing YC");
    }

    public void Dispose() => _face.Dispose();
}
