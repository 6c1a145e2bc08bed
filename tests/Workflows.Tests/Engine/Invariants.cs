using Workflows.Engine;

namespace Workflows.Tests.Engine;

/// <summary>What must hold after every accepted step, whatever the definition and the command.</summary>
internal static class Invariants
{
    public static void Hold(ProcessDefinition definition, ProcessState before, Accepted step)
    {
        var state = step.State;
        var ids = state.Tokens.Select(token => token.Id).Concat(state.Timers.Select(timer => timer.Id)).ToList();
        Require(ids.Distinct().Count() == ids.Count && ids.TrueForAll(id => id > 0 && id < state.Next), "numbers are unique and given by the counter");
        Require(state.Next >= before.Next, "numbers are never given again");
        if (state.HasEnded) Require(state.Tokens.IsEmpty && state.Timers.IsEmpty && state.Clocks.IsEmpty, "a finished instance has nothing open");
        else Require(!state.Tokens.IsEmpty, "a running instance has a token");
        Require(step.Effects.OfType<ProcessEnded>().Any() == state.HasEnded, "the end is told once");

        foreach (var token in state.Tokens) HoldsForToken(definition, state, token);
        foreach (var timer in state.Timers)
        {
            var host = state.Find(timer.Token);
            Require(host is not null, "a timer hangs on a token");
            var node = definition.Node(timer.Node);
            Require(node is TimerCatch ? host!.Node == node.Id : ((BoundaryTimer)node).AttachedTo.Id == host!.Node, "and on the right one");
        }

        EffectsTellTheDifference(definition, before, step);
    }

    private static void HoldsForToken(ProcessDefinition definition, ProcessState state, Token token)
    {
        var node = definition.Node(token.Node);
        var host = token.Scope == 0 ? null : state.Find(token.Scope);
        if (token.Signing?.Signer is not null) Require(host is { IsCountersigned: true } && host.Node == token.Node, "a signature belongs to its task");
        else Require(node.Scope?.Id == host?.Node, "a token lies in the scope of its node");
        Require(node is UserTask or ServiceTask or TimerCatch or MessageCatch or CallActivity or SubProcess or ParallelGateway, "tokens rest only where something is awaited");
        var timers = state.Timers.Count(timer => timer.Token == token.Id);
        if (node is TimerCatch) Require(timers == 1, "a waiting timer event has its timer");
        if (node is Activity activity) Require(timers <= activity.Boundaries.Length, "a boundary timer fires once");
        if (node is SubProcess) Require(state.Tokens.Any(inner => inner.Scope == token.Id), "a subprocess that is over is left");
        if (node is ParallelGateway join)
        {
            var arrived = state.Tokens.Where(other => other.Node == join.Id && other.Scope == token.Scope).Select(other => other.Via).Distinct().Count();
            Require(arrived < join.Incoming.Length, "a join that can go on does");
        }
    }

    /// <summary>A shell that only follows the effects has the same open items, timers and services as the state.</summary>
    private static void EffectsTellTheDifference(ProcessDefinition definition, ProcessState before, Accepted step)
    {
        var items = Items(definition, before);
        items.ExceptWith(step.Effects.OfType<CloseWorkItem>().Select(item => item.Token));
        var opened = step.Effects.OfType<OpenWorkItem>().Select(item => item.Token).ToList();
        Require(opened.TrueForAll(items.Add), "an item is opened once");
        Require(items.SetEquals(Items(definition, step.State)), "open items are those of the state");

        var clocks = step.State.Clocks.Select(clock => clock.Id).ToHashSet();
        Require(step.Effects.OfType<OpenWorkItem>().All(item => item.Clock is null || clocks.Contains(item.Clock)), "an item that opens finds its clock");

        var timers = before.Timers.Select(timer => timer.Id).ToHashSet();
        timers.ExceptWith(step.Effects.OfType<CancelTimer>().Select(timer => timer.Timer));
        timers.UnionWith(step.Effects.OfType<ScheduleTimer>().Select(timer => timer.Timer));
        Require(timers.SetEquals(step.State.Timers.Select(timer => timer.Id)), "scheduled timers are those of the state");

        var calls = Calls(definition, before);
        calls.ExceptWith(step.Effects.OfType<DropCase>().Select(call => call.Token));
        calls.UnionWith(step.Effects.OfType<CallCase>().Select(call => call.Token));
        // The case that has ended itself is neither called nor dropped.
        calls.ExceptWith(calls.Except(Calls(definition, step.State)).Take(1));
        Require(calls.SetEquals(Calls(definition, step.State)), "cases that are waited for are those of the state");

        var called = step.Effects.OfType<CallService>().Select(call => call.Token);
        Require(step.State.PendingServices(definition).Select(call => call.Token).Except(before.Tokens.Select(token => token.Id)).SequenceEqual(called), "each new service is called");
    }

    private static HashSet<long> Calls(ProcessDefinition definition, ProcessState state) =>
        state.Tokens.Where(token => definition.Node(token.Node) is CallActivity).Select(token => token.Id).ToHashSet();

    private static HashSet<long> Items(ProcessDefinition definition, ProcessState state) => state.Tokens
        .Where(token => (definition.Node(token.Node) is UserTask && !token.IsCountersigned) || definition.Node(token.Node) is MessageCatch { Work.IsVisible: true } or CallActivity { Work.IsVisible: true })
        .Select(token => token.Id).ToHashSet();

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new ShouldAssertException("Not so: " + what);
    }
}
