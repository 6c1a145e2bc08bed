using Domain.Values;

namespace Domain.Registration;

/// <summary>
/// What S0's form asks of a muck site. All may be empty while it is a draft; what must be there is decided by <see cref="MuckSiteRules"/>.
/// </summary>
public sealed record MuckSiteForm
{
    public const int PermitLength = 60;
    public const int UnitLength = 100;
    public const int PersonLength = 50;
    public const int PhoneLength = 30;

    /// <summary>工程名称.</summary>
    public string? Name { get; init; }

    /// <summary>工程地址.</summary>
    public string? Address { get; init; }

    /// <summary>所属区划: county or district, six digits.</summary>
    public string? RegionCode { get; init; }

    /// <summary>建设工期, first day.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>建设工期, last day.</summary>
    public DateOnly? EndDate { get; init; }

    public WorksCategory? Category { get; init; }

    public ManagementLevel? ManagementLevel { get; init; }

    /// <summary>管理部门: a regulator of the site's district or city.</summary>
    public long? DepartmentId { get; init; }

    /// <summary>是否央企建设单位.</summary>
    public bool? CentralEnterprise { get; init; }

    /// <summary>建设工程规划许可证.</summary>
    public string? PlanningPermit { get; init; }

    /// <summary>报建号.</summary>
    public string? FilingNumber { get; init; }

    /// <summary>施工许可证.</summary>
    public string? ConstructionPermit { get; init; }

    /// <summary>建设单位.</summary>
    public UnitContact Owner { get; init; } = new();

    /// <summary>总包单位.</summary>
    public UnitContact GeneralContractor { get; init; } = new();

    /// <summary>What leaves the site, each kind once.</summary>
    public IReadOnlyList<WasteRemoval> Wastes { get; init; } = [];

    /// <summary>就地干化泥浆, in tonnes; null where none is dried on site.</summary>
    public decimal? DriedSlurry { get; init; }
}

/// <summary>A unit with the person to speak to.</summary>
public sealed record UnitContact
{
    public string? Name { get; init; }
    public string? Address { get; init; }
    public string? ContactName { get; init; }
    public Sex? Sex { get; init; }
    public string? Phone { get; init; }
}

/// <summary>Who takes away how much of a kind of waste, and when.</summary>
public sealed record WasteRemoval
{
    public required WasteKind Kind { get; init; }

    /// <summary>运输单位.</summary>
    public string? Transporter { get; init; }

    public string? ContactName { get; init; }
    public Sex? Sex { get; init; }
    public string? Phone { get; init; }

    /// <summary>外运量, in tonnes.</summary>
    public decimal? Tonnage { get; init; }

    /// <summary>排放工期, first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>排放工期, last day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Nothing was filled in: this kind does not leave the site.</summary>
    public bool IsEmpty() => string.IsNullOrWhiteSpace(Transporter) && string.IsNullOrWhiteSpace(ContactName) && Sex is null
        && string.IsNullOrWhiteSpace(Phone) && Tonnage is null && From is null && Until is null;
}
