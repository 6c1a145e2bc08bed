using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>
/// The core of the engine: a pure function. No clock, no calendar, no database; the same arguments always give the same answer.
/// </summary>
public static class Stepper
{
    /// <summary>
    /// Applies one command. All commands of one transaction should carry the same <paramref name="now"/> (UTC).
    /// </summary>
    public static StepResult Step(ProcessDefinition definition, ProcessState state, ProcessCommand command, DateTimeOffset now)
    {
        if (Standing(state, command) is { } code) return Refuse(code);
        var execution = new Execution(definition, state, now);
        var refusal = command switch
        {
            Start start => Begin(execution, definition, start),
            Complete complete => Finish(execution, complete),
            FireTimer fire => Fire(execution, fire),
            Deliver deliver => Receive(execution, deliver),
            ServiceCompleted served => Serve(execution, served),
            CaseEnded ended => Continue(execution, ended),
            Cancel cancel => Withdraw(execution, cancel),
            Return back => GiveBack(execution, definition, back),
            Recall => Refuse(RefusalCodes.RecallTooLate),
            _ => throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command)),
        };
        refusal ??= execution.Run();
        return refusal ?? (StepResult)execution.Conclude();
    }

    /// <summary>Takes back the last command of an instance.</summary>
    /// <param name="definition">The chain.</param>
    /// <param name="before">The state that the last command was given in; History knows it.</param>
    /// <param name="last">That command.</param>
    /// <param name="state">The state that it led to.</param>
    /// <param name="recall">What is to be taken back.</param>
    /// <param name="now">UTC.</param>
    public static StepResult Step(
        ProcessDefinition definition, ProcessState before, ProcessCommand last, ProcessState state, Recall recall, DateTimeOffset now)
    {
        if (Standing(state, recall) is { } code) return Refuse(code);
        if (last is not Complete complete || complete.Token != recall.Token) return Refuse(RefusalCodes.RecallTooLate);
        var execution = new Execution(definition, state, now);
        execution.Restore(before);
        return execution.Conclude();
    }

    private static string? Standing(ProcessState state, ProcessCommand command) => command switch
    {
        Start => state.Status == ProcessStatus.New ? null : RefusalCodes.AlreadyStarted,
        _ when state.Status == ProcessStatus.New => RefusalCodes.NotStarted,
        _ => state.HasEnded ? RefusalCodes.AlreadyEnded : null,
    };

    private static Refused? Begin(Execution execution, ProcessDefinition definition, Start start)
    {
        execution.Set(start.Variables);
        execution.Enter(definition.Start, scope: 0);
        return null;
    }

    private static Refused? Finish(Execution execution, Complete complete)
    {
        if (execution.At<UserTask>(complete.Token) is not var (token, task) || token.IsCountersigned) return Refuse(RefusalCodes.TaskNotOpen);
        var allowed = task.Work.Outcomes;
        if (allowed.IsEmpty ? complete.Outcome is not null : complete.Outcome is null || !allowed.Contains(complete.Outcome))
            return Refuse(RefusalCodes.OutcomeNotAllowed, task.Id, complete.Outcome ?? "");

        execution.Set(complete.Variables);
        execution.Closing(token, CloseReason.Completed);
        if (token.Signing is null) execution.Decide(token, task, complete.Outcome, complete.Content);
        else execution.Sign(token, task, complete.Outcome, complete.Content);
        return null;
    }

    private static Refused? GiveBack(Execution execution, ProcessDefinition definition, Return back)
    {
        if (execution.At<UserTask>(back.Token) is not var (token, task) || token.IsCountersigned) return Refuse(RefusalCodes.TaskNotOpen);
        if (definition.Returns.Of(task).FirstOrDefault(target => target.Id == back.Target) is not { } target)
            return Refuse(RefusalCodes.ReturnNotPossible, task.Id, back.Target);
        execution.Set(back.Variables);
        execution.Closing(token, CloseReason.Returned);
        return execution.Return(token, target, back.StraightBack);
    }

    private static Refused? Fire(Execution execution, FireTimer fire)
    {
        if (execution.TakeTimer(fire.Timer) is not { } timer) return Refuse(RefusalCodes.TimerNotPending);
        execution.Set(fire.Variables);
        execution.Fire(timer);
        return null;
    }

    private static Refused? Receive(Execution execution, Deliver deliver)
    {
        if (execution.Awaiting(deliver.Message) is not var (token, node)) return Refuse(RefusalCodes.MessageNotAwaited, deliver.Message);
        execution.Set(deliver.Variables);
        execution.Closing(token, CloseReason.Delivered);
        execution.Leave(token, node);
        return null;
    }

    private static Refused? Serve(Execution execution, ServiceCompleted served)
    {
        if (execution.At<ServiceTask>(served.Token) is not var (token, node)) return Refuse(RefusalCodes.ServiceNotPending);
        execution.Set(served.Variables);
        execution.Leave(token, node);
        return null;
    }

    private static Refused? Continue(Execution execution, CaseEnded ended)
    {
        if (execution.At<CallActivity>(ended.Token) is not var (token, node)) return Refuse(RefusalCodes.CallNotPending);
        execution.Set(ended.Variables);
        execution.Set(node.Id + ".outcome", ended.Outcome);
        execution.Closing(token, CloseReason.Delivered);
        execution.Leave(token, node);
        return null;
    }

    private static Refused? Withdraw(Execution execution, Cancel cancel)
    {
        execution.Set(cancel.Variables);
        execution.EndAll(ProcessStatus.Cancelled, node: null);
        return null;
    }

    internal static Refused Refuse(string code, params ImmutableArray<string> args) => new(code, args);
}
