using Domain;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;

namespace Workflows.Accounts;

/// <summary>What the first administrator is made of.</summary>
public sealed record CreateFirstAdministrator
{
    public required string UserName { get; init; }

    public required string Password { get; init; }

    public required string OrganizationName { get; init; }
}

/// <summary>
/// Lets someone in who can let in everyone else. Outside Development nobody has an account at first, and there is no default one; so
/// this is reached from the machine itself, not from a page.
/// </summary>
public sealed class FirstAdministrator(UserManager<Account> accounts, PortalDbContext context, TimeProvider clock)
{
    /// <summary>Makes account, administration and membership, all or nothing.</summary>
    /// <exception cref="DomainException">
    /// account.administrator-exists; account.refused (the codes of what was broken: those of <see cref="PasswordRules"/>, or Identity's such as InvalidUserName).
    /// </exception>
    public async Task CreateAsync(CreateFirstAdministrator command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Set<Membership>().AnyAsync(membership => membership.Role == Role.Administrator && membership.Active, cancellationToken))
            throw new DomainException("account.administrator-exists");

        var account = new Account { UserName = command.UserName, DisplayName = command.UserName, CreatedAt = clock.GetUtcNow() };
        var result = await accounts.CreateAsync(account, command.Password);
        if (!result.Succeeded) throw new DomainException("account.refused", [.. result.Errors.Select(error => error.Code)]);

        var administration = await context.Set<Organization>().FirstOrDefaultAsync(
                organization => organization.Kind == OrganizationKind.Administration, cancellationToken)
            ?? context.Add(new Organization(OrganizationKind.Administration, new OrganizationDetails { Name = command.OrganizationName })).Entity;
        context.Add(new Membership(account.Id, administration, Role.Administrator));
        // Nobody of the portal did it, so that the audit says "system": whoever takes an administrator away and makes one here leaves this trace.
        Auditing.Record(
            context, null, "account.create", AccountRegister.Subject(account), clock.GetUtcNow(), after: AccountRegister.Audited(administration, Role.Administrator));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
