using Domain.Organizations;

namespace Workflows.Suppliers;

/// <summary>
/// Who reads what of the register: officials all of it, the people of a contractor the names that they choose from, a supplier's staff
/// itself alone.
/// </summary>
internal static class SupplierScope
{
    private static readonly Role[] Officials = [Role.CityOfficer, Role.CountyOfficer, Role.OperatorEngineer, Role.Administrator];
    private static readonly Role[] Choosers = [Role.ProjectManager, Role.SiteClerk];

    public static readonly Role[] Readers = [.. Officials, .. Choosers, Role.SupplierStaff];

    /// <summary>S0 section 3.1 gives it to contractors.</summary>
    public static readonly Role[] Registrars = [Role.OperatorEngineer, Role.CityOfficer, Role.Administrator, .. Choosers];

    /// <summary>Who corrects any entry; a supplier's staff corrects how itself is reached.</summary>
    public static readonly Role[] Keepers = [Role.OperatorEngineer, Role.CityOfficer, Role.Administrator];

    /// <summary>Whether contacts, and what is said against a supplier, are shown.</summary>
    public static bool SeesContacts(Actor actor) => !Choosers.Contains(actor.Role);

    public static bool CanChange(Actor actor, long supplierId) => Keepers.Contains(actor.Role) || IsOwn(actor, supplierId);

    public static bool IsOwn(Actor actor, long supplierId) => actor.Role == Role.SupplierStaff && actor.OrganizationId == supplierId;

    public static IQueryable<Organization> Visible(IQueryable<Organization> organizations, Actor actor)
    {
        var suppliers = organizations.Where(o => o.Kind == OrganizationKind.Supplier);
        if (actor.Role != Role.SupplierStaff) return suppliers;
        var own = actor.OrganizationId;
        return suppliers.Where(o => o.Id == own);
    }
}
