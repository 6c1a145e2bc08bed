using Domain.Dismantling;
using Workflows.Tests.Relocation;
using static Testing.Refusals;

namespace Workflows.Tests.Dismantling;

public sealed class CraneNoticeTests : RelocationTest
{
    [Fact]
    public async Task Acknowledge_Filed_RegistersItAndTellsTheContractor()
    {
        var id = await Walk.CraneNoticeAsync();
        (await Walk.NoticeAsync(id)).Number.ShouldBe("TD202600001");

        await Walk.AcknowledgeAsync(id);

        (await Walk.NoticeAsync(id)).Status.ShouldBe(CraneNoticeStatus.Registered);
        (await MessagesAsync("crane.registered")).Select(m => m.OrganizationId).Distinct().ShouldBe(
            [World.ProjectManager.OrganizationId, World.Supervisor.OrganizationId], ignoreOrder: true);
    }

    [Fact]
    public async Task Refuse_Filed_NeedsAReason()
    {
        var id = await Walk.CraneNoticeAsync();
        await RefusedAsync("opinion.text-required", () => Walk.AcknowledgeAsync(id, "refuse", null));

        await Walk.AcknowledgeAsync(id, "refuse", "The plan is not approved.");

        (await Walk.NoticeAsync(id)).Status.ShouldBe(CraneNoticeStatus.Refused);
        (await MessagesAsync("crane.refused")).ShouldAllBe(m => m.Arguments[2] == "The plan is not approved.");
    }
}
