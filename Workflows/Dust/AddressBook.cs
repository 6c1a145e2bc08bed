using System.Net;
using Microsoft.Extensions.Options;
using Workflows.Ingest;

namespace Workflows.Dust;

/// <summary>
/// What each remote address does at this node: how many connections it holds, and how many frames of no known instrument it has sent. Who
/// tries numbers is turned away until the tries have come back.
/// </summary>
internal sealed class AddressBook(IOptions<DustOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _connections = [];
    private readonly TokenBuckets<IPAddress> _tries = new(1 / options.Value.UnknownSeconds, options.Value.UnknownFrames, time);
    private int _all;

    /// <summary>Lets a connection in; each that is let in must leave.</summary>
    public bool TryEnter(IPAddress address)
    {
        if (!_tries.HasToken(address)) return false;
        lock (_lock)
        {
            var held = _connections.GetValueOrDefault(address);
            if (_all >= options.Value.Connections || held >= options.Value.ConnectionsPerAddress) return false;
            _connections[address] = held + 1;
            _all++;
            return true;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (_lock)
        {
            _all--;
            if (--_connections[address] == 0) _connections.Remove(address);
        }
    }

    /// <summary>Notes a frame of no known instrument; false when it was one too many.</summary>
    public bool TryUnknown(IPAddress address) => _tries.TryTake(address);
}
