using System.Buffers;
using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>
/// Cuts frames from a stream of bytes, however the network split or glued them. A frame begins at <c>##</c> and ends where its length
/// says, if <c>&amp;&amp;</c> and a check value stand there; else at the line end or the next <c>##</c>, so that a wrong length costs one frame and not
/// those behind it. What stands between frames is dropped and counted. Each decision depends on the bytes so far alone, never on how
/// they arrived. Memory is bounded by the longest frame. One per connection; not for several threads.
/// </summary>
public sealed class Hj212Framer : IDisposable
{
    /// <summary>## and length, the longest data, the check value, a carriage return.</summary>
    private const int Capacity = 2 + 4 + Hj212Variant.LongestData + 4 + 1;

    private const int FirstRent = 1536;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("#\n"u8);

    private byte[] _buffer = [];
    private int _count;
    private int _digits;
    private int _announced;
    private bool _inBody;

    /// <summary>The last piece still lies in the buffer; it goes when the next is asked for.</summary>
    private bool _emitted;

    /// <summary>The <c>##</c> that ended the last piece begins the next.</summary>
    private bool _begun;

    /// <summary>Bytes outside frames so far, line ends and blanks not counted.</summary>
    public long Skipped { get; private set; }

    /// <summary>Takes bytes from the input until a frame is whole.</summary>
    /// <param name="input">What is not yet taken; empty when the answer is false.</param>
    public bool TryRead(ref ReadOnlySpan<byte> input, out Hj212Piece piece)
    {
        StartAfterEmission();
        while (!input.IsEmpty)
        {
            if (_inBody ? TryReadBody(ref input, out piece) : TryReadHead(ref input, out piece)) return true;
        }

        piece = default;
        return false;
    }

    /// <summary>What is left when the connection ends: the beginning of a frame, or nothing.</summary>
    public bool TryReadRest(out Hj212Piece piece)
    {
        StartAfterEmission();
        piece = default;
        return _count > 2 && Emit(_count, DustFrameProblem.Truncated, out piece);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _count = 0;
    }

    private bool TryReadHead(ref ReadOnlySpan<byte> input, out Hj212Piece piece)
    {
        piece = default;
        if (_count == 0)
        {
            var start = input.IndexOf((byte)'#');
            Skip(start < 0 ? input : input[..start]);
            input = start < 0 ? [] : input[(start + 1)..];
            if (start >= 0) Add('#');
            return false;
        }

        var next = input[0];
        if (_count == 1)
        {
            if (next == '#')
            {
                Add('#');
                input = input[1..];
            }
            else
            {
                Skipped++;
                _count = 0;
            }

            return false;
        }

        if (char.IsAsciiDigit((char)next))
        {
            Add((char)next);
            _digits++;
            _announced = (_announced * 10) + next - '0';
            _inBody = _digits == 4;
            input = input[1..];
        }
        else if (next == '#' && _digits == 0)
        {
            // A third #: the frame begins at the last two.
            Skipped++;
            input = input[1..];
        }
        else
        {
            _inBody = true;
        }

        return false;
    }

    private bool TryReadBody(ref ReadOnlySpan<byte> input, out Hj212Piece piece)
    {
        var head = 2 + _digits;
        var end = _digits == 0 ? int.MaxValue : head + _announced + 4;
        var room = Math.Min(Capacity, end > _count ? end : Capacity) - _count;
        var window = input[..Math.Min(room, input.Length)];
        var stop = window.IndexOfAny(Ends);
        Add(stop < 0 ? window : window[..(stop + 1)]);
        input = input[(stop < 0 ? window.Length : stop + 1)..];

        if (stop >= 0 && _buffer[_count - 1] == '\n') return Emit(_count - 1, cut: null, out piece);
        if (stop >= 0 && _count - 2 >= head && _buffer[_count - 2] == '#')
        {
            _begun = true;
            return Emit(_count - 2, cut: null, out piece);
        }

        if (_count == end && LooksComplete()) return Emit(_count, cut: null, out piece);
        if (_count == Capacity) return Emit(_count, DustFrameProblem.TooLong, out piece);
        piece = default;
        return false;
    }

    private bool LooksComplete()
    {
        var bytes = _buffer.AsSpan(0, _count);
        return bytes.Length >= 12 && bytes[^6..^4].SequenceEqual("&&"u8) && Hj212Piece.IsHexadecimal(bytes[^4..]);
    }

    private bool Emit(int length, DustFrameProblem? cut, out Hj212Piece piece)
    {
        piece = new Hj212Piece(_buffer.AsSpan(0, length).TrimEnd("\r\n "u8), _digits, _announced, cut);
        _emitted = true;
        return true;
    }

    private void StartAfterEmission()
    {
        if (!_emitted) return;
        (_emitted, _inBody, _count, _digits, _announced) = (false, false, 0, 0, 0);
        if (!_begun) return;
        _begun = false;
        Add("##"u8);
    }

    private void Skip(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            if (value is not ((byte)'\r' or (byte)'\n' or (byte)' '))
                Skipped++;
    }

    private void Add(char ascii) => Add([(byte)ascii]);

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_count + bytes.Length > _buffer.Length) Grow(_count + bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_count));
        _count += bytes.Length;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, FirstRent));
        _buffer.AsSpan(0, _count).CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
