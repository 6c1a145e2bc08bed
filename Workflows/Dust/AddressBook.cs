using System.Net;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>
/// What each remote address does at this node: how many connections it holds, and how many frames of no known instrument it has sent. Who
/// tries numbers is turned away until the tries have come back.
/// </summary>
internal sealed class AddressBook(IOptions<DustOptions> options, TimeProvider time)
{
    private const int SweepAbove = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Entry> _entries = [];
    private int _connections;

    /// <summary>Lets a connection in; each that is let in must leave.</summary>
    public bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            Sweep();
            var entry = EntryOf(address);
            if (_connections >= options.Value.Connections || entry.Connections >= options.Value.ConnectionsPerAddress || !entry.Tries.HasOne) return false;
            entry.Connections++;
            _connections++;
            return true;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (_lock)
        {
            EntryOf(address).Connections--;
            _connections--;
        }
    }

    /// <summary>Notes a frame of no known instrument; false when it was one too many.</summary>
    public bool TryUnknown(IPAddress address)
    {
        lock (_lock)
        {
            var tries = EntryOf(address).Tries;
            if (!tries.HasOne) return false;
            tries.Take(1);
            return true;
        }
    }

    private Entry EntryOf(IPAddress address)
    {
        if (!_entries.TryGetValue(address, out var entry))
            _entries[address] = entry = new Entry(new Pace(1 / options.Value.UnknownSeconds, options.Value.UnknownFrames, time));
        return entry;
    }

    private void Sweep()
    {
        if (_entries.Count <= SweepAbove + _connections) return;
        foreach (var (address, entry) in _entries)
            if (entry.Connections == 0 && entry.Tries.IsFull)
                _entries.Remove(address);
    }

    private sealed class Entry(Pace tries)
    {
        public Pace Tries { get; } = tries;

        public int Connections { get; set; }
    }
}
