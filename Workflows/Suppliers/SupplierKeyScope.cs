using System.Linq.Expressions;
using Domain.Organizations;
using Domain.Suppliers;

namespace Workflows.Suppliers;

/// <summary>
/// Who sees and moves which keys: the unit that made a key, the supplier whose machines use it, and the platform's own people, who see
/// all of them. Regulators have no business with keys.
/// </summary>
internal static class SupplierKeyScope
{
    public static readonly Role[] Makers = [Role.SupplierStaff, Role.ProjectManager, Role.SiteClerk];
    public static readonly Role[] Readers = [.. Makers, Role.OperatorEngineer, Role.Administrator];

    public static bool IsPlatform(Actor actor) => actor.Role is Role.OperatorEngineer or Role.Administrator;

    public static Expression<Func<SupplierKey, bool>> Visible(Actor actor)
    {
        if (IsPlatform(actor)) return _ => true;
        var unit = actor.OrganizationId;
        return key => key.OwnerId == unit || key.SupplierId == unit;
    }

    public static bool Owns(Actor actor, long ownerId) => Makers.Contains(actor.Role) && actor.OrganizationId == ownerId;

    /// <summary>Its unit; where the platform disabled it, the platform.</summary>
    public static bool CanEnable(Actor actor, SupplierKey key) =>
        !key.Enabled && (key.DisabledByPlatform ? IsPlatform(actor) : Owns(actor, key.OwnerId));
}
