using Domain.Suppliers;

namespace Domain.Tests.Suppliers;

public sealed class KeyReachTests
{
    private const long Supplier = 1;
    private const long Contractor = 2;
    private const long Other = 3;

    private static readonly KeyReach OfSupplier = new(Supplier, Supplier);
    private static readonly KeyReach OfContractor = new(Supplier, Contractor);

    [Theory]
    [InlineData(Supplier, Contractor, true, true)]
    [InlineData(Supplier, Other, true, false)]
    [InlineData(Other, Contractor, false, false)]
    [InlineData(null, Contractor, false, false)]
    public void CoversRegistration_ByItsSupplierAndContractor_IsForThoseOfTheKey(long? supplier, long contractor, bool bySupplier, bool byContractor)
    {
        OfSupplier.CoversRegistration(supplier, contractor).ShouldBe(bySupplier);
        OfContractor.CoversRegistration(supplier, contractor).ShouldBe(byContractor);
    }

    [Theory]
    [InlineData(Supplier, true, true, true)]
    [InlineData(Supplier, false, true, false)]
    [InlineData(Other, true, false, false)]
    public void CoversSiteDevice_ByItsSupplierAndSite_IsForThoseOfTheKey(long supplier, bool takesPart, bool bySupplier, bool byContractor)
    {
        OfSupplier.CoversSiteDevice(supplier, takesPart).ShouldBe(bySupplier);
        OfContractor.CoversSiteDevice(supplier, takesPart).ShouldBe(byContractor);
    }
}
