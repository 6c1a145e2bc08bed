using Domain.Suppliers;
using Infrastructure.Ingest;

namespace Workflows.Ingest;

/// <summary>A supplier key as a node holds it in memory: what never changes of it. Whether it is enabled, only the database knows.</summary>
/// <param name="Id">Of its row: the source of what it signs.</param>
/// <param name="KeyId">What machines name it by.</param>
/// <param name="Reach">What it may send for.</param>
/// <param name="Signing">What is signed with; null for a machine of ours, which signs nothing.</param>
public sealed record IngestKey(long Id, string KeyId, KeyReach Reach, SigningKey? Signing = null)
{
    /// <summary>Without the secret, wherever a record is written out.</summary>
    public override string ToString() => $"key {KeyId}";
}
