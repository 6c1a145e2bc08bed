using System.Collections.Immutable;
using Workflows.Engine.Feel;

namespace Workflows.Engine;

/// <summary>One who signs: a role within the organization of a party. Written "Role@party".</summary>
public readonly record struct Signer(string Role, string Party)
{
    public override string ToString() => $"{Role}@{Party}";

    /// <returns>False when the text is not "Role@party".</returns>
    public static bool TryParse(string text, out Signer signer)
    {
        var parts = text.Split('@');
        signer = parts is [{ Length: > 0 } role, { Length: > 0 } party] ? new Signer(role, party) : default;
        return signer != default;
    }

    /// <summary>Several, separated by blanks.</summary>
    /// <returns>Empty when one is not well written, or stands there twice.</returns>
    public static ImmutableArray<Signer> ParseAll(string? text)
    {
        var signers = ImmutableArray.CreateBuilder<Signer>();
        foreach (var part in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParse(part, out var signer) || signers.Contains(signer)) return [];
            signers.Add(signer);
        }

        return signers.ToImmutable();
    }
}

/// <summary>会签: several sign one task, and a rule says when it is decided.</summary>
/// <remarks>
/// The first of the task's outcomes is the assent; without outcomes every signature is one. The task ends with the assent as soon as enough
/// have given it, and with the outcome just given as soon as enough no longer can. A single refusal therefore ends what all must sign, and
/// nothing else.
/// </remarks>
/// <param name="Signers">"Role@party" several times as text: the file's own list, or what a variable holds when the task is entered.</param>
/// <param name="Share">Which part of the signers must assent, more than 0 up to 1; null when one is enough.</param>
/// <param name="Sequential">One after the other in the order of the list, instead of all at once.</param>
public sealed record Countersign(Expression Signers, decimal? Share, bool Sequential)
{
    /// <summary>Most signers of one task; more is a mistake in a variable.</summary>
    public const int MaximumSigners = 100;

    /// <summary>How many of so many must assent.</summary>
    public int Needed(int signers) => Share is { } share ? Math.Max(1, (int)decimal.Ceiling(share * signers)) : 1;

    /// <summary>Whether a task is decided once one more has signed, and how.</summary>
    /// <param name="task">The task.</param>
    /// <param name="signing">Of the token that stands for it: who signs, and what was given, that one's outcome being the last.</param>
    internal string? Decide(UserTask task, Signing signing) =>
        Decide(Signer.ParseAll(signing.Signers).Length, signing.Outcomes, task.Work.Outcomes.IsEmpty ? Signing.Signed : task.Work.Outcomes[0]);

    /// <summary>Whether so many outcomes decide, and how.</summary>
    /// <param name="signers">How many sign in all.</param>
    /// <param name="given">The outcomes given so far, in their order.</param>
    /// <param name="assent">The outcome that counts as assent.</param>
    private string? Decide(int signers, IReadOnlyList<string> given, string assent)
    {
        var assents = given.Count(outcome => string.Equals(outcome, assent, StringComparison.Ordinal));
        if (assents >= Needed(signers)) return assent;
        return signers - (given.Count - assents) < Needed(signers) ? given[^1] : null;
    }
}
