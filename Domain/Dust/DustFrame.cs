namespace Domain.Dust;

/// <summary>A frame as it came over the wire, good or bad: what an installer looks at when an instrument is refused. Kept for a time only.</summary>
public sealed class DustFrame
{
    public const int MnLength = 40;
    public const int CommandLength = 10;
    public const int AddressLength = 45;
    public const int DetailLength = 100;

    /// <summary>Of what is longer the beginning is kept.</summary>
    public const int TextLength = 2000;

    public long Id { get; private set; }

    /// <summary>Null when no instrument has the number.</summary>
    public long? DeviceId { get; private set; }

    /// <summary>The number that the frame claims, as far as it can be read.</summary>
    public string? Mn { get; private set; }

    /// <summary>CN; null where the frame could not be read so far.</summary>
    public string? Command { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public string RemoteAddress { get; private set; } = "";

    /// <summary>The frame without its password; what cannot be printed is written as <c>\xNN</c>.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Null: it was taken.</summary>
    public DustFrameProblem? Problem { get; private set; }

    /// <summary>What the problem is about, such as the name of a quantity; null where the problem says all.</summary>
    public string? Detail { get; private set; }

    /// <summary>The variant under which length and check value would be right; null when there is none or none is needed.</summary>
    public Hj212Variant? Fitting { get; private set; }

    private DustFrame()
    {
    }

    public DustFrame(DustFrameFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        DeviceId = facts.DeviceId;
        Mn = Cut(facts.Mn, MnLength);
        Command = Cut(facts.Command, CommandLength);
        ReceivedAt = facts.ReceivedAt;
        RemoteAddress = Cut(facts.RemoteAddress, AddressLength)!;
        Text = Cut(facts.Text, TextLength)!;
        Problem = facts.Problem;
        Detail = Cut(facts.Detail, DetailLength);
        Fitting = facts.Fitting;
    }

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}

/// <summary>A frame as it was received; meanings as in <see cref="DustFrame"/>, and everything is cut to its length.</summary>
public sealed record DustFrameFacts
{
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string RemoteAddress { get; init; }
    public required string Text { get; init; }
    public long? DeviceId { get; init; }
    public string? Mn { get; init; }
    public string? Command { get; init; }
    public DustFrameProblem? Problem { get; init; }
    public string? Detail { get; init; }
    public Hj212Variant? Fitting { get; init; }
}
