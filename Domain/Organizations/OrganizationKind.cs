namespace Domain.Organizations;

/// <summary>What an organization is in the field's words (glossary).</summary>
public enum OrganizationKind
{
    /// <summary>建设单位.</summary>
    Owner,

    /// <summary>施工(总承包)单位.</summary>
    Contractor,

    /// <summary>监理单位.</summary>
    Supervisor,

    /// <summary>平台运维单位.</summary>
    Operator,

    /// <summary>供应商/系统集成商; in access applications the installer.</summary>
    Supplier,

    /// <summary>属地(县区)住建主管部门.</summary>
    CountyRegulator,

    /// <summary>市局.</summary>
    CityRegulator,

    /// <summary>劳务(用人)单位.</summary>
    LaborCompany,

    /// <summary>专业分包(用工)单位.</summary>
    SpecialtyContractor,

    /// <summary>Those who keep accounts, calendars and process definitions; they approve nothing.</summary>
    Administration,
}
