using System.Globalization;
using System.Text;
using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>
/// Reads a data segment. Fields of the head may stand in any order; none may stand twice. Bytes beyond ASCII are taken as Latin-1, so
/// that nothing is lost of what an instrument writes in its own encoding.
/// </summary>
public static class Hj212Parser
{
    private const byte HasPacketNumbers = 2;

    /// <summary>Above what any edition allows for QN, ST, CN, PW or MN; what is repeated in an answer must fit into one.</summary>
    private const int MaxHeadValue = 40;

    /// <returns>The problem, or null when the message is whole.</returns>
    public static DustFrameProblem? TryParse(ReadOnlySpan<byte> data, out Hj212Message message)
    {
        var reading = new Head();
        var problem = Read(Encoding.Latin1.GetString(data), ref reading);
        message = reading.Message();
        return problem ?? reading.PacketProblem();
    }

    /// <summary>The instrument's number alone, also from a segment that is otherwise damaged: whose frame it claims to be.</summary>
    public static string? InstrumentOf(ReadOnlySpan<byte> data)
    {
        var head = data.IndexOf("CP=&&"u8) is var end and >= 0 ? data[..end] : data;
        foreach (var range in head.Split((byte)';'))
        {
            var field = head[range];
            if (field.StartsWith("MN="u8)) return Encoding.Latin1.GetString(field[3..]);
        }

        return null;
    }

    private static DustFrameProblem? Read(string text, ref Head head)
    {
        var rest = text.AsSpan();
        var hasParameters = false;
        while (!rest.IsEmpty)
        {
            if (rest.StartsWith("CP=&&", StringComparison.Ordinal))
            {
                if (hasParameters) return DustFrameProblem.RepeatedField;
                hasParameters = true;
                var length = rest[5..].IndexOf("&&", StringComparison.Ordinal);
                if (length < 0 || !ReadParameters(rest.Slice(5, length), head.Parameters)) return DustFrameProblem.Structure;
                rest = rest[(5 + length + 2)..];
                if (rest is [not ';', ..]) return DustFrameProblem.Structure;
                rest = rest.IsEmpty ? rest : rest[1..];
                continue;
            }

            var end = rest.IndexOf(';');
            var field = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (head.Take(field) is { } problem) return problem;
        }

        return hasParameters ? null : DustFrameProblem.Structure;
    }

    /// <summary>An empty group is no mistake: many instruments write a semicolon after the last factor.</summary>
    private static bool ReadParameters(ReadOnlySpan<char> text, List<Hj212Field> into)
    {
        var group = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(';', ',');
            var field = end < 0 ? text : text[..end];
            if (!field.IsEmpty)
            {
                var equals = field.IndexOf('=');
                if (equals <= 0) return false;
                into.Add(new Hj212Field(group, field[..equals].ToString(), field[(equals + 1)..].ToString()));
            }

            if (end < 0) break;
            if (text[end] == ';' && !(into.Count == 0 || into[^1].Group != group)) group++;
            text = text[(end + 1)..];
        }

        return true;
    }

    /// <summary>The head as far as it is read.</summary>
    private struct Head()
    {
        private string? _qn, _st, _cn, _pw, _mn;
        private byte? _flag;
        private int? _packets, _packet;
        private List<Hj212Field>? _others;

        public List<Hj212Field> Parameters { get; } = new(16);

        public DustFrameProblem? Take(ReadOnlySpan<char> field)
        {
            var equals = field.IndexOf('=');
            if (equals <= 0) return DustFrameProblem.Structure;
            var value = field[(equals + 1)..];
            switch (field[..equals])
            {
                case "QN": return Set(ref _qn, value);
                case "ST": return Set(ref _st, value);
                case "CN": return Set(ref _cn, value);
                case "PW": return Set(ref _pw, value);
                case "MN": return Set(ref _mn, value);
                case "Flag":
                    if (_flag is not null) return DustFrameProblem.RepeatedField;
                    if (!byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var flag)) return DustFrameProblem.Flag;
                    _flag = flag;
                    return null;
                case "PNUM": return Set(ref _packets, value);
                case "PNO": return Set(ref _packet, value);
                default:
                    _others ??= [];
                    _others.Add(new Hj212Field(_others.Count, field[..equals].ToString(), value.ToString()));
                    return null;
            }
        }

        /// <summary>The first edition's own examples set the bit without writing the numbers, so there it proves nothing.</summary>
        public readonly DustFrameProblem? PacketProblem()
        {
            if (_flag > 3 && (_flag & HasPacketNumbers) != 0 && (_packets is null || _packet is null)) return DustFrameProblem.PacketNumbers;
            if (_packets is null && _packet is null) return null;
            return _packet is >= 1 && _packets is >= 1 && _packet <= _packets ? null : DustFrameProblem.PacketNumbers;
        }

        public readonly Hj212Message Message() => new()
        {
            Qn = _qn,
            St = _st,
            Cn = _cn,
            Pw = _pw,
            Mn = _mn,
            Flag = _flag,
            PacketCount = _packets,
            PacketNumber = _packet,
            Others = _others ?? [],
            Parameters = Parameters,
        };

        private static DustFrameProblem? Set(ref string? member, ReadOnlySpan<char> value)
        {
            if (member is not null) return DustFrameProblem.RepeatedField;
            if (value.Length > MaxHeadValue || value.ContainsAny(",&#\r")) return DustFrameProblem.Structure;
            member = value.ToString();
            return null;
        }

        private static DustFrameProblem? Set(ref int? member, ReadOnlySpan<char> value)
        {
            if (member is not null) return DustFrameProblem.RepeatedField;
            if (value.Length > 4 || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return DustFrameProblem.PacketNumbers;
            member = number;
            return null;
        }
    }
}
