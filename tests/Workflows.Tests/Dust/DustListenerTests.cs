using Domain.Devices;
using Domain.Dust;
using Infrastructure.Dust;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Dust;

namespace Workflows.Tests.Dust;

public sealed class DustListenerTests
{
    private const string Mn = "DUST00000001";

    [Fact]
    public async Task Frame_OfAKnownInstrument_IsStoredAndThenAnswered()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        var monitor = await world.MonitorAsync();
        await world.InstrumentAsync(monitor, Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();

        await stream.SendAsync(Wire.Frame(Mn, at));
        var answer = await stream.AnswerAsync();

        answer.ShouldNotBeNull();
        answer.ShouldContain("ST=91;CN=9014;PW=123456;MN=DUST00000001;Flag=4;CP=&&&&");
        await using var db = world.Open();
        var reading = await db.Set<DustReading>().SingleAsync();
        (reading.SourceId, reading.DeviceId, reading.At, reading.Pm10).ShouldBe((-monitor.Id, monitor.Id, at, 80.5));
        var window = await db.Set<SignalWindow>().SingleAsync();
        (window.DeviceId, window.From, window.Until).ShouldBe((monitor.Id, at, at));
        var frame = await db.Set<DustFrame>().SingleAsync();
        (frame.DeviceId, frame.Mn, frame.Command, frame.Problem, frame.RemoteAddress).ShouldBe((monitor.Id, Mn, "2011", null, "127.0.0.1"));
        frame.Text.ShouldContain("PW=******;");
    }

