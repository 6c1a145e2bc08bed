using System.Globalization;

namespace Infrastructure.Dust;

/// <summary>The data segment of a frame, taken apart. What the standard does not name is kept as it came.</summary>
public sealed record Hj212Message
{
    /// <summary>Number of the request: the time it was made, to the millisecond, Beijing time.</summary>
    public string? Qn { get; init; }

    /// <summary>System: 22 air, 39 dust in use, 91 the exchange itself …</summary>
    public string? St { get; init; }

    /// <summary>Command.</summary>
    public string? Cn { get; init; }

    /// <summary>Password.</summary>
    public string? Pw { get; init; }

    /// <summary>Number of the instrument.</summary>
    public string? Mn { get; init; }

    /// <summary>Bit 0: an answer is asked for; bit 1: packet numbers follow; above: the edition (0 2005, 1 2017, 2 2025).</summary>
    public byte? Flag { get; init; }

    /// <summary>PNUM: packets of the command.</summary>
    public int? PacketCount { get; init; }

    /// <summary>PNO: this packet, from 1.</summary>
    public int? PacketNumber { get; init; }

    /// <summary>Fields of the head that the standard does not name.</summary>
    public IReadOnlyList<Hj212Field> Others { get; init; } = [];

    /// <summary>CP, in order.</summary>
    public IReadOnlyList<Hj212Field> Parameters { get; init; } = [];

    public bool AsksForAnswer => (Flag & 1) == 1;

    /// <summary>Whether it is of the first edition, which has no version bits and often no Flag at all.</summary>
    public bool IsFirstEdition => Flag is null or <= 3;

    /// <summary>The value of the first parameter of that name.</summary>
    public string? Parameter(string name)
    {
        foreach (var field in Parameters)
            if (field.Name == name)
                return field.Value;
        return null;
    }

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A name and its value.</summary>
/// <param name="Group">Fields between two semicolons are one group, counted from 0; the commas within separate a factor's own values.</param>
public readonly record struct Hj212Field(int Group, string Name, string Value);
