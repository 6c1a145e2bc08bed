using System.Collections.Immutable;
using Workflows.Engine.Feel;

namespace Workflows.Engine;

/// <summary>What the portal's extension attributes say about a task or a wait (namespace urn:portal:bpmn:1).</summary>
public sealed class WorkSpec
{
    public static WorkSpec None { get; } = new();

    /// <summary>Role that may act, such as SupervisionEngineer, or "=variable" where officers of different levels lead a case.</summary>
    public string? Role { get; init; }

    /// <summary>Party of the instance whose organization acts; resolved by the shell from the variable "party.&lt;name&gt;".</summary>
    public string? Party { get; init; }

    /// <summary>Person of the instance who alone of the role acts; resolved by the shell from the variable "person.&lt;name&gt;".</summary>
    public string? Person { get; init; }

    /// <summary>Allowed outcomes; empty when the task is completed without one.</summary>
    public ImmutableArray<string> Outcomes { get; init; } = [];

    /// <summary>Allowance in working days, read when the clock starts.</summary>
    public Expression? DueWorkingDays { get; init; }

    /// <summary>Named clock of the instance that this task carries; null means a clock of its own if there is an allowance.</summary>
    public string? Clock { get; init; }

    /// <summary>Named clock that stands still while a token is here.</summary>
    public string? StopsClock { get; init; }

    public string? EscalateTo { get; init; }

    public string? EscalateParty { get; init; }

    /// <summary>Several sign instead of one; null for a task of one.</summary>
    public Countersign? Countersign { get; init; }

    /// <summary>Somebody is named, so that people see an item.</summary>
    public bool IsVisible => Role is not null || Party is not null || Countersign is not null;

    /// <summary>A role as the file names it, or as the variable that it names says.</summary>
    internal static string? RoleIn(string? role, IReadOnlyDictionary<string, ProcessValue> variables) =>
        role is ['=', .. var name] ? variables.TryGetValue(name, out var value) ? value.Text : null : role;

    /// <summary>The item of one of those who sign.</summary>
    internal WorkSpec For(Signer signer) => new()
    {
        Role = signer.Role,
        Party = signer.Party,
        Outcomes = Outcomes,
        DueWorkingDays = DueWorkingDays,
        Clock = Clock,
        StopsClock = StopsClock,
        EscalateTo = EscalateTo,
        EscalateParty = EscalateParty,
    };
}
