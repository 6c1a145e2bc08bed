using System.Collections.Frozen;
using Domain.Dust;
using Infrastructure.Dust;

namespace Workflows.Dust;

/// <summary>Decides what becomes of a piece of the stream: whose it is, whether it is taken, and what is answered once it is stored. No input or output.</summary>
internal static class DustReception
{
    public static DustArrival Receive(Hj212Piece piece, FrozenDictionary<string, KnownInstrument> instruments, string remoteAddress, DateTimeOffset now)
    {
        var frame = new DustFrameFacts
        {
            ReceivedAt = now,
            RemoteAddress = remoteAddress,
            Text = Hj212Text.Of(piece.Bytes),
            Mn = Printable(Hj212Parser.InstrumentOf(piece.Data)),
        };
        if (frame.Mn is null || !instruments.TryGetValue(frame.Mn, out var instrument)) return Unknown(piece, frame);

        frame = frame with { DeviceId = instrument.Settings.DeviceId };
        if (piece.Check(instrument.Settings.Variant) is { } damage)
        {
            var fitting = Hj212Fitting.Of(piece);
            return new DustArrival(frame with { Problem = damage, Fitting = fitting == instrument.Settings.Variant ? null : fitting });
        }

        var problem = Hj212Parser.TryParse(piece.Data, out var message);
        frame = frame with { Command = Printable(message.Cn) };
        if (problem is null && !instrument.Settings.Enabled) problem = DustFrameProblem.Disabled;
        if (problem is null && !instrument.Accepts(message.Pw)) problem = DustFrameProblem.Password;
        return problem is null ? Serve(frame, message, instrument, now) : new DustArrival(frame with { Problem = problem });
    }

    private static DustArrival Serve(DustFrameFacts frame, Hj212Message message, KnownInstrument instrument, DateTimeOffset now)
    {
        var reply = Hj212Replies.To(message) is { } answer ? Hj212Writer.Frame(answer, instrument.Settings.Variant) : null;
        if (Hj212Readings.SpanOf(message.Cn) is not null)
        {
            var read = Hj212Readings.Read(message, instrument.Settings, now);
            if (read.Facts?.At >= instrument.RemovedAt) return new DustArrival(frame with { Problem = DustFrameProblem.Removed });
            // What is refused is not answered: the standard has no word for it, and an answer would say that the data have arrived.
            return new DustArrival(frame with { Problem = read.Problem, Detail = read.Detail }, read.Facts, read.Facts is null ? null : reply);
        }

        var served = Hj212Replies.Serves(message.Cn);
        return new DustArrival(served ? frame : frame with { Problem = DustFrameProblem.Command, Detail = frame.Command }, Reply: reply);
    }

    private static DustArrival Unknown(Hj212Piece piece, DustFrameFacts frame) => new(frame with
    {
        Problem = piece.Cut ?? (string.IsNullOrEmpty(frame.Mn) ? DustFrameProblem.Structure : DustFrameProblem.UnknownInstrument),
        Fitting = Hj212Fitting.Of(piece) is { } fitting && fitting != Hj212Variant.Strict ? fitting : null,
    });

    private static string? Printable(string? text) => text is null || text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? null : text;
}

/// <summary>A piece of the stream with what is to be stored of it and, after that, answered.</summary>
/// <param name="Reading">Null when it brought none.</param>
/// <param name="Reply">A whole frame; null when none is asked for or due.</param>
internal sealed record DustArrival(DustFrameFacts Frame, DustFacts? Reading = null, byte[]? Reply = null)
{
    public bool IsOfUnknown => Frame.DeviceId is null;
}
