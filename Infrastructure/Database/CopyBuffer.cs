using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Infrastructure.Database;

/// <summary>
/// Rows in PostgreSQL's binary COPY format, gathered into large pieces. The driver's own importer takes each value through a call that may wait;
/// for the hundred thousands of values a second that machines send, that is most of the portal's work.
/// </summary>
internal sealed class CopyBuffer(Stream target) : IDisposable
{
    /// <summary>Bytes that are sent at once, about.</summary>
    private const int PieceLength = 64 * 1024;

    /// <summary>Of a field's length, of which -1 says null.</summary>
    private const int Null = -1;

    /// <summary>Ticks at the moment from which the server counts microseconds.</summary>
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(PieceLength * 2);
    private int _length;

    /// <summary>Signature, flags and length of an extension.</summary>
    public void WriteHeader()
    {
        "PGCOPY\n"u8.CopyTo(Take(7));
        ReadOnlySpan<byte> rest = [0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        rest.CopyTo(Take(rest.Length));
    }

    public void WriteTrailer() => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), -1);

    public void StartRow(int columns) => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)columns);

    public void WriteNull() => WriteLength(Null);

    /// <summary>A value as a column of its type takes it.</summary>
    public void Write<TValue>(TValue value)
    {
        // For each type of value the compiler keeps one branch.
        if (typeof(TValue) == typeof(long)) Write((long)(object)value!);
        else if (typeof(TValue) == typeof(int)) Write((int)(object)value!);
        else if (typeof(TValue) == typeof(bool)) Write((bool)(object)value!);
        else if (typeof(TValue) == typeof(double)) Write(BitConverter.DoubleToInt64Bits((double)(object)value!));
        else if (typeof(TValue) == typeof(Guid)) Write((Guid)(object)value!);
        else if (typeof(TValue) == typeof(DateTimeOffset)) Write((((DateTimeOffset)(object)value!).UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);
        else if (value is string text) Write(text);
        else if (value is byte[] bytes) Write(bytes);
        else if (value is null) WriteNull();
        else throw new UnreachableException($"{typeof(TValue).Name} cannot be copied.");
    }

    /// <summary>Sends what has come together, if that is enough for a piece.</summary>
    public ValueTask SendIfFullAsync(CancellationToken cancellationToken) => _length < PieceLength ? ValueTask.CompletedTask : SendAsync(cancellationToken);

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(_bytes.AsMemory(0, _length), cancellationToken);
        _length = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Write(long value)
    {
        var field = Take(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(field[sizeof(int)..], value);
    }

    private void Write(int value)
    {
        var field = Take(sizeof(int) * 2);
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(field[sizeof(int)..], value);
    }

    private void Write(bool value)
    {
        WriteLength(1);
        Take(1)[0] = value ? (byte)1 : (byte)0;
    }

    private void Write(Guid value)
    {
        const int Length = 16;
        WriteLength(Length);
        value.TryWriteBytes(Take(Length), bigEndian: true, out _);
    }

    private void Write(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var field = Take(sizeof(int) + most);
        var length = Encoding.UTF8.GetBytes(text, field[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(field, length);
        _length -= most - length;
    }

    private void Write(byte[] bytes)
    {
        WriteLength(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    private void WriteLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);

    /// <summary>The next bytes; larger than a piece when a single value is.</summary>
    private Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
