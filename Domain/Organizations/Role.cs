namespace Domain.Organizations;

/// <summary>What a person does for an organization. Work items are addressed to a role of an organization.</summary>
public enum Role
{
    /// <summary>项目经理 of a contractor: submits and signs.</summary>
    ProjectManager,

    /// <summary>资料员/工地管理员 of a contractor: prepares, does not sign.</summary>
    SiteClerk,

    /// <summary>总监/专监 of a supervision unit.</summary>
    SupervisionEngineer,

    /// <summary>建设单位代表.</summary>
    OwnerRepresentative,

    /// <summary>运维单位授权代表.</summary>
    OperatorEngineer,

    /// <summary>辖区科室/股室经办人.</summary>
    CountyOfficer,

    /// <summary>市局经办人.</summary>
    CityOfficer,

    /// <summary>供应商经办人.</summary>
    SupplierStaff,

    /// <summary>劳务/专业分包单位经办人.</summary>
    LaborClerk,

    /// <summary>系统管理员.</summary>
    Administrator,
}

/// <summary>Which roles an organization of a kind can give.</summary>
public static class Roles
{
    /// <summary>The roles that fit <paramref name="kind"/>; never empty.</summary>
    public static IReadOnlyList<Role> Of(OrganizationKind kind) => kind switch
    {
        OrganizationKind.Owner => [Role.OwnerRepresentative],
        OrganizationKind.Contractor => [Role.ProjectManager, Role.SiteClerk],
        OrganizationKind.Supervisor => [Role.SupervisionEngineer],
        OrganizationKind.Operator => [Role.OperatorEngineer],
        OrganizationKind.Supplier => [Role.SupplierStaff],
        OrganizationKind.CountyRegulator => [Role.CountyOfficer],
        OrganizationKind.CityRegulator => [Role.CityOfficer],
        OrganizationKind.LaborCompany or OrganizationKind.SpecialtyContractor => [Role.LaborClerk],
        OrganizationKind.Administration => [Role.Administrator],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
