using Domain.Engine;
using Infrastructure.Database;

namespace Workflows.Engine.Shell;

/// <summary>
/// What a service task does. It runs inside the step's transaction and may only touch the database through the given context; anything
/// outgoing goes through the outbox. A thrown error undoes the whole step.
/// </summary>
public interface IServiceTaskHandler
{
    /// <summary>The name in the chain's file (portal:handler).</summary>
    string Name { get; }

    /// <summary>Does the work, without saving. What it returns is set as variables of the instance.</summary>
    Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken);
}

/// <summary>What a handler is given.</summary>
/// <param name="Db">The step's context; entities that the step has changed are seen changed.</param>
/// <param name="Instance">The running case.</param>
/// <param name="Now">The step's instant, UTC.</param>
public sealed record ServiceTaskContext(PortalDbContext Db, ProcessInstance Instance, DateTimeOffset Now)
{
    /// <summary>For handlers that have nothing to say.</summary>
    public static readonly IReadOnlyDictionary<string, ProcessValue> Nothing = new Dictionary<string, ProcessValue>(StringComparer.Ordinal);

    internal List<DeliverMessage> Told { get; } = [];

    /// <summary>Tells another case something that it may wait for; it moves in the same transaction, once this case's step is done.</summary>
    public void Tell(string businessKey, string message, string rule) =>
        Told.Add(new DeliverMessage { BusinessKey = businessKey, Message = message, Rule = rule });
}
