using Domain.Registration;
using Domain.Values;

namespace Portal.Registration.Editing;

/// <summary>What the form is bound to.</summary>
public sealed class RegistrationModel
{
    public SiteOrigin Origin { get; set; }
    public string? DeclaredRegion { get; set; }
    public IList<string> DeclaredNumbers { get; set; } = [];
    public long? KnownSiteId { get; set; }
    public MuckSiteModel Site { get; set; } = new();
    public string? PointName { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public long? SupplierId { get; set; }
    public double? Longitude { get; set; }
    public double? Latitude { get; set; }
    public string? Remarks { get; set; }
    public IList<DeviceModel> Devices { get; set; } = [];

    /// <param name="form">As stored.</param>
    /// <param name="fileName">The name of a file that the form points at.</param>
    public static RegistrationModel Of(RegistrationForm form, Func<long, string?> fileName)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new RegistrationModel
        {
            Origin = form.Origin,
            DeclaredRegion = form.DeclaredRegion,
            DeclaredNumbers = [.. form.DeclaredNumbers],
            KnownSiteId = form.KnownSiteId,
            Site = MuckSiteModel.Of(form.Site),
            PointName = form.PointName,
            ContactName = form.ContactName,
            ContactPhone = form.ContactPhone,
            SupplierId = form.SupplierId,
            Longitude = form.Longitude,
            Latitude = form.Latitude,
            Remarks = form.Remarks,
            Devices = [.. form.Devices.Select(d => DeviceModel.Of(d, fileName))],
        };
    }

    public RegistrationForm ToForm()
    {
        var form = new RegistrationForm
        {
            Origin = Origin,
            DeclaredRegion = DeclaredRegion,
            DeclaredNumbers = [.. DeclaredNumbers],
            KnownSiteId = KnownSiteId,
            Site = Site.ToForm(),
            PointName = PointName,
            ContactName = ContactName,
            ContactPhone = ContactPhone,
            SupplierId = SupplierId,
            Longitude = Longitude,
            Latitude = Latitude,
            Remarks = Remarks,
        };
        return form with { Devices = [.. Devices.Select(d => d.ToDevice(form))] };
    }
}

/// <summary>A site filled in by hand.</summary>
public sealed class MuckSiteModel
{
    public string? Name { get; set; }
    public string? Address { get; set; }
    public string? RegionCode { get; set; }
    public DateOnly? StartDate { get; set; }
    public DateOnly? EndDate { get; set; }
    public WorksCategory? Category { get; set; }
    public ManagementLevel? ManagementLevel { get; set; }
    public long? DepartmentId { get; set; }
    public bool? CentralEnterprise { get; set; }
    public string? PlanningPermit { get; set; }
    public string? FilingNumber { get; set; }
    public string? ConstructionPermit { get; set; }
    public UnitModel Owner { get; set; } = new();
    public UnitModel GeneralContractor { get; set; } = new();

    /// <summary>All five, in the form's order.</summary>
    public IList<WasteModel> Wastes { get; set; } = [.. Enum.GetValues<WasteKind>().Select(kind => new WasteModel { Kind = kind })];

    public decimal? DriedSlurry { get; set; }

    public static MuckSiteModel Of(MuckSiteForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new MuckSiteModel
        {
            Name = form.Name,
            Address = form.Address,
            RegionCode = form.RegionCode,
            StartDate = form.StartDate,
            EndDate = form.EndDate,
            Category = form.Category,
            ManagementLevel = form.ManagementLevel,
            DepartmentId = form.DepartmentId,
            CentralEnterprise = form.CentralEnterprise,
            PlanningPermit = form.PlanningPermit,
            FilingNumber = form.FilingNumber,
            ConstructionPermit = form.ConstructionPermit,
            Owner = UnitModel.Of(form.Owner),
            GeneralContractor = UnitModel.Of(form.GeneralContractor),
            Wastes = [.. Enum.GetValues<WasteKind>().Select(kind => WasteModel.Of(kind, form.Wastes.FirstOrDefault(w => w.Kind == kind)))],
            DriedSlurry = form.DriedSlurry,
        };
    }

    public MuckSiteForm ToForm() => new()
    {
        Name = Name,
        Address = Address,
        RegionCode = RegionCode,
        StartDate = StartDate,
        EndDate = EndDate,
        Category = Category,
        ManagementLevel = ManagementLevel,
        DepartmentId = DepartmentId,
        CentralEnterprise = CentralEnterprise,
        PlanningPermit = PlanningPermit,
        FilingNumber = FilingNumber,
        ConstructionPermit = ConstructionPermit,
        Owner = Owner.ToUnit(),
        GeneralContractor = GeneralContractor.ToUnit(),
        Wastes = [.. Wastes.Where(w => w.Leaves).Select(w => w.ToRemoval())],
        DriedSlurry = DriedSlurry,
    };
}

/// <summary>A unit with the person to speak to.</summary>
public sealed class UnitModel
{
    public string? Name { get; set; }
    public string? Address { get; set; }
    public string? ContactName { get; set; }
    public Sex? Sex { get; set; }
    public string? Phone { get; set; }

    public static UnitModel Of(UnitContact unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new UnitModel { Name = unit.Name, Address = unit.Address, ContactName = unit.ContactName, Sex = unit.Sex, Phone = unit.Phone };
    }

    public UnitContact ToUnit() => new() { Name = Name, Address = Address, ContactName = ContactName, Sex = Sex, Phone = Phone };
}

/// <summary>A kind of waste, and whether it leaves the site at all.</summary>
public sealed class WasteModel
{
    public WasteKind Kind { get; set; }

    /// <summary>Ticked: its fields are on the page and must be filled in.</summary>
    public bool Leaves { get; set; }

    public string? Transporter { get; set; }
    public string? ContactName { get; set; }
    public Sex? Sex { get; set; }
    public string? Phone { get; set; }
    public decimal? Tonnage { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }

    public static WasteModel Of(WasteKind kind, WasteRemoval? removal) => new()
    {
        Kind = kind,
        Leaves = removal is not null,
        Transporter = removal?.Transporter,
        ContactName = removal?.ContactName,
        Sex = removal?.Sex,
        Phone = removal?.Phone,
        Tonnage = removal?.Tonnage,
        From = removal?.From,
        Until = removal?.Until,
    };

    public WasteRemoval ToRemoval() => new()
    {
        Kind = Kind,
        Transporter = Transporter,
        ContactName = ContactName,
        Sex = Sex,
        Phone = Phone,
        Tonnage = Tonnage,
        From = From,
        Until = Until,
    };
}
