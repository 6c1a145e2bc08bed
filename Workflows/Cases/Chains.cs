using Domain;
using Domain.Organizations;
using Infrastructure.Database;
using Workflows.Engine.Shell;

namespace Workflows.Cases;

/// <summary>The chains that this portal knows, by their keys.</summary>
public sealed class Chains(IEnumerable<IChain> chains)
{
    private readonly Dictionary<string, IChain> _chains = chains.ToDictionary(c => c.Key, StringComparer.Ordinal);

    /// <summary>Null for a chain that is not one of the product's.</summary>
    public IChain? Find(string key) => _chains.GetValueOrDefault(key);

    /// <summary>The chain of a case that the actor sees.</summary>
    /// <exception cref="DomainException">case.unknown: there is none, or not for this reader.</exception>
    internal async Task<(IChain Chain, CaseKey Case)> RequireAsync(PortalDbContext db, Actor actor, string businessKey, CancellationToken cancellationToken) =>
        CaseKey.TryParse(businessKey, out var key) && Find(key.Chain) is { } chain && await chain.SeesAsync(db, actor, key.Id, cancellationToken)
            ? (chain, key)
            : throw new DomainException("case.unknown");

    /// <summary>The chain of an item that somebody holds.</summary>
    /// <exception cref="DomainException">work-item.not-yours.</exception>
    internal IChain Of(HeldItem held) => Find(held.Item.DefinitionKey) ?? throw new DomainException("work-item.not-yours");
}
