namespace Domain.Devices;

/// <summary>That a supplier's model once passed debugging: test reports and CCEP are waived for it from then on (S2 annex 1-1, note 1).</summary>
public sealed class SupplierAcceptance
{
    public long Id { get; private set; }

    public long SupplierId { get; private set; }

    public DeviceKind Kind { get; private set; }

    public string ModelKey { get; private set; } = "";

    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>The application whose debugging passed.</summary>
    public long ApplicationId { get; private set; }

    private SupplierAcceptance()
    {
    }

    public SupplierAcceptance(long supplierId, DeviceKind kind, string brand, string model, long applicationId, DateTimeOffset at)
    {
        SupplierId = supplierId;
        Kind = kind;
        ModelKey = DeviceModel.Key(brand, model);
        ApplicationId = applicationId;
        AcceptedAt = at;
    }
}
