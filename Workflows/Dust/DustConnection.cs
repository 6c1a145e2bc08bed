using System.Buffers;
using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Net;
using Infrastructure.Dust;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>What connections share.</summary>
internal sealed record DustServices(InstrumentDirectory Directory, DustIntake Intake, AddressBook Addresses, IOptions<DustOptions> Options, TimeProvider Time);

/// <summary>
/// One instrument's connection. Frames are stored some at a time and answered in their order; who sends too fast is slowed by not being
/// read, who sends nothing, nonsense or numbers of nobody is left.
/// </summary>
internal sealed class DustConnection(IDuplexPipe pipe, IPAddress address, DustServices services) : IDisposable
{
    /// <summary>Frames that are taken from the stream before they are stored and answered.</summary>
    private const int Step = 32;

    private readonly DustOptions _options = services.Options.Value;
    private readonly Hj212Framer _framer = new();
    private readonly string _remote = address.ToString();
    private readonly Pace _bytes = new(services.Options.Value.BytesPerSecond, 8 * services.Options.Value.BytesPerSecond, services.Time);
    private readonly Pace _frames = new(services.Options.Value.FramesPerSecond, services.Options.Value.FrameBurst, services.Time);

    /// <summary>Until the other end closes, or it is left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } result)
        {
            var taken = await TakeAsync(result.Buffer, cancellationToken);
            pipe.Input.AdvanceTo(result.Buffer.End);
            if (!taken || _framer.Skipped > 1024L * _options.GarbageKilobytes) return;
            if (result.IsCompleted) break;
        }

        await TakeRestAsync(cancellationToken);
    }

    public void Dispose() => _framer.Dispose();

    /// <summary>Null when nothing came for too long.</summary>
    private async Task<ReadResult?> ReadAsync(CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(TimeSpan.FromMinutes(_options.IdleMinutes), services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            return await pipe.Input.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool> TakeAsync(ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        await PauseAsync(_bytes.Take(buffer.Length), cancellationToken);
        while (!buffer.IsEmpty)
        {
            var snapshot = await services.Directory.NowAsync(cancellationToken);
            var arrivals = Cut(ref buffer, snapshot.Instruments);
            await PauseAsync(_frames.Take(arrivals.Count), cancellationToken);
            if (!await StoreAsync(arrivals, cancellationToken)) return false;
        }

        return true;
    }

    private List<DustArrival> Cut(ref ReadOnlySequence<byte> buffer, FrozenDictionary<string, KnownInstrument> instruments)
    {
        List<DustArrival> arrivals = [];
        while (!buffer.IsEmpty && arrivals.Count < Step)
        {
            var input = buffer.FirstSpan;
            var length = input.Length;
            if (_framer.TryRead(ref input, out var piece)) arrivals.Add(DustReception.Receive(piece, instruments, _remote, services.Time.GetUtcNow()));
            buffer = buffer.Slice(length - input.Length);
        }

        return arrivals;
    }

    /// <returns>False when the connection is to be left.</returns>
    private async Task<bool> StoreAsync(List<DustArrival> arrivals, CancellationToken cancellationToken)
    {
        var kept = arrivals.FindAll(arrival => !arrival.IsOfUnknown || services.Addresses.TryUnknown(address));
        var stored = await Task.WhenAll(kept.Select(arrival => services.Intake.StoreAsync(arrival, cancellationToken)));
        var answered = false;
        foreach (var (arrival, isStored) in kept.Zip(stored))
        {
            if (!isStored || arrival.Reply is null) continue;
            pipe.Output.Write(arrival.Reply);
            answered = true;
        }

        if (answered) await pipe.Output.FlushAsync(cancellationToken);
        return kept.Count == arrivals.Count;
    }

    private async Task TakeRestAsync(CancellationToken cancellationToken)
    {
        var snapshot = await services.Directory.NowAsync(cancellationToken);
        if (Rest(snapshot.Instruments) is { } rest) await StoreAsync([rest], cancellationToken);
    }

    private DustArrival? Rest(FrozenDictionary<string, KnownInstrument> instruments) =>
        _framer.TryReadRest(out var piece) ? DustReception.Receive(piece, instruments, _remote, services.Time.GetUtcNow()) : null;

    private async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time > TimeSpan.Zero) await Task.Delay(time, services.Time, cancellationToken);
    }
}
