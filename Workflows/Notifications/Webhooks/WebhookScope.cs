using System.Linq.Expressions;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Notifications.Webhooks;

/// <summary>
/// Who manages which webhooks: suppliers, contractors and the operator those of their own unit, administrators all of them. A webhook gets
/// what its unit is told in any role, so of a contractor's people only who signs for it may have one; a site clerk may not.
/// </summary>
internal static class WebhookScope
{
    public static readonly Role[] Managers = [Role.SupplierStaff, Role.ProjectManager, Role.OperatorEngineer, Role.Administrator];

    public static Expression<Func<Webhook, bool>> Visible(Actor actor)
    {
        if (actor.Role == Role.Administrator) return _ => true;
        var unit = actor.OrganizationId;
        return webhook => webhook.OrganizationId == unit;
    }
}
