using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Notifications;

/// <summary>Whom a message reaches when it is delivered.</summary>
internal static class MessageRecipients
{
    /// <summary>The named account, or those who hold the role then; only accounts that can sign in.</summary>
    public static Task<List<Account>> OfAsync(PortalDbContext db, OutboxMessage message, CancellationToken cancellationToken)
    {
        var accounts = db.Set<Account>().AsNoTracking().Where(a => a.Enabled);
        accounts = message.AccountId is { } account
            ? accounts.Where(a => a.Id == account)
            : accounts.Where(a => db.Set<Membership>().Any(m =>
                m.AccountId == a.Id && m.OrganizationId == message.OrganizationId && m.Role == message.Role && m.Active && m.Organization.Enabled));
        return accounts.OrderBy(a => a.Id).ToListAsync(cancellationToken);
    }
}
