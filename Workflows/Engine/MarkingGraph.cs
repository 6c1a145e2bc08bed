using System.Runtime.InteropServices;

namespace Workflows.Engine;

/// <summary>Which places hold a token; at most one each.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Marking : IEquatable<Marking>
{
    private readonly ulong[] _bits;

    public Marking(int places) => _bits = new ulong[(places + 63) / 64];

    private Marking(ulong[] bits) => _bits = bits;

    public bool IsEmpty => _bits.AsSpan().IndexOfAnyExcept(0UL) < 0;

    public Marking Copy() => new((ulong[])_bits.Clone());

    public Marking Cleared() => new(new ulong[_bits.Length]);

    public bool Holds(int place) => (_bits[place >> 6] & (1UL << place)) != 0;

    public void Take(int place) => _bits[place >> 6] &= ~(1UL << place);

    /// <returns>False if there was one already.</returns>
    public bool Put(int place)
    {
        if (Holds(place)) return false;
        _bits[place >> 6] |= 1UL << place;
        return true;
    }

    public bool Equals(Marking other) => _bits.AsSpan().SequenceEqual(other._bits);

    public override bool Equals(object? obj) => obj is Marking other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(_bits.AsSpan()));
        return hash.ToHashCode();
    }
}

/// <summary>Markings in the order they were found, and which follows from which.</summary>
internal sealed class MarkingGraph
{
    private readonly List<Marking> _markings = [];
    private readonly List<List<int>> _before = [];
    private readonly List<bool> _goesOn = [];
    private readonly Dictionary<Marking, int> _index = [];

    public MarkingGraph(Marking first) => Know(first);

    public int Count => _markings.Count;

    public Marking this[int index] => _markings[index];

    public bool IsDead(int marking) => !_goesOn[marking];

    /// <returns>False when the bound is exceeded.</returns>
    public bool Add(int from, Marking next, int bound)
    {
        if (!_index.TryGetValue(next, out var to))
        {
            if (_markings.Count == bound) return false;
            to = Know(next);
        }

        _goesOn[from] = true;
        _before[to].Add(from);
        return true;
    }

    /// <summary>All markings from which one of the goals can be reached, the goals included.</summary>
    public bool[] LeadingTo(Predicate<int> goal)
    {
        var leads = new bool[Count];
        var open = new Stack<int>(Enumerable.Range(0, Count).Where(marking => goal(marking)));
        foreach (var marking in open) leads[marking] = true;
        while (open.TryPop(out var marking))
        {
            foreach (var earlier in _before[marking])
            {
                if (leads[earlier]) continue;
                leads[earlier] = true;
                open.Push(earlier);
            }
        }

        return leads;
    }

    private int Know(Marking marking)
    {
        _markings.Add(marking);
        _before.Add([]);
        _goesOn.Add(item: false);
        return _index[marking] = _markings.Count - 1;
    }
}
