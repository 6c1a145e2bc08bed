using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Infrastructure.Database;

/// <summary>Keys from the key sequence for rows that EF does not save, a block at a time as EF draws them too.</summary>
internal sealed class KeyBlocks
{
    /// <summary>Drawn at a time beyond what is needed, so that most writes need no round trip for keys.</summary>
    private const int BlocksAhead = 50;

    private readonly Lock _lock = new();
    private readonly Stack<(long First, int Count)> _left = new();

    /// <summary>So many keys. What a caller does not use is lost, which the range bears.</summary>
    public async Task<long[]> TakeAsync(PortalDbContext db, int count, CancellationToken cancellationToken)
    {
        if (count == 0) return [];
        var keys = new long[count];
        var taken = TakeLeft(keys, 0);
        if (taken == count) return keys;
        var blocks = await DrawAsync(db, ((count - taken - 1) / PortalDbContext.KeyBlockSize) + BlocksAhead, cancellationToken);
        lock (_lock)
        {
            foreach (var first in blocks) _left.Push((first, PortalDbContext.KeyBlockSize));
        }

        // Others may have taken of them meanwhile.
        return TakeLeft(keys, taken) == count - taken ? keys : [.. keys.Where(key => key != 0), .. await TakeAsync(db, keys.Count(key => key == 0), cancellationToken)];
    }

    private int TakeLeft(long[] keys, int from)
    {
        var at = from;
        lock (_lock)
        {
            while (at < keys.Length && _left.TryPop(out var block))
            {
                var used = Math.Min(block.Count, keys.Length - at);
                for (var i = 0; i < used; i++) keys[at++] = block.First + i;
                if (used < block.Count) _left.Push((block.First + used, block.Count - used));
            }
        }

        return at - from;
    }

    private static async Task<List<long>> DrawAsync(PortalDbContext db, int blocks, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var count = blocks.ToString(CultureInfo.InvariantCulture);
#pragma warning disable CA2100 // A number and a constant.
        command.CommandText = db.Database.IsNpgsql()
            ? $"SELECT nextval('\"{PortalDbContext.KeySequence}\"') FROM generate_series(1, {count})"
            : $"SELECT NEXT VALUE FOR [{PortalDbContext.KeySequence}] FROM (SELECT TOP ({count}) 1 AS n FROM sys.all_objects a CROSS JOIN sys.all_objects b) t";
#pragma warning restore CA2100
        List<long> first = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) first.Add(reader.GetInt64(0));
        return first;
    }
}
