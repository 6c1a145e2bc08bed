namespace Domain.Suppliers;

/// <summary>
/// What a supplier key may send for (S0 section 3). A supplier's own key: everything of that supplier. A contractor's: only what is that
/// supplier's and the contractor's - its own registrations, and the devices of sites that it takes part in.
/// </summary>
/// <param name="SupplierId">Whose machines sign with it.</param>
/// <param name="OwnerId">The unit that made it.</param>
public sealed record KeyReach(long SupplierId, long OwnerId)
{
    /// <summary>Whether the supplier itself made the key.</summary>
    public bool OfSupplier => OwnerId == SupplierId;

    /// <summary>A registration with its captures and devices.</summary>
    public bool CoversRegistration(long? supplierId, long contractorId) => supplierId == SupplierId && (OfSupplier || contractorId == OwnerId);

    /// <summary>A device of an access application.</summary>
    /// <param name="supplierId">The device's supplier.</param>
    /// <param name="ownerTakesPart">Whether the key's unit takes part in the device's site.</param>
    public bool CoversSiteDevice(long supplierId, bool ownerTakesPart) => supplierId == SupplierId && (OfSupplier || ownerTakesPart);
}
