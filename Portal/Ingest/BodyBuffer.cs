using System.Buffers;

namespace Portal.Ingest;

/// <summary>Bytes that may be held at once, taken and given back by many at a time.</summary>
internal sealed class ByteBudget(long limit)
{
    private long _taken;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit) return true;
        Give(bytes);
        return false;
    }

    public void Give(int bytes) => Interlocked.Add(ref _taken, -bytes);
}

/// <summary>A body as far as it has come, in an array of the pool.</summary>
internal sealed class BodyBuffer(ByteBudget ofAll, ByteBudget ofKey) : IDisposable
{
    private byte[] _array = [];
    private int _room;

    /// <summary>Bytes that have come.</summary>
    public int Length { get; set; }

    public ReadOnlyMemory<byte> Content => _array.AsMemory(0, Length);

    /// <summary>Where the next bytes go; empty when it has to grow.</summary>
    public Memory<byte> Free => _array.AsMemory(Length, _room - Length);

    /// <summary>Makes room for so many bytes in all; false when the node or the key holds too much.</summary>
    public bool TryGrow(int room)
    {
        var more = room - _room;
        if (!ofAll.TryTake(more)) return false;
        if (!ofKey.TryTake(more))
        {
            ofAll.Give(more);
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(room);
        Content.CopyTo(larger);
        var old = _array;
        (_array, _room) = (larger, room);
        if (old.Length > 0) ArrayPool<byte>.Shared.Return(old);
        return true;
    }

    /// <summary>Gives everything back but the array: somebody may still look at it.</summary>
    public void Abandon()
    {
        ofAll.Give(_room);
        ofKey.Give(_room);
        (_array, _room, Length) = ([], 0, 0);
    }

    public void Dispose()
    {
        var array = _array;
        Abandon();
        if (array.Length > 0) ArrayPool<byte>.Shared.Return(array);
    }
}
