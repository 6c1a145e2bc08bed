using System.Collections.Immutable;
using Domain.Organizations;
using Workflows.Engine.Bpmn;

namespace Workflows.Engine.Shell;

/// <summary>Why an uploaded file is not published.</summary>
/// <param name="Code">A code of <see cref="BpmnProblemCodes"/>, <see cref="SoundnessCodes"/> or <see cref="UploadProblemCodes"/>.</param>
/// <param name="Elements">Ids of the elements at fault; may be empty.</param>
/// <param name="Line">Line of the file, from 1; null for what concerns several places.</param>
/// <param name="Detail">What it is about: the element's kind, an attribute, the found text.</param>
public sealed record UploadProblem(string Code, IReadOnlyList<string> Elements, int? Line, string? Detail);

public static class UploadProblemCodes
{
    /// <summary>The product ships no chain of this key, so nothing would ever start it.</summary>
    public const string UnknownChain = "upload.unknown-chain";

    /// <summary>A task that the product has no page for.</summary>
    public const string UnknownStep = "upload.unknown-step";

    /// <summary>An outcome that the task's page does not offer.</summary>
    public const string UnknownOutcome = "upload.unknown-outcome";

    public const string UnknownHandler = "upload.unknown-handler";

    /// <summary>A chain that no other can call.</summary>
    public const string UnknownCalled = "upload.unknown-called";

    /// <summary>Those who countersign are read from a variable that the product's chain does not set.</summary>
    public const string UnknownSigners = "upload.unknown-signers";
    public const string UnknownRole = "upload.unknown-role";

    /// <summary>A party that no instance of the chain has.</summary>
    public const string UnknownParty = "upload.unknown-party";

    /// <summary>A step is one person's where the product's is not, or the other way round.</summary>
    public const string OtherPerson = "upload.other-person";
}

/// <summary>
/// What must hold of an uploaded chain besides being readable and sound: that the product can run it. Administrators may change order,
/// deadlines, escalation, gateways and names; steps, outcomes, handlers and parties are the product's.
/// Whether one decides a step or several countersign it is the administrators' to say.
/// </summary>
internal static class UploadChecks
{
    /// <param name="uploaded">As read.</param>
    /// <param name="shipped">The chain as the product brings it; null when it brings none of this key.</param>
    /// <param name="handlers">Names of the registered service-task handlers.</param>
    /// <param name="called">Keys of the chains that can be called.</param>
    public static IEnumerable<UploadProblem> Check(
        ProcessDefinition uploaded, ProcessDefinition? shipped, IReadOnlySet<string> handlers, IReadOnlySet<string> called)
    {
        if (shipped is null)
        {
            yield return new UploadProblem(UploadProblemCodes.UnknownChain, [uploaded.Id], Line: null, uploaded.Id);
            yield break;
        }

        var known = shipped.Nodes.Select(ProcessDefinition.WorkOf).OfType<WorkSpec>().ToList();
        var parties = known.SelectMany(w => new[] { w.Party, w.EscalateParty }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var node in uploaded.Nodes)
        {
            if (node is ServiceTask service && !handlers.Contains(service.Handler))
                yield return new UploadProblem(UploadProblemCodes.UnknownHandler, [node.Id], node.Line, service.Handler);
            if (node is CallActivity call && !called.Contains(call.Called))
                yield return new UploadProblem(UploadProblemCodes.UnknownCalled, [node.Id], node.Line, call.Called);
            if (ProcessDefinition.WorkOf(node) is not { } work) continue;
            foreach (var problem in CheckWork(node, work, shipped, parties)) yield return problem;
        }
    }

    /// <summary>
    /// Those who countersign, as far as the file names them; null when a variable does, which only the product's own chain can know to be set.
    /// </summary>
    private static ImmutableArray<Signer>? SignersOf(WorkSpec work, WorkSpec? shipped)
    {
        if (work.Countersign is not { } countersign || countersign.Signers.Source == shipped?.Countersign?.Signers.Source) return ImmutableArray<Signer>.Empty;
        var listed = Signer.ParseAll(countersign.Signers.Evaluate(OrdinalMap.Empty<ProcessValue>()).Text);
        return listed.IsEmpty ? null : listed;
    }

    private static IEnumerable<UploadProblem> CheckWork(Node node, WorkSpec work, ProcessDefinition shipped, HashSet<string> parties)
    {
        var same = shipped.Find(node.Id) is { } other && other.GetType() == node.GetType() ? ProcessDefinition.WorkOf(other) : null;
        if (node is UserTask && same is null) yield return new UploadProblem(UploadProblemCodes.UnknownStep, [node.Id], node.Line, node.Name);
        if (same is not null)
        {
            foreach (var outcome in work.Outcomes.Where(o => !same.Outcomes.Contains(o)))
                yield return new UploadProblem(UploadProblemCodes.UnknownOutcome, [node.Id], node.Line, outcome);
        }

        if (same is not null && work.Person != same.Person)
            yield return new UploadProblem(UploadProblemCodes.OtherPerson, [node.Id], node.Line, work.Person ?? same.Person!);
        var signers = SignersOf(work, same);
        if (signers is null) yield return new UploadProblem(UploadProblemCodes.UnknownSigners, [node.Id], node.Line, work.Countersign!.Signers.Source);
        // A role that a variable says is the product's own, at the step where the product put it.
        var named = work.Role == same?.Role ? null : work.Role;
        foreach (var role in new[] { named, work.EscalateTo }.Concat(signers?.Select(s => s.Role) ?? []).OfType<string>().Where(r => !Enum.TryParse<Role>(r, out _)))
            yield return new UploadProblem(UploadProblemCodes.UnknownRole, [node.Id], node.Line, role);
        foreach (var party in new[] { work.Party, work.EscalateParty }.Concat(signers?.Select(s => s.Party) ?? []).OfType<string>().Where(p => !parties.Contains(p)))
            yield return new UploadProblem(UploadProblemCodes.UnknownParty, [node.Id], node.Line, party);
    }
}
