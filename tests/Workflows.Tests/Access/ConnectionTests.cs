using Domain.Access;
using Domain.Sites;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

public class ConnectionTests : AccessTest
{
    [Fact]
    public async Task Note_AllButOneOnline_StillWaits()
    {
        var id = await CollectedAsync();
        var devices = await Walk.DevicesAsync(id);

        foreach (var device in devices.Take(2)) await Walk.SeenOnlineAsync(device.Id);
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("devicesOnline");

        await Walk.SeenOnlineAsync(devices[2].Id);
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyConfirmation");
    }

    [Fact]
    public async Task Note_FirstDeviceOfflineAgain_CountsAsSeen()
    {
        var id = await CollectedAsync();
        var devices = await Walk.DevicesAsync(id);
        await Walk.SeenOnlineAsync(devices[0].Id);
        World.Clock.Advance(TimeSpan.FromHours(1));
        await NoteAsync(devices[0].Id, online: false);

        foreach (var device in devices.Skip(1)) await Walk.SeenOnlineAsync(device.Id);

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyConfirmation");
    }

    [Fact]
    public async Task Note_LastDevicesAtOnce_NeverLoseTheMessage()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await CollectedAsync(round == 0 ? World.Site : await World.SiteAsync());
            var devices = await Walk.DevicesAsync(id);

            await Task.WhenAll(devices.Select(d => Walk.SeenOnlineAsync(d.Id)));

            (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyConfirmation");
        }
    }

    [Fact]
    public async Task Note_AgainAfterConnection_IsOnlyARecord()
    {
        var id = await CollectedAsync();
        await Walk.FinishAsync(id);
        var device = (await Walk.DevicesAsync(id))[0];
        World.Clock.Advance(TimeSpan.FromHours(1));

        await NoteAsync(device.Id, online: false, "Power cut.");

        (await World.Get<DeviceRecords>().NotesAsync(World.Supplier, device.Id))[0].Remark.ShouldBe("Power cut.");
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Note_BeforeItWasCollected_IsRefused()
    {
        var id = await CollectedAsync();
        var device = (await Walk.DevicesAsync(id))[0];

        await RefusedAsync("device.record-before-installation", () => World.Get<DeviceRecords>().NoteAsync(new NoteDevice
        {
            Actor = World.Operator,
            DeviceId = device.Id,
            At = World.Clock.GetUtcNow().AddMinutes(-1),
            Online = true,
        }));
    }

    [Fact]
    public async Task Confirm_BeforeAllAreOnline_IsNotOffered()
    {
        var id = await CollectedAsync();
        var wait = (await Walk.OpenAsync(id)).Single();

        await RefusedAsync("work-item.not-yours", () => World.Get<Workflows.Access.AccessDebugging>().ConfirmAsync(World.CountyOfficer, wait.Id, null));
        await RefusedAsync("work-item.wait", () => World.Get<Workflows.Access.AccessDebugging>().ConfirmAsync(World.ProjectManager, wait.Id, null));
    }

    [Fact]
    public async Task Overdue_FiveWorkingDaysAfterCollection_OpensOneCandidate()
    {
        var id = await CollectedAsync();
        (await Walk.OpenAsync(id)).Single().DueAt.ShouldBe(EndOf(2026, 12, 2));

        World.Clock.MoveTo(EndOf(2026, 12, 2).AddSeconds(-1));
        await Walk.FireTimersAsync();
        (await CandidatesAsync()).ShouldBeEmpty();

        World.Clock.MoveTo(EndOf(2026, 12, 2));
        await Walk.FireTimersAsync();
        await Walk.FireTimersAsync();

        var candidate = (await CandidatesAsync()).ShouldHaveSingleItem();
        (candidate.Kind, candidate.SiteId, candidate.Source, candidate.Rule)
            .ShouldBe((ViolationKind.NotConnected, World.Site.Id, $"access:{id}", "access.connect-overdue"));
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("devicesOnline");
    }

    [Fact]
    public async Task Overdue_JobOnTwoNodesAtOnce_OpensOneCandidate()
    {
        await CollectedAsync();
        World.Clock.MoveTo(EndOf(2026, 12, 2));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CodeOfAsync(Walk.FireTimersAsync)));

        (await CandidatesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Overdue_ConnectedLater_EndsAllTheSame()
    {
        var id = await CollectedAsync();
        World.Clock.MoveTo(EndOf(2026, 12, 2));
        await Walk.FireTimersAsync();

        await Walk.FinishAsync(id);

        (await Walk.ReadAsync(id)).Site.State.ShouldBe(SiteState.Connected);
    }

    [Fact]
    public async Task Overdue_ConnectedInTime_OpensNone()
    {
        var id = await CollectedAsync();
        await Walk.FinishAsync(id);

        World.Clock.MoveTo(EndOf(2026, 12, 31));
        await Walk.FireTimersAsync();

        (await CandidatesAsync()).ShouldBeEmpty();
    }

    private async Task<long> CollectedAsync(Site? site = null)
    {
        var id = await Walk.SubmittedAsync(site);
        await Walk.UntilAsync(id, "devicesOnline");
        return id;
    }

    private Task NoteAsync(long device, bool online, string? remark = null) => World.Get<DeviceRecords>().NoteAsync(
        new NoteDevice { Actor = World.Operator, DeviceId = device, At = World.Clock.GetUtcNow(), Online = online, Remark = remark });

    private async Task<IReadOnlyList<ViolationCandidate>> CandidatesAsync()
    {
        await using var db = World.Open();
        return await db.Set<ViolationCandidate>().ToListAsync();
    }
}
