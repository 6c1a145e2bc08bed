using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>
/// One version of a chain, as read from its BPMN file by <see cref="Bpmn.BpmnReader"/>. Immutable, shared by all instances and threads.
/// </summary>
public sealed class ProcessDefinition
{
    private readonly FrozenDictionary<string, Node> _nodes;

    internal ProcessDefinition(string id, string? name, string? documentation, ImmutableArray<Node> nodes, ImmutableArray<Flow> flows)
    {
        Id = id;
        Name = name;
        Documentation = documentation;
        Nodes = nodes;
        Flows = flows;
        _nodes = nodes.ToFrozenDictionary(node => node.Id);
        Start = nodes.OfType<StartEvent>().Single(node => node.Scope is null);
        Returns = new ReturnTargets(this);
        HasClocks = nodes.Any(node => WorkOf(node) is { } work && (work.DueWorkingDays ?? (object?)work.StopsClock) is not null);
    }

    public string Id { get; }

    public string? Name { get; }

    public string? Documentation { get; }

    /// <summary>All nodes in the order of the file, those of subprocesses included.</summary>
    public ImmutableArray<Node> Nodes { get; }

    public ImmutableArray<Flow> Flows { get; }

    public StartEvent Start { get; }

    /// <summary>Where each task can give a case back to.</summary>
    public ReturnTargets Returns { get; }

    internal bool HasClocks { get; }

    /// <exception cref="KeyNotFoundException">No such node: the state belongs to another version.</exception>
    public Node Node(string id) =>
        _nodes.TryGetValue(id, out var node) ? node : throw new KeyNotFoundException($"Process {Id} has no node {id}.");

    public Node? Find(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>What people are to do where a token rests; null where they do nothing.</summary>
    internal WorkSpec? ItemOf(Token token) => Node(token.Node) switch
    {
        UserTask when token.IsCountersigned => null,
        UserTask { Work: var work } => token.Signing?.Signer is { } text && Signer.TryParse(text, out var signer) ? work.For(signer) : work,
        MessageCatch { Work: { IsVisible: true } work } => work,
        CallActivity { Work: { IsVisible: true } work } => work,
        _ => null,
    };

    /// <summary>The id of the clock that a token's task or wait runs on; null without deadline.</summary>
    internal static string? ClockIdOf(Token token, WorkSpec work) =>
        work.Clock ?? (work.DueWorkingDays is null ? null : ProcessClock.OwnOf(token.ClockOwner));

    /// <summary>The extension attributes of a node that people or clocks care about; null for every other node.</summary>
    public static WorkSpec? WorkOf(Node node) => node switch
    {
        UserTask task => task.Work,
        MessageCatch message => message.Work,
        CallActivity call => call.Work,
        _ => null,
    };
}
