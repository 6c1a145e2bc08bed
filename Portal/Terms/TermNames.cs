using Domain.Organizations;
using Microsoft.Extensions.Localization;

namespace Portal.Terms;

/// <summary>The field's word for a member of an enumeration, and names of people, in the reader's language.</summary>
public sealed class TermNames(IStringLocalizer<TermTexts> texts)
{
    public string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return texts[$"{value.GetType().Name}.{value}"];
    }

    /// <summary>A name as records keep it, for readers: of a stand-in both, in the reader's language. Printed forms show it as kept.</summary>
    public string Person(string? name) =>
        StandIn.TrySplit(name, out var person, out var absent) ? texts["StandIn.Both", person, absent] : name ?? "";

    /// <summary>All members of an enumeration as choices, in their order.</summary>
    public IReadOnlyList<Fields.Option<T?>> Options<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Fields.Option<T?>(value, Of(value)))];
}
