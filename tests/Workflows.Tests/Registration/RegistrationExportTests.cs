using Domain.Audit;
using Domain.Organizations;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
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

        var rows = await TakeAsync(World.CountyOfficer, new RegistrationQuery { AccessNumber = "GD2026", State = RegistrationState.Debugging });

        rows.Select(r => r.AccessNumber).ShouldBe(["GD202600003", "GD202600002", "GD202600001"]);
        await using var db = World.Open();
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Action == "registration.export");
        (entry.AccountId, entry.After).ShouldBe((World.CountyOfficer.AccountId, """{"state":"Debugging","number":"GD2026"}"""));
    }

    [Fact]
    public async Task Read_ByNeighbours_IsEmpty_AndAfterTheMembershipEndedRefused()
    {
        await Walk.DebuggingAsync();

        foreach (var stranger in World.Strangers) (await TakeAsync(stranger, new RegistrationQuery())).ShouldBeEmpty(stranger.Name);

        await World.EndMembershipAsync(World.SiteClerk);
        await RefusedAsync("actor.not-allowed", () => TakeAsync(World.SiteClerk, new RegistrationQuery()));
    }

    private async Task<List<RegistrationRow>> TakeAsync(Actor actor, RegistrationQuery query)
    {
        var export = RegistrationList.Export(actor, query);
        await World.Get<RowExports>().BeginAsync(export);
        return await World.Get<RowExports>().ReadAsync(export).ToListAsync();
    }
}
