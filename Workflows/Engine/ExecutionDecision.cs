namespace Workflows.Engine;

/// <summary>How a user task ends: by one person's decision, or by the signatures of several.</summary>
internal sealed partial class Execution
{
    /// <summary>The task is over with this outcome; the token goes on.</summary>
    /// <param name="token">The one that stands for the task.</param>
    /// <param name="task">Where it rests.</param>
    /// <param name="outcome">Null for a task that declares none.</param>
    /// <param name="content">What it files; null for a task that files nothing.</param>
    public void Decide(Token token, UserTask task, string? outcome, string? content)
    {
        // Another decision than before, or another form than the steps in between have seen, takes its own way, wherever the case came back from.
        var decidesAsBefore = Says(task.Id + ".outcome", outcome);
        var filesAsBefore = Says(task.Id + ".content", content);
        Set("outcome", outcome);
        if (token.Back is null || !decidesAsBefore || !filesAsBefore)
        {
            Leave(token, task);
            return;
        }

        Remove(token);
        Enter(_definition.Node(token.Back), token.Scope);
    }

    /// <summary>Keeps what a task says.</summary>
    /// <returns>Whether it said the same before.</returns>
    private bool Says(string name, string? value)
    {
        var same = (_variables.TryGetValue(name, out var last) ? last : default) == ProcessValue.From(value);
        Set(name, value);
        return same;
    }

    /// <summary>One of several has signed. Decides the task when that is enough, or asks who is next.</summary>
    public void Sign(Token signature, UserTask task, string? outcome, string? content)
    {
        var countersign = task.Work.Countersign!;
        var index = _tokens.FindIndex(token => token.Id == signature.Scope);
        var signing = _tokens[index].Signing!;
        signing = signing.With(outcome);
        var whole = _tokens[index] = _tokens[index] with { Signing = signing };
        Remove(signature);

        if (countersign.Decide(task, signing) is { } decision) Decide(whole, task, outcome is null ? null : decision, content);
        else if (countersign.Sequential) Ask(whole, Signer.ParseAll(signing.Signers)[signing.Outcomes.Length]);
    }

    /// <summary>Finds out who signs.</summary>
    private Refused? TryConvene(Token token, Countersign countersign, out Token convened)
    {
        var named = countersign.Signers.Evaluate(_variables);
        var signers = Signer.ParseAll(named.Text);
        convened = token with { Signing = new Signing(Signers: string.Join(' ', signers)) };
        return signers.Length is >= 1 and <= Countersign.MaximumSigners
            ? null
            : Stepper.Refuse(RefusalCodes.NoSigners, token.Node, countersign.Signers.Source, named.ToString());
    }

    private void Invite(Token whole, Countersign countersign)
    {
        var signers = Signer.ParseAll(whole.Signing!.Signers);
        foreach (var signer in countersign.Sequential ? signers[..1] : signers) Ask(whole, signer);
    }

    private void Ask(Token whole, Signer signer) =>
        _tokens.Add(new Token(_next++, whole.Node, whole.Id, _now, Signing: new Signing(Signer: signer.ToString())));
}
