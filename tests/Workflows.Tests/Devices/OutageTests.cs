using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using static Testing.Refusals;

namespace Workflows.Tests.Devices;

/// <summary>Outages open, are announced, and end.</summary>
public sealed class OutageTests : OnlineTest
{
    [Fact]
    public async Task Settle_OfflineForHalfAnHour_OpensAnOutageAndTellsSupplierAndContractor()
    {
        var devices = await LivingAsync(2);
        await SilentAsync(devices[0], devices[1], 32);
        (await OutagesAsync()).ShouldBeEmpty();

        await SilentAsync(devices[0], devices[1], 5);

        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.DeviceId, outage.From, outage.Cause).ShouldBe((devices[0].Id, Start.AddMinutes(8), OfflineCause.Device));
        (outage.OpenedAt, outage.NoticeSentAt).ShouldBe((Start.AddMinutes(38), Start.AddMinutes(41)));
        (await MessagesAsync()).Select(m => (m.Template, m.OrganizationId, m.Role, m.Channel)).ShouldBe(
        [
            ("device.offline", World.Supplier.OrganizationId, Role.SupplierStaff, MessageChannel.Portal),
            ("device.offline", World.Supplier.OrganizationId, Role.SupplierStaff, MessageChannel.Sms),
            ("device.offline", World.ProjectManager.OrganizationId, Role.ProjectManager, MessageChannel.Portal),
            ("device.offline", World.ProjectManager.OrganizationId, Role.ProjectManager, MessageChannel.Sms),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Settle_PowerCutOfASite_IsOneMessage()
    {
        var devices = await LivingAsync(5);

        await Signals.PassAsync(TimeSpan.FromMinutes(60));

        (await OutagesAsync()).Select(o => (o.Cause, o.NoticeSentAt is not null)).ShouldBe(Enumerable.Repeat((OfflineCause.Network, true), 5));
        var messages = await MessagesAsync();
        messages.Count(m => m.Channel == MessageChannel.Sms).ShouldBe(2);
        messages.ShouldAllBe(m => m.Template == "device.offline-network" && m.Arguments[1] == "5");
    }

    [Fact]
    public async Task Settle_BackAgain_ClosesTheOutageAndSaysSoOnce()
    {
        var devices = await LivingAsync(3);
        await Signals.PassAsync(TimeSpan.FromMinutes(60));

        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));

        (await OutagesAsync()).ShouldAllBe(o => o.End == OutageEnd.Seen && o.RecoveredAt == Start.AddMinutes(66));
        (await MessagesAsync()).Count(m => m.Template == "device.back" && m.Channel == MessageChannel.Sms).ShouldBe(2);
    }

