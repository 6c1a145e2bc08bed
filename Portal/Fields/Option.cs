namespace Portal.Fields;

/// <summary>One choice of a select or radio field.</summary>
/// <param name="Reason">Why it cannot be chosen; the choice is then shown disabled with it.</param>
public sealed record Option<T>(T Value, string Text, string? Reason = null);
