namespace Domain.Access;

/// <summary>The installer's signed commitment (S2 annex 1-4). It holds for the supplier that signed, and while another one is named it does not.</summary>
public sealed record CommitmentLetter
{
    public required long SupplierId { get; init; }
    public required string SupplierName { get; init; }

    /// <summary>安装单位联系人.</summary>
    public required string ContactName { get; init; }

    public required string ContactPhone { get; init; }
    public required long SignedBy { get; init; }
    public required string SignedByName { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
}