    /// <summary>An answer would say that the data have arrived.</summary>
    [Fact]
    public async Task Frame_OfARemovedDevice_IsKeptAndNotAnsweredAndBringsNoReading()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        var monitor = await world.MonitorAsync();
        await world.InstrumentAsync(monitor, Mn);
        var at = world.Clock.GetUtcNow();
        await using (var db = world.Open())
            await db.Set<Device>().Where(d => d.Id == monitor.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.RemovedAt, at.AddSeconds(-5)));
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();

        await stream.SendAsync(Wire.Frame(Mn, at) + Wire.Frame(Mn, at.AddSeconds(-6)));

        (await stream.AnswerAsync())!.ShouldContain("QN=20261125085954000");
        await using var after = world.Open();
        (await after.Set<DustReading>().SingleAsync()).At.ShouldBe(at.AddSeconds(-6));
        (await after.Set<DustFrame>().OrderBy(f => f.Id).Select(f => f.Problem).ToListAsync()).ShouldBe([DustFrameProblem.Removed, null]);
    }

    [Fact]
    public async Task Frame_SentAgain_IsAnsweredAgainAndStoredOnce()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var frame = Wire.Frame(Mn, world.Clock.GetUtcNow());

        await stream.SendAsync(frame);
        (await stream.AnswerAsync()).ShouldNotBeNull();
        await stream.SendAsync(frame + frame);
        (await stream.AnswerAsync()).ShouldNotBeNull();
        (await stream.AnswerAsync()).ShouldNotBeNull();

        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync()).ShouldBe(1);
        (await db.Set<SignalWindow>().CountAsync()).ShouldBe(1);
        (await db.Set<DustFrame>().CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Frame_WhoseFlagAsksForNothing_IsStoredWithoutAnAnswer()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();

        await stream.SendAsync(Wire.Frame(Mn, at, flag: 4) + Wire.Frame(Mn, at.AddSeconds(1), flag: 5));

        (await stream.AnswerAsync())!.ShouldContain("QN=20261125090001000");
        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Frames_SplitAndGlued_AreAllStoredAndAnsweredInOrder()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();
        var sent = "noise" + string.Concat(Enumerable.Range(0, 50).Select(i => Wire.Frame(Mn, at.AddSeconds(i))));

        for (var taken = 0; taken < sent.Length; taken += 97) await stream.SendAsync(sent[taken..Math.Min(sent.Length, taken + 97)]);

        for (var i = 0; i < 50; i++) (await stream.AnswerAsync())!.ShouldContain($"QN=202611250900{i:D2}000");
        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync()).ShouldBe(50);
    }

    [Fact]
    public async Task Frame_ThatIsRefused_IsKeptWithItsProblemAndNotAnswered()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();
        var variant = new Hj212Variant { Crc = Hj212Crc.Modbus };

        await stream.SendAsync(Wire.Frame(Mn, at, variant: variant) + Wire.Frame(Mn, at.AddSeconds(1), "a34002-Rtd=99999") + Wire.Frame(Mn, at.AddSeconds(2)));

        (await stream.AnswerAsync())!.ShouldContain("QN=20261125090002000");
        await using var db = world.Open();
        var frames = await db.Set<DustFrame>().OrderBy(f => f.Id).ToListAsync();
        frames.Select(f => (f.Problem, f.Detail, f.Fitting)).ShouldBe(
            [(DustFrameProblem.Crc, null, variant), (DustFrameProblem.Range, "pm10=99999", null), (null, null, null)]);
        (await db.Set<DustReading>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Frame_OfAnInstrumentWithAVariant_IsTakenAndAnsweredInIt()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        var variant = new Hj212Variant { Crc = Hj212Crc.Modbus, CrcSwapped = true, LengthSurplus = 4 };
        await world.InstrumentAsync(await world.MonitorAsync(), Mn, settings => settings with { Variant = variant });
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();

        await stream.SendAsync(Wire.Frame(Mn, world.Clock.GetUtcNow(), variant: variant));
        var answer = await stream.AnswerAsync();

        using var framer = new Hj212Framer();
        ReadOnlySpan<byte> bytes = System.Text.Encoding.Latin1.GetBytes(answer + "\r\n");
        framer.TryRead(ref bytes, out var piece).ShouldBeTrue();
        piece.Check(variant).ShouldBeNull();
    }

    [Fact]
    public async Task Frame_WithTheWrongPassword_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn, password: "secret");
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();

        await stream.SendAsync(Wire.Frame(Mn, at) + Wire.Frame(Mn, at.AddSeconds(1), password: "secret"));

        (await stream.AnswerAsync())!.ShouldContain("QN=20261125090001000");
        await using var db = world.Open();
        (await db.Set<DustFrame>().OrderBy(f => f.Id).Select(f => f.Problem).ToListAsync()).ShouldBe([DustFrameProblem.Password, null]);
    }

    [Fact]
    public async Task Frame_OfADisabledInstrument_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn, settings => settings with { Enabled = false });
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();

        await stream.SendAsync(Wire.Frame(Mn, world.Clock.GetUtcNow()));
        stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);

        (await stream.AnswerAsync()).ShouldBeNull();
        await using var db = world.Open();
        (await db.Set<DustFrame>().SingleAsync()).Problem.ShouldBe(DustFrameProblem.Disabled);
        (await db.Set<DustReading>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Frames_OfUnknownNumbers_AreKeptUpToALimitAndThenTheAddressIsTurnedAway()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings(("UnknownFrames", "3")));
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();

        await stream.SendAsync(string.Concat(Enumerable.Range(0, 5).Select(i => Wire.Frame($"GUESS{i}", at))));

        (await stream.AnswerAsync()).ShouldBeNull();
        (await (await wire.ConnectAsync()).AnswerAsync()).ShouldBeNull("the next connection is turned away");
        await using (var db = world.Open())
        {
            var frames = await db.Set<DustFrame>().OrderBy(f => f.Id).ToListAsync();
            frames.Select(f => (f.DeviceId, f.Mn, f.Problem)).ShouldBe(
                Enumerable.Range(0, 3).Select(i => ((long?)null, (string?)$"GUESS{i}", (DustFrameProblem?)DustFrameProblem.UnknownInstrument)));
        }

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var later = await wire.ConnectAsync();
        await later.SendAsync(Wire.Frame(Mn, at));
        (await later.AnswerAsync()).ShouldNotBeNull("tries come back with time");
    }

    [Fact]
    public async Task Connection_AboveTheLimitOfItsAddress_IsTurnedAway()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings(("ConnectionsPerAddress", "1")));
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var first = await wire.ConnectAsync();
        await first.SendAsync(Wire.Frame(Mn, world.Clock.GetUtcNow()));
        (await first.AnswerAsync()).ShouldNotBeNull();

        (await (await wire.ConnectAsync()).AnswerAsync()).ShouldBeNull();

        await first.SendAsync(Wire.Frame(Mn, world.Clock.GetUtcNow()));
        (await first.AnswerAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Connection_WithoutAByteForTooLong_IsClosed()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        await stream.SendAsync(Wire.Frame(Mn, world.Clock.GetUtcNow()));
        (await stream.AnswerAsync()).ShouldNotBeNull();

        (await PassAsync(world, stream.AnswerAsync(), TimeSpan.FromMinutes(16))).ShouldBeNull();
    }

    [Fact]
    public async Task Connection_ThatSendsOnlyNonsense_IsClosed()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings(("GarbageKilobytes", "1")));
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();

        await stream.SendAsync(new string('x', 4_000));

        (await stream.AnswerAsync()).ShouldBeNull();
    }

    /// <summary>What comes faster than allowed is taken later, not lost.</summary>
    [Fact]
    public async Task Frames_FasterThanAllowed_WaitAndAreAllStored()
    {
        // The clock below runs ahead while the database works: neither connection nor storing may be given up for that.
        await using var world = await PortalWorld.CreateAsync(
            settings: Wire.Settings(("FrameBurst", "5"), ("FramesPerSecond", "1"), ("IdleMinutes", "10000"), ("StoreSeconds", "600000")));
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();

        await stream.SendAsync(string.Concat(Enumerable.Range(0, 20).Select(i => Wire.Frame(Mn, at.AddSeconds(i)))));
        var first = stream.AnswerAsync();
        await Task.WhenAny(first, Task.Delay(300));
        first.IsCompleted.ShouldBeFalse("twenty at once are more than five");
        (await PassAsync(world, first, TimeSpan.FromSeconds(5))).ShouldNotBeNull();
        for (var i = 1; i < 20; i++) (await PassAsync(world, stream.AnswerAsync(), TimeSpan.FromSeconds(5))).ShouldNotBeNull();
        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync()).ShouldBe(20);
    }

    /// <summary>Time passes again and again until there is an answer: what waits for it may begin to wait a moment after the clock has moved.</summary>
    private static async Task<string?> PassAsync(PortalWorld world, Task<string?> answer, TimeSpan step)
    {
        while (!answer.IsCompleted)
        {
            world.Clock.Advance(step);
            await Task.WhenAny(answer, Task.Delay(20));
        }

        return await answer;
    }
}
