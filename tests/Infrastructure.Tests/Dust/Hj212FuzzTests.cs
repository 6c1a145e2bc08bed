using System.Diagnostics;
using Domain.Dust;
using Infrastructure.Dust;
using Testing;

namespace Infrastructure.Tests.Dust;

/// <summary>Whatever comes over the wire, the codec neither fails, nor hangs, nor keeps memory. 1,000,000 inputs in the long mode.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class Hj212FuzzTests
{
    private static readonly int Inputs = LongRun.Count(usual: 20_000, atLength: 1_000_000);

    /// <summary>Far above what inputs take on average (some ten microseconds).</summary>
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(2);

    /// <summary>What none may take, even on a machine that does something else for a while: one that takes longer hangs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly string[] Seeds =
    [
        Frames.RealTime,
        "##0075QN=20261125090000123;ST=91;CN=9021;PW=123456;MN=DUST00000001;Flag=1;CP=&&&&BB01\r\n",
        "##0113QN=20261125090000123;ST=39;CN=2051;PW=123456;MN=DUST00000001;Flag=7;PNUM=2;PNO=1;CP=&&DataTime=20261125090000;LA-Avg=50&&0000\r\n",
        "##9999" + new string('#', 30) + "\r\n##0000FFFF\r\n##",
    ];

    private static readonly string[] Tokens = ["##", "&&", ";", ",", "=", "CP=&&", "MN=", "Flag=7;", "PNUM=9999;PNO=1;", "\r\n", "\0", "9999", "0000", "QN=", "-Rtd=", "1e999"];

    private static readonly DustInstrument Instrument = new(Hj212ReadingsTests.Monitor(), new DustInstrumentSettings { Mn = "DUST00000001" });

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static readonly Hj212Variant[] Variants =
        [Hj212Variant.Strict, new() { Crc = Hj212Crc.Modbus, LengthUnchecked = true, LengthUnpadded = true, LongData = true, CrcWithoutClosing = true }];

    [Fact]
    public async Task Codec_MutatedInputs_NeverFailsHangsOrKeepsMemory()
    {
        var random = new Random(212);
        var kept = 0L;
        var pieces = 0L;
        var clock = Stopwatch.StartNew();
        var done = 0;
        var running = Task.Factory.StartNew(RunAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // Looked at from outside, since an input that hangs never comes back to say so.
        for (var before = -1; await Task.WhenAny(running, Task.Delay(Longest)) != running; before = Volatile.Read(ref done))
            Volatile.Read(ref done).ShouldBeGreaterThan(before, "an input of the fixed seed hangs; its number is the one before");
        await running;

        void RunAll()
        {
            while (done < Inputs)
            {
                pieces += Run(Mutate(random), random);
                // The pools and the first tier of code have filled up by then.
                if (done == Inputs / 2) kept = GC.GetTotalMemory(forceFullCollection: true);
                Volatile.Write(ref done, done + 1);
            }
        }

        clock.Elapsed.ShouldBeLessThan(Each * Inputs);
        (GC.GetTotalMemory(forceFullCollection: true) - kept).ShouldBeLessThan(4_000_000);
        pieces.ShouldBeGreaterThan(Inputs / 2);
    }

    /// <summary>A sender that never ends a frame holds no more than one frame's memory.</summary>
    [Fact]
    public void TryRead_MegabytesWithoutAnEnd_HoldOneFrame()
    {
        using var framer = new Hj212Framer();
        var chunk = Frames.Bytes("##9999" + new string('a', 9_000));
        Feed(framer, chunk, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Feed(framer, chunk, 10_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    private static void Feed(Hj212Framer framer, byte[] chunk, int times)
    {
        for (var i = 0; i < times; i++)
        {
            ReadOnlySpan<byte> input = chunk;
            while (framer.TryRead(ref input, out _))
            {
            }
        }
    }

    private static int Run(byte[] stream, Random random)
    {
        using var framer = new Hj212Framer();
        var (pieces, taken) = (0, 0);
        while (taken < stream.Length)
        {
            var size = Math.Min(random.Next(1, 700), stream.Length - taken);
            ReadOnlySpan<byte> input = stream.AsSpan(taken, size);
            while (framer.TryRead(ref input, out var piece)) pieces += Look(piece);
            taken += size;
        }

        return pieces + (framer.TryReadRest(out var rest) ? Look(rest) : 0);
    }

    private static int Look(Hj212Piece piece)
    {
        foreach (var variant in Variants) piece.Check(variant);
        Hj212Fitting.Of(piece);
        Hj212Text.Of(piece.Bytes).Length.ShouldBeLessThan(DustFrame.TextLength + 8);
        Hj212Parser.InstrumentOf(piece.Data);
        if (Hj212Parser.TryParse(piece.Data, out var message) is not null) return 1;
        if (Hj212Replies.To(message) is { } reply) Hj212Writer.Frame(reply, Hj212Variant.Strict);
        if (Hj212Readings.SpanOf(message.Cn) is not null) Hj212Readings.Read(message, Instrument, Now);
        return 1;
    }

    private static byte[] Mutate(Random random)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Seeds[random.Next(Seeds.Length)]));
        var bytes = Frames.Bytes(text).ToList();
        for (var change = random.Next(0, 12); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, Frames.Bytes(Tokens[random.Next(Tokens.Length)])); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at))); break;
                default: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 400))); break;
            }
        }

        return [.. bytes];
    }
}
