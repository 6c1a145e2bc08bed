using Domain.Organizations;
using Domain.Relocation;
using Testing.Relocation;
using Workflows.Dismantling;
using Workflows.Relocation;
using static Testing.Refusals;

namespace Workflows.Tests.Relocation;

/// <summary>Every reading and every action with those who have no part in the site.</summary>
public sealed class RelocationScopeTests : RelocationTest
{
    [Fact]
    public async Task Application_ByStrangers_IsNowhere()
    {
        var devices = await DevicesAsync(1);
        var id = await Walk.MoveAsync(devices);
        var item = (await Walk.OpenAsync($"relocation:{id}")).Id;
        var cases = World.Get<RelocationCases>();
        foreach (var stranger in World.Strangers)
        {
            (await cases.ListAsync(stranger, new RelocationQuery())).Total.ShouldBe(0);
            await RefusedAsync("relocation.unknown", () => cases.ReadAsync(stranger, id));
            await RefusedAsync("work-item.not-yours", () => Walk.DecideItemAsync(item, stranger, "approve", "Yes."));
        }

        var neighbour = World.NeighbourProjectManager;
        await RefusedAsync("site.unknown", () => World.Get<RelocationDrafts>().StartAsync(new StartRelocation { Actor = neighbour, SiteId = World.Site.Id, Kind = RelocationKind.Removal }));
        await RefusedAsync("relocation.unknown", () => World.Get<RelocationDrafts>().SaveAsync(
            new SaveRelocation { Actor = neighbour, ApplicationId = id, Form = new RelocationForm(), Revision = 1 }));
        await RefusedAsync("relocation.unknown", () => Walk.SubmitAsync(id, neighbour));
        await RefusedAsync("relocation.unknown", () => World.Get<RelocationSubmission>().CheckAsync(neighbour, id, new RelocationForm()));
        await RefusedAsync("relocation.unknown", () => World.Get<RelocationSubmission>().WithdrawAsync(neighbour, id));
    }

    [Fact]
    public async Task Application_ByThosePartOfTheSite_IsThere()
    {
        var other = await World.PersonAsync(OrganizationKind.Supplier, Role.SupplierStaff);
        var id = await Walk.MoveAsync([.. await DevicesAsync(1), .. await DevicesAsync(1, supplier: other)]);
        foreach (var reader in new[] { World.ProjectManager, World.SiteClerk, World.Supervisor, World.Owner, World.Operator, World.CountyOfficer, World.CityOfficer })
        {
            (await World.Get<RelocationCases>().ListAsync(reader, new RelocationQuery())).Rows.ShouldHaveSingleItem().Id.ShouldBe(id);
            (await Walk.ReadAsync(id, reader)).Points.Count.ShouldBe(2);
        }

        // Each supplier reads of its own devices only.
        foreach (var supplier in new[] { World.Supplier, other }) (await Walk.ReadAsync(id, supplier)).Points.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Draft_ByOthersThanItsContractor_IsNowhere()
    {
        var devices = await DevicesAsync(1);
        var id = await Walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Walk.Today, devices[0].Id));

        foreach (var reader in new[] { World.Supervisor, World.Owner, World.Operator, World.CountyOfficer, World.CityOfficer, World.Supplier })
            await RefusedAsync("relocation.unknown", () => Walk.ReadAsync(id, reader));
        await World.EndMembershipAsync(World.SiteClerk);
        await RefusedAsync("relocation.unknown", () => Walk.ReadAsync(id, World.SiteClerk));
        (await Walk.ReadAsync(id, World.ProjectManager)).Id.ShouldBe(id);
    }

    [Fact]
    public async Task CraneNotice_ByStrangers_IsNowhere()
    {
        var id = await Walk.CraneNoticeAsync();
        var item = (await Walk.OpenAsync($"crane:{id}")).Id;
        var cases = World.Get<CraneNoticeCases>();
        foreach (var stranger in World.Strangers.Append(World.Supplier))
        {
            (await cases.ListAsync(stranger, new CraneNoticeQuery())).Total.ShouldBe(0);
            await RefusedAsync("crane.unknown", () => cases.ReadAsync(stranger, id));
            await RefusedAsync("work-item.not-yours", () => Walk.DecideItemAsync(item, stranger, "acknowledge", "Yes."));
        }

        await Walk.AcknowledgeAsync(id);
        await RefusedAsync("crane.unknown", () => World.Get<CraneNoticeSubmission>().RevokeAsync(
            new RevokeCraneNotice { Actor = World.NeighbourCountyOfficer, NoticeId = id, Reason = "No." }));
        await RefusedAsync("actor.not-allowed", () => World.Get<CraneNoticeSubmission>().RevokeAsync(
            new RevokeCraneNotice { Actor = World.ProjectManager, NoticeId = id, Reason = "No." }));
        await RefusedAsync("crane.unknown", () => World.Get<CraneNoticeSubmission>().WithdrawAsync(World.NeighbourProjectManager, id));
        foreach (var reader in new[] { World.ProjectManager, World.Supervisor, World.Owner, World.Operator, World.CountyOfficer, World.CityOfficer })
            (await cases.ListAsync(reader, new CraneNoticeQuery())).Rows.ShouldHaveSingleItem().Id.ShouldBe(id);
    }
}
