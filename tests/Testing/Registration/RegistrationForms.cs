using Domain.Devices;
using Domain.Registration;
using Domain.Values;

namespace Testing.Registration;

/// <summary>Forms that are complete; a test changes the one field it is about.</summary>
public static class RegistrationForms
{
    public const double Longitude = 110.3594;
    public const double Latitude = 21.2707;

    /// <summary>A muck site filled in by hand, with muck alone leaving it.</summary>
    public static MuckSiteForm Site(string region = PortalWorld.County, long departmentId = 1) => new()
    {
        Name = "Harbour pit",
        Address = "8 Harbour Road",
        RegionCode = region,
        StartDate = new DateOnly(2026, 10, 1),
        EndDate = new DateOnly(2028, 9, 30),
        Category = WorksCategory.CityKeyProject,
        ManagementLevel = ManagementLevel.District,
        DepartmentId = departmentId,
        CentralEnterprise = false,
        PlanningPermit = "GX-2026-11",
        FilingNumber = "BJ-2026-07",
        ConstructionPermit = "SX-2026-03",
        Owner = new UnitContact { Name = "Bay Estates", Address = "1 Bay Street", ContactName = "Ye", Sex = Sex.Female, Phone = "13800000011" },
        GeneralContractor = new UnitContact { Name = "Haiyi Construction", Address = "2 Bay Street", ContactName = "Lin", Sex = Sex.Male, Phone = "13800000012" },
        Wastes = [Waste(WasteKind.Muck)],
        DriedSlurry = 120,
    };

    public static WasteRemoval Waste(WasteKind kind) => new()
    {
        Kind = kind,
        Transporter = "Shunchi Haulage",
        ContactName = "Fu",
        Sex = Sex.Male,
        Phone = "13800000013",
        Tonnage = 12_000,
        From = new DateOnly(2026, 11, 1),
        Until = new DateOnly(2027, 6, 30),
    };

    /// <summary>Codes of devices begin at <paramref name="firstCode"/>, so that several registrations do not share them.</summary>
    public static RegistrationForm Complete(long supplierId = 1, long departmentId = 1, int firstCode = 1, string region = PortalWorld.County) => new()
    {
        Origin = SiteOrigin.ByHand,
        Site = Site(region, departmentId),
        PointName = "Harbour pit, gate 1",
        ContactName = "He",
        ContactPhone = "13800000014",
        SupplierId = supplierId,
        Longitude = Longitude,
        Latitude = Latitude,
        Remarks = "East side",
        Devices = [.. DeviceKinds.Gate.Select((kind, i) => Device(kind, firstCode + i, region))],
    };

    public static RegisteredDevice Device(DeviceKind kind, int code, string region = PortalWorld.County) => new()
    {
        Kind = kind,
        Code = Code(code, region),
        Longitude = Longitude + 0.001,
        Latitude = Latitude,
        Brand = "Haishi",
        Model = "TCM-403",
        Parameters = "4 MP, 1/1.8\"",
    };

    public static string Code(int number, string region = PortalWorld.County) => Gb28181Code.SitePrefix(RegionCode.Parse(region), "132") + number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
}
