using Domain.Audit;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Workflows.Registration;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class RegistrationExportTests : RegistrationTest
{
    [Fact]
    public async Task Read_IsTheReadersListWithItsFilters_AndIsRecorded()
    {
        for (var i = 0; i < 3; i++) await Walk.DebuggingAsync();
        await Walk.DraftAsync();

        var rows = await World.Get<RegistrationExport>().ReadAsync(World.CountyOfficer, new RegistrationQuery { AccessNumber = "GD2026", State = RegistrationState.Debugging });

        rows.Select(r => r.AccessNumber).ShouldBe(["GD202600003", "GD202600002", "GD202600001"]);
        await using var db = World.Open();
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Action == "registration.export");
        (entry.AccountId, entry.After).ShouldBe((World.CountyOfficer.AccountId, """{"rows":3,"state":"Debugging","number":"GD2026"}"""));
    }

    [Fact]
    public async Task Read_ByNeighbours_IsEmpty_AndAfterTheMembershipEndedRefused()
    {
        await Walk.DebuggingAsync();

        foreach (var stranger in World.Strangers) (await World.Get<RegistrationExport>().ReadAsync(stranger, new RegistrationQuery())).ShouldBeEmpty(stranger.Name);

        await World.EndMembershipAsync(World.SiteClerk);
        await RefusedAsync("actor.not-allowed", () => World.Get<RegistrationExport>().ReadAsync(World.SiteClerk, new RegistrationQuery()));
    }
}
