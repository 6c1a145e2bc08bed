using Domain;

namespace Workflows.Engine.Shell;

/// <summary>
/// A chain that others call (BPMN call activity): how a case of it comes about without anybody filing one. Runs inside the caller's step, under the
/// rules of <see cref="IServiceTaskHandler"/>.
/// </summary>
public interface ICalledChain
{
    /// <summary>The chain's key, as callers name it (calledElement).</summary>
    string Key { get; }

    /// <summary>Prepares a case, without saving: a draft that people fill in, or one that is on its way already.</summary>
    /// <param name="caller">The case that calls.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The business key of the called case.</returns>
    /// <exception cref="DomainException">Whatever keeps such a case from being begun; it undoes the caller's step.</exception>
    Task<string> PrepareAsync(ServiceTaskContext caller, CancellationToken cancellationToken);

    /// <summary>Nobody waits for the case any more: takes it back as far as that can still be done.</summary>
    /// <param name="caller">The case that had called.</param>
    /// <param name="calledKey">The called case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it was taken back, so that its own chain is to end too. False: it goes on by itself.</returns>
    Task<bool> DropAsync(ServiceTaskContext caller, string calledKey, CancellationToken cancellationToken);
}
