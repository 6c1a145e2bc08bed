using Domain.Suppliers;

namespace Workflows.Ingest;

/// <summary>A supplier key as a node holds it in memory: what never changes of it. Whether it is enabled, only the database knows.</summary>
/// <param name="Id">Of its row: the source of what it signs.</param>
/// <param name="KeyId">What machines name it by.</param>
/// <param name="Reach">What it may send for.</param>
/// <param name="Secret">What is signed with, in the clear; never logged.</param>
public sealed record IngestKey(long Id, string KeyId, KeyReach Reach, ReadOnlyMemory<byte> Secret)
{
    /// <summary>Without the secret, wherever a record is written out.</summary>
    public override string ToString() => $"key {KeyId}";
}
