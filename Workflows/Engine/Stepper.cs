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
            Cancel cancel => Withdraw(execution, cancel),
            _ => throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command)),
        };
        refusal ??= execution.Run();
        return refusal ?? (StepResult)execution.Conclude();
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
        if (execution.At<UserTask>(complete.Token) is not var (token, task)) return Refuse(RefusalCodes.TaskNotOpen);
        var allowed = task.Work.Outcomes;
        if (allowed.IsEmpty ? complete.Outcome is not null : complete.Outcome is null || !allowed.Contains(complete.Outcome))
            return Refuse(RefusalCodes.OutcomeNotAllowed, task.Id, complete.Outcome ?? "");

        execution.Set(complete.Variables);
        execution.Set(task.Id + ".outcome", complete.Outcome);
        execution.Set("outcome", complete.Outcome);
        execution.Closing(token, CloseReason.Completed);
        execution.Leave(token, task);
        return null;
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

    private static Refused? Withdraw(Execution execution, Cancel cancel)
    {
        execution.Set(cancel.Variables);
        execution.EndAll(ProcessStatus.Cancelled, node: null);
        return null;
    }

    internal static Refused Refuse(string code, params ImmutableArray<string> args) => new(code, args);
}
