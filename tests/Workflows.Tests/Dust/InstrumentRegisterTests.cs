using Domain.Audit;
using Domain.Devices;
using Domain.Dust;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Dust;
using Workflows.Dust;
using static Testing.Refusals;

namespace Workflows.Tests.Dust;

public sealed class InstrumentRegisterTests
{
    [Fact]
    public async Task Set_NewAndChanged_IsReadBackAndAudited()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var register = world.Get<InstrumentRegister>();
        var settings = new DustInstrumentSettings
        {
            Mn = "DUST1",
            Variant = new Hj212Variant { Crc = Hj212Crc.Modbus, LengthSurplus = 4, LengthUnchecked = true },
            Units = new DustUnits { Tsp = ParticleUnit.Milligram },
            Factors = [new DustFactor("TEM", DustQuantity.Temperature)],
            Ranges = new Dictionary<DustQuantity, DustRange> { [DustQuantity.Noise] = new(30, 130) },
        };

        await register.SetAsync(Request(world.Supplier, monitor, settings, password: "secret"));
        var first = await register.ReadAsync(world.Operator, monitor.Id);
        await register.SetAsync(Request(world.Operator, monitor, settings with { Mn = "DUST2", Enabled = false }, revision: first.Revision));

        var view = await register.ReadAsync(world.Supplier, monitor.Id);
        (view.Settings!.Mn, view.Settings.Enabled, view.HasPassword).ShouldBe(("DUST2", false, true));
        (view.Settings.Variant, view.Settings.Units).ShouldBe((settings.Variant, settings.Units));
        view.Settings.Factors.ShouldBe(settings.Factors);
        view.Settings.Ranges.ShouldBe(settings.Ranges);
        await using var db = world.Open();
        var entries = await db.Set<AuditEntry>().Where(e => e.Action == "device.dust-instrument").OrderBy(e => e.Id).ToListAsync();
        entries.Select(e => (e.ActorName, e.SubjectId)).ShouldBe([(world.Supplier.Name, monitor.Id), (world.Operator.Name, monitor.Id)]);
        entries[1].After.ShouldBe("""{"mn":"DUST2","enabled":false}""");
        entries.ShouldAllBe(e => !(e.Before + e.After).Contains("secret"));
    }

    [Fact]
    public async Task Set_NumberOfAnotherInstrument_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        await world.InstrumentAsync(await world.MonitorAsync(), "DUST1");
        var other = await world.MonitorAsync();

        await RefusedAsync("dust.mn-taken", () => world.Get<InstrumentRegister>().SetAsync(Request(world.Supplier, other, new DustInstrumentSettings { Mn = "DUST1" })));
    }

    [Fact]
    public async Task Set_OnAnOlderState_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var instrument = await world.InstrumentAsync(monitor, "DUST1");
        var register = world.Get<InstrumentRegister>();
        await register.SetAsync(Request(world.Supplier, monitor, new DustInstrumentSettings { Mn = "DUST2" }, revision: instrument.Revision));

        await RefusedAsync("dust.changed-meanwhile", () => register.SetAsync(Request(world.Operator, monitor, new DustInstrumentSettings { Mn = "DUST3" }, revision: instrument.Revision)));
        await RefusedAsync("dust.changed-meanwhile", () => register.SetAsync(Request(world.Operator, monitor, new DustInstrumentSettings { Mn = "DUST3" })));
    }

    [Theory]
    [InlineData("pass;word")]
    [InlineData("密码")]
    [InlineData("0123456789012345678901234567890123")]
    public async Task Set_PasswordThatNoFrameCanCarry_IsRefused(string password)
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();

        await RefusedAsync("dust.password-malformed", () => world.Get<InstrumentRegister>().SetAsync(Request(world.Supplier, monitor, new DustInstrumentSettings { Mn = "M" }, password)));
    }

    [Fact]
    public async Task Set_EmptyPassword_TakesItAway()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var instrument = await world.InstrumentAsync(monitor, "DUST1", password: "secret");
        var register = world.Get<InstrumentRegister>();

        await register.SetAsync(Request(world.Supplier, monitor, new DustInstrumentSettings { Mn = "DUST1" }, password: "", revision: instrument.Revision));

        (await register.ReadAsync(world.Supplier, monitor.Id)).HasPassword.ShouldBeFalse();
    }

    [Fact]
    public async Task Set_ForACamera_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        var camera = await world.MonitorAsync(kind: DeviceKind.GateDome);

        await RefusedAsync("device.unknown", () => world.Get<InstrumentRegister>().SetAsync(Request(world.Supplier, camera, new DustInstrumentSettings { Mn = "M" })));
    }

    [Fact]
    public async Task Adopt_FrameWithAFittingVariant_MakesItTheInstruments()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        await world.InstrumentAsync(monitor, "DUST1", password: "secret");
        var fitting = new Hj212Variant { Crc = Hj212Crc.Modbus };
        var frame = await world.Database.AddAsync(Frame(world, monitor, DustFrameProblem.Crc, fitting));
        var damaged = await world.Database.AddAsync(Frame(world, monitor, DustFrameProblem.Crc, null));
        var register = world.Get<InstrumentRegister>();

        await register.AdoptAsync(world.Supplier, monitor.Id, frame.Id);

        var view = await register.ReadAsync(world.Supplier, monitor.Id);
        (view.Settings!.Variant, view.Settings.Mn, view.HasPassword).ShouldBe((fitting, "DUST1", true));
        await RefusedAsync("dust.no-fitting-variant", () => register.AdoptAsync(world.Supplier, monitor.Id, damaged.Id));
        await RefusedAsync("dust.frame-unknown", () => register.AdoptAsync(world.Supplier, monitor.Id, 1));
    }

    [Fact]
    public async Task Frames_Filters_TellThemApart()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var taken = await world.Database.AddAsync(Frame(world, monitor, null, null));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = await world.Database.AddAsync(Frame(world, monitor, DustFrameProblem.Range, null));
        var unknown = await world.Database.AddAsync(Frame(world, null, DustFrameProblem.UnknownInstrument, null));
        var register = world.Get<InstrumentRegister>();

        (await register.FramesAsync(world.Supplier, monitor.Id, new FrameQuery())).Items.Select(f => f.Id).ShouldBe([refused.Id, taken.Id]);
        (await register.FramesAsync(world.Supplier, monitor.Id, new FrameQuery { Refused = true })).Items.Select(f => f.Id).ShouldBe([refused.Id]);
        (await register.UnknownFramesAsync(world.Operator, new FrameQuery { Text = "NOBODY" })).Items.Select(f => f.Id).ShouldBe([unknown.Id]);
    }

    [Fact]
    public async Task Instruments_OfOthersOrForOtherRoles_AreRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        await world.InstrumentAsync(monitor, "DUST1");
        var frame = await world.Database.AddAsync(Frame(world, monitor, DustFrameProblem.Crc, new Hj212Variant { CrcSwapped = true }));
        var register = world.Get<InstrumentRegister>();

        foreach (var other in world.Strangers.Concat([world.ProjectManager, world.CountyOfficer, world.CityOfficer, world.Owner]))
        {
            var code = InstrumentRegister.Writers.Contains(other.Role) ? "device.unknown" : "actor.not-allowed";
            await RefusedAsync(code, () => register.ReadAsync(other, monitor.Id));
            await RefusedAsync(code, () => register.FramesAsync(other, monitor.Id, new FrameQuery()));
            await RefusedAsync(code, () => register.AdoptAsync(other, monitor.Id, frame.Id));
            await RefusedAsync(code, () => register.SetAsync(Request(other, monitor, new DustInstrumentSettings { Mn = "X" })));
            if (other.Role != Role.OperatorEngineer) await RefusedAsync("actor.not-allowed", () => register.UnknownFramesAsync(other, new FrameQuery()));
        }

        await world.EndMembershipAsync(world.Supplier);
        await RefusedAsync("actor.not-allowed", () => register.ReadAsync(world.Supplier, monitor.Id));
    }

    private static SetInstrument Request(Actor actor, Device monitor, DustInstrumentSettings settings, string? password = null, long revision = 0) =>
        new() { Actor = actor, DeviceId = monitor.Id, Settings = settings, Password = password, Revision = revision };

    private static DustFrame Frame(PortalWorld world, Device? monitor, DustFrameProblem? problem, Hj212Variant? fitting) => new(new DustFrameFacts
    {
        DeviceId = monitor?.Id,
        Mn = monitor is null ? "NOBODY" : "DUST1",
        ReceivedAt = world.Clock.GetUtcNow(),
        RemoteAddress = "10.0.0.1",
        Text = "##",
        Problem = problem,
        Fitting = fitting,
    });
}
