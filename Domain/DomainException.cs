namespace Domain;

/// <summary>
/// A rule of the field was broken. The only exception type that Domain and Workflows throw on purpose: each edge turns it into a
/// localized message (page) or an RFC 9457 problem (API) by its <see cref="Code"/>.
/// </summary>
/// <param name="code">Kebab-case and prefixed by the feature, like <c>access.supplier-suspended</c>; the key of the text in the feature's resources.</param>
/// <param name="arguments">Values for the placeholders of that text, in order. Never personal data: a message may end up in a log.</param>
public sealed class DomainException(string code, params object[] arguments)
    : Exception(arguments.Length == 0 ? code : $"{code}({string.Join(", ", arguments)})")
{
    public string Code { get; } = code;

    public IReadOnlyList<object> Arguments { get; } = arguments;
}
