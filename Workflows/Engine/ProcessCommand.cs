using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>
/// What can happen to an instance. History stores commands with their instants; replaying them gives the same state.
/// Variables given with a command are set (null removes one) before tokens move.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Complete), "complete")]
[JsonDerivedType(typeof(FireTimer), "fire")]
[JsonDerivedType(typeof(Deliver), "deliver")]
[JsonDerivedType(typeof(ServiceCompleted), "served")]
[JsonDerivedType(typeof(CaseEnded), "called")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Return), "return")]
[JsonDerivedType(typeof(Recall), "recall")]
public abstract record ProcessCommand
{
    [JsonConverter(typeof(OrdinalMapJson<ProcessValue>))]
    public ImmutableSortedDictionary<string, ProcessValue> Variables { get => field ?? OrdinalMap.Empty<ProcessValue>(); init; }
}

public sealed record Start : ProcessCommand;

/// <summary>A person (or the rule that stands for one) completes a user task.</summary>
/// <param name="Token">The token that rests there.</param>
/// <param name="Outcome">One of the task's outcomes; stored as "&lt;node&gt;.outcome" and as "outcome". Null when it declares none.</param>
/// <param name="Content">Of a task that files a form: what the form says, or its fingerprint; stored as "&lt;node&gt;.content". Null when it files none.</param>
public sealed record Complete(long Token, string? Outcome = null, string? Content = null) : ProcessCommand;

public sealed record FireTimer(long Timer) : ProcessCommand;

/// <summary>Something awaited happened. It reaches one token, the one that has waited longest.</summary>
public sealed record Deliver(string Message) : ProcessCommand;

/// <summary>The handler of a service task has run.</summary>
public sealed record ServiceCompleted(long Token) : ProcessCommand;

/// <summary>The case that a call activity waits for has ended.</summary>
/// <param name="Token">The token that waits there.</param>
/// <param name="Outcome">How it ended: the end event that it came to, or what the called chain says; kept as "&lt;node&gt;.outcome".</param>
public sealed record CaseEnded(long Token, string Outcome) : ProcessCommand;

/// <summary>退回: who holds a task gives the case back to an earlier task, one of <see cref="ReturnTargets"/>.</summary>
/// <param name="Token">The token of the task that returns.</param>
/// <param name="Target">The task that it goes to.</param>
/// <param name="StraightBack">
/// True: with the same decision and content as before, the target hands over straight to the task that returned. False: everything in between comes again.
/// </param>
public sealed record Return(long Token, string Target, bool StraightBack = false) : ProcessCommand;

/// <summary>
/// 撤回: takes back the last command, a <see cref="Complete"/> after which nothing else happened. Everything stands as before it, also the clocks,
/// as if it had never been given.
/// </summary>
/// <param name="Token">The token that was completed.</param>
public sealed record Recall(long Token) : ProcessCommand;

/// <summary>The instance is withdrawn: everything ends.</summary>
public sealed record Cancel(string? Reason = null) : ProcessCommand;