    [Fact]
    public async Task Settle_BackBeforeTheNotice_SendsNothing()
    {
        var devices = await LivingAsync(1);
        await Signals.PassAsync(TimeSpan.FromMinutes(34));

        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));

        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.NoticeSentAt, outage.End).ShouldBe((null, OutageEnd.Seen));
        (await MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Settle_LateReportsOfAllTheTime_RefuteTheOutage()
    {
        var device = (await LivingAsync(1))[0];
        await Signals.PassAsync(TimeSpan.FromMinutes(60));

        await Signals.ReportAsync(device, online: true, [.. Enumerable.Range(6, 59).Select(minute => Start.AddMinutes(minute))]);
        await Signals.SettleAsync();

        (await OutagesAsync()).ShouldHaveSingleItem().End.ShouldBe(OutageEnd.Refuted);
        (await World.Get<Outages>().ListAsync(World.Supplier, new OutageQuery())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settle_TakenOutOfService_EndsTheOutageWithoutAMessage()
    {
        var device = (await LivingAsync(1))[0];
        await Signals.PassAsync(TimeSpan.FromMinutes(60));
        await using (var db = World.Open())
        {
            await World.Get<DeviceService>().TakeOutAsync(db, new ChangeService { DeviceIds = [device.Id], At = Now, Reason = ServiceReason.Repair });
            await db.SaveChangesAsync();
        }

        await Signals.PassAsync(TimeSpan.FromMinutes(10));

        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.End, outage.RecoveredAt).ShouldBe((OutageEnd.OutOfService, Start.AddMinutes(65)));
        (await MessagesAsync()).ShouldAllBe(m => m.Template == "device.offline");
    }

    [Fact]
    public async Task Settle_OutageOfOurs_DoesNotMakeItLonger()
    {
        var device = (await LivingAsync(1))[0];
        await World.Get<PlatformHeartbeats>().BeatAsync("one");
        await Signals.PassAsync(TimeSpan.FromMinutes(20));
        World.Clock.Advance(TimeSpan.FromHours(2));
        await World.Database.AddAsync(new PlatformOutage(Start.AddMinutes(25), Now));
        await Signals.PassAsync(TimeSpan.FromMinutes(10));

        (await OutagesAsync()).ShouldBeEmpty();

        await Signals.PassAsync(TimeSpan.FromMinutes(30));
        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.DeviceId, outage.From).ShouldBe((device.Id, Start.AddMinutes(148)));
    }

    [Fact]
    public async Task Report_SeenInTime_CountsFromTheReport()
    {
        var device = (await LivingAsync(1))[0];
        await Signals.PassAsync(TimeSpan.FromMinutes(60));
        await ReportAsync(World.Supplier);
        var reported = Now;

        World.Clock.Advance(TimeSpan.FromHours(23));
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(5));

        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.End, outage.RecoveredAt).ShouldBe((OutageEnd.Reported, reported));
    }

    [Fact]
    public async Task Report_NotSeenInTime_LetsTheOutageGoOn()
    {
        var device = (await LivingAsync(1))[0];
        await Signals.PassAsync(TimeSpan.FromMinutes(60));
        await ReportAsync(World.Supplier);
        await RefusedAsync("outage.already-reported", () => ReportAsync(World.Supplier));

        World.Clock.Advance(TimeSpan.FromHours(25));
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(1));

        var outage = (await OutagesAsync()).ShouldHaveSingleItem();
        (outage.End, outage.RecoveredAt).ShouldBe((OutageEnd.Seen, Now));
    }

    [Fact]
    public async Task Report_ByAnybodyElse_IsRefused()
    {
        await LivingAsync(1);
        await Signals.PassAsync(TimeSpan.FromMinutes(60));

        await RefusedAsync("outage.unknown", () => ReportAsync(World.NeighbourSupplier));
        foreach (var other in new[] { World.ProjectManager, World.Operator, World.CountyOfficer, World.Administrator })
            await RefusedAsync("actor.not-allowed", () => ReportAsync(other));
        await World.EndMembershipAsync(World.Supplier);
        await RefusedAsync("actor.not-allowed", () => ReportAsync(World.Supplier));
    }

    [Fact]
    public async Task List_ByNeighbours_IsEmpty()
    {
        var device = (await LivingAsync(1))[0];
        await Signals.PassAsync(TimeSpan.FromMinutes(60));
        var outages = World.Get<Outages>();
        foreach (var party in new[] { World.Supplier, World.ProjectManager, World.Supervisor, World.Owner, World.Operator, World.CountyOfficer, World.CityOfficer })
            (await outages.ListAsync(party, new OutageQuery { DeviceId = device.Id })).Items.ShouldHaveSingleItem();

        foreach (var stranger in World.Strangers) (await outages.ListAsync(stranger, new OutageQuery { DeviceId = device.Id })).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settle_TwoNodesAtOnce_AnnounceOnce()
    {
        await LivingAsync(3);
        for (var minute = 0; minute < 60; minute++)
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(Signals.SettleAsync)));
        }

        (await OutagesAsync()).Count.ShouldBe(3);
        (await MessagesAsync()).Count.ShouldBe(4);
    }

    private async Task<IReadOnlyList<Device>> LivingAsync(int count)
    {
        var devices = await Signals.DevicesAsync(count);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));
        return devices;
    }

    /// <summary>The first is silent while the second goes on.</summary>
    private async Task SilentAsync(Device silent, Device other, int minutes)
    {
        silent.Id.ShouldNotBe(other.Id);
        await Signals.LiveAsync([other], TimeSpan.FromMinutes(minutes));
    }

    private async Task ReportAsync(Actor by) =>
        await World.Get<Outages>().ReportAsync(new ReportRecovery { Actor = by, OutageId = (await OutagesAsync())[0].Id, Note = "Replaced." });

    private async Task<List<DeviceOutage>> OutagesAsync()
    {
        await using var db = World.Open();
        return await db.Set<DeviceOutage>().AsNoTracking().OrderBy(o => o.Id).ToListAsync();
    }

    private async Task<List<OutboxMessage>> MessagesAsync()
    {
        await using var db = World.Open();
        return await db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }
}
