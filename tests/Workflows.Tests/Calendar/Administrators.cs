using Domain.Organizations;
using Infrastructure.Accounts;
using Testing.Database;

namespace Workflows.Tests.Calendar;

internal static class Administrators
{
    /// <summary>Stores an administrator with a membership and returns how that person acts.</summary>
    public static async Task<Actor> AddAdministratorAsync(this TestDatabase database, bool active = true)
    {
        var name = $"管理员{Guid.NewGuid():N}";
        var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = "管理员" };
        await using var context = database.Open();
        context.Add(account);
        var organization = new Organization(OrganizationKind.Administration, new OrganizationDetails { Name = name });
        context.Add(organization);
        var membership = new Membership(account.Id, organization, Role.Administrator);
        if (!active)
            membership.End();
        context.Add(membership);
        await context.SaveChangesAsync();

        return new Actor
        {
            AccountId = account.Id,
            Name = account.DisplayName,
            MembershipId = membership.Id,
            OrganizationId = organization.Id,
            OrganizationName = organization.Name,
            OrganizationKind = organization.Kind,
            Role = Role.Administrator,
        };
    }
}
