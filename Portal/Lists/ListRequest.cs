using Workflows.Lists;

namespace Portal.Lists;

/// <summary>What a list's address asks for: page, order and filters.</summary>
public sealed class ListRequest(PageRequest page, IReadOnlyDictionary<string, string> filters)
{
    public PageRequest Page { get; } = page;

    /// <summary>For lists that are read by slices.</summary>
    public SliceRequest Slice { get; init; } = new();

    /// <summary>The text of a filter; null when it is not set.</summary>
    public string? Filter(string name) => filters.GetValueOrDefault(name);

    /// <summary>A filter that names a member of an enumeration; null when it is not set or names none.</summary>
    public T? Filter<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Filter(name), out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>Whether any filter is set: an empty list then says so.</summary>
    public bool Filtered => filters.Count > 0;
}
