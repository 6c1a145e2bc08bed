using Domain.Devices;
using Domain.Relocation;
using Domain.Sites;
using Domain.Supervision;
using Testing.Relocation;
using Workflows.Devices;
using Workflows.Sites;
using static Testing.Refusals;

namespace Workflows.Tests.Relocation;

public sealed class RemovalTests : RelocationTest
{
    [Fact]
    public async Task Remove_CraneDevice_NeedsARegisteredNoticeOfThatSite()
    {
        var devices = await DevicesAsync(2, kind: DeviceKind.CraneDome);
        var id = await Walk.DraftAsync(RelocationKind.Removal, RelocationForms.Removal(Walk.Today, devices[0].Id));
        await Walk.RegisteredCraneNoticeAsync(await World.SiteAsync());
        await Walk.StandstillAsync();
        (await RefusedAsync("relocation.crane-notice-missing", () => Walk.SubmitAsync(id))).Arguments.ShouldBe(["Gate 1"]);
        var notice = await Walk.CraneNoticeAsync();
        await RefusedAsync("relocation.crane-notice-missing", () => Walk.SubmitAsync(id));
        await Walk.AcknowledgeAsync(notice);

        await Walk.SubmitAsync(id);
        await Walk.ApproveAsync(id);

        var removed = await Walk.DeviceAsync(devices[0].Id);
        removed.RemovedAt.ShouldBe(World.Clock.GetUtcNow());
        removed.ServicePeriods.ShouldHaveSingleItem().EndReason.ShouldBe(ServiceReason.Removed);
        (await Walk.DeviceAsync(devices[1].Id)).RemovedAt.ShouldBeNull();
        (await Walk.SiteStateAsync()).ShouldNotBe(SiteState.Left);
    }

    [Theory]
    [InlineData(SupervisionKind.Termination)]
    [InlineData(SupervisionKind.Suspension)]
    public async Task Remove_OtherDevice_NeedsATerminationOrSuspension(SupervisionKind kind)
    {
        var devices = await DevicesAsync(1);
        await Walk.RegisteredCraneNoticeAsync();
        var id = await Walk.DraftAsync(RelocationKind.Removal, RelocationForms.Removal(Walk.Today, devices[0].Id));
        await RefusedAsync("relocation.standstill-missing", () => Walk.SubmitAsync(id));
        await Walk.StandstillAsync(kind);

        await Walk.SubmitAsync(id);
        await Walk.ApproveAsync(id);

        (await Walk.DeviceAsync(devices[0].Id)).RemovedAt.ShouldNotBeNull();
        (await Walk.SiteStateAsync()).ShouldBe(SiteState.Left);
        (await World.Get<SiteDirectory>().ReadAsync(World.CountyOfficer, World.Site.Id)).State.ShouldBe(SiteState.Left);
    }

    [Fact]
    public async Task Approve_AfterTheCraneNoticeWasRevoked_IsRefusedAndChangesNothing()
    {
        var devices = await DevicesAsync(1, kind: DeviceKind.CraneDome);
        var notice = await Walk.RegisteredCraneNoticeAsync();
        var id = await Walk.RemovalAsync(devices);
        await Walk.UntilCityAsync(id);
        await Walk.RevokeAsync(notice);

        (await RefusedAsync("relocation.crane-notice-missing", () => Walk.DecideAsync(id, World.CityOfficer))).Arguments.ShouldBe(["Gate 1"]);

        (await Walk.DeviceAsync(devices[0].Id)).RemovedAt.ShouldBeNull();
        (await Walk.OpenAsync($"relocation:{id}")).NodeId.ShouldBe("cityReview");
        await Walk.RegisteredCraneNoticeAsync();
        await Walk.DecideAsync(id, World.CityOfficer);
        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.Done);
    }

    [Fact]
    public async Task Approve_AfterTheSuspensionWasLifted_IsRefused()
    {
        var devices = await DevicesAsync(1);
        await Walk.StandstillAsync(SupervisionKind.Suspension);
        var id = await Walk.RemovalAsync(devices);
        await Walk.UntilCityAsync(id);
        World.Clock.Advance(TimeSpan.FromDays(1));
        await Walk.StandstillAsync(SupervisionKind.Resumption);

        await RefusedAsync("relocation.standstill-missing", () => Walk.DecideAsync(id, World.CityOfficer));

        (await Walk.DeviceAsync(devices[0].Id)).RemovedAt.ShouldBeNull();
    }

    /// <summary>Neither of the two sees the other's devices gone, and still one of them sees that the site is empty.</summary>
    [Fact]
    public async Task Approve_TheLastDevicesOfASiteAtOnce_LetsTheSiteLeave()
    {
        await Walk.StandstillAsync();
        var devices = await DevicesAsync(2);
        var cases = new[] { await Walk.RemovalAsync(devices.Take(1)), await Walk.RemovalAsync(devices.Skip(1)) };
        foreach (var id in cases) await Walk.UntilCityAsync(id);

        await Task.WhenAll(cases.Select(id => Walk.DecideAsync(id, World.CityOfficer)));

        (await Walk.SiteStateAsync()).ShouldBe(SiteState.Left);
        (await MessagesAsync("relocation.removed")).Where(m => m.Arguments[3].Length > 0).Select(m => m.Link).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task PutIn_AfterARemoval_LeavesTheDeviceOut()
    {
        await Walk.StandstillAsync();
        var devices = await DevicesAsync(2);
        await Walk.ApproveAsync(await Walk.RemovalAsync(devices.Take(1)));
        World.Clock.Advance(TimeSpan.FromMinutes(5));

        await using (var db = World.Open())
        {
            await World.Get<DeviceService>().PutInAsync(
                db, new ChangeService { DeviceIds = [.. devices.Select(d => d.Id)], At = World.Clock.GetUtcNow(), Reason = ServiceReason.Resumed });
            await db.SaveChangesAsync();
        }

        (await Walk.DeviceAsync(devices[0].Id)).ServicePeriods.ShouldAllBe(p => p.Until != null);
    }
}
