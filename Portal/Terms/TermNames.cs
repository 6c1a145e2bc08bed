using Microsoft.Extensions.Localization;

namespace Portal.Terms;

/// <summary>The field's word for a member of an enumeration, in the reader's language.</summary>
public sealed class TermNames(IStringLocalizer<TermTexts> texts)
{
    public string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return texts[$"{value.GetType().Name}.{value}"];
    }

    /// <summary>All members of an enumeration as choices, in their order.</summary>
    public IReadOnlyList<Fields.Option<T?>> Options<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Fields.Option<T?>(value, Of(value)))];
}
