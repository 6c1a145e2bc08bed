using Domain;
using Domain.Organizations;
using Infrastructure.Database;
using Workflows.Engine.Shell;

namespace Workflows.Cases;

/// <summary>
/// What a chain's feature says to the operations that all chains share. It is asked in the operation's own transaction, before the engine
/// steps, changes the feature's entities in the given context without saving, and refuses with a <see cref="DomainException"/>.
/// </summary>
public interface IChain
{
    /// <summary>The chain's key in its file, and the first part of its cases' keys.</summary>
    string Key { get; }

    /// <summary>Whether the case is there and the actor may read it. The same rule as on its own page.</summary>
    Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken);

    /// <summary>Whether an outcome and an opinion are all that the step asks for. Other steps are completed by services of the feature.</summary>
    bool IsDecision(string node);

    /// <summary>
    /// A step that is a decision is decided: checks what must hold, and lets the case know. Where several countersign, it is told once, by the
    /// signature that decides.
    /// </summary>
    /// <param name="step">The step, held by who decides.</param>
    /// <param name="outcome">One of the step's outcomes.</param>
    /// <param name="opinion">Trimmed; null when nothing was written.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken);

    /// <summary>The steps that a case can be given back to from a step, as far as the law allows; the chain's form may leave fewer.</summary>
    IReadOnlyList<string> ReturnTargets(string node);

    /// <summary>The case is given back to one of the targets.</summary>
    Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken);

    /// <summary>Whether the completion of a step can be taken back at all.</summary>
    bool IsRecallable(string node);

    /// <summary>Who completed the step last takes that back; the engine sees to it that nothing has happened since.</summary>
    Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken);
}

/// <summary>A step that its holder acts on.</summary>
/// <param name="Db">The operation's context; the engine's changes are written in it too.</param>
/// <param name="Held">Item and instance, and who acts.</param>
/// <param name="Now">The instant, UTC.</param>
public sealed record ChainStep(PortalDbContext Db, HeldItem Held, DateTimeOffset Now)
{
    public long CaseId { get; } = CaseKey.Parse(Held.Item.BusinessKey).Id;

    public string Node => Held.Item.NodeId;

    public Actor Actor => Held.Actor;
}

/// <summary>A completion that is taken back.</summary>
/// <param name="Db">As in <see cref="ChainStep"/>.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Node">The step that was completed.</param>
/// <param name="Actor">Who completed it and takes it back.</param>
/// <param name="Now">The instant, UTC.</param>
public sealed record ChainRecall(PortalDbContext Db, long CaseId, string Node, Actor Actor, DateTimeOffset Now);
