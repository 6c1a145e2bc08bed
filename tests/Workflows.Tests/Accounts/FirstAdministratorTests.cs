using Domain;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing.Database;
using Workflows.Accounts;

namespace Workflows.Tests.Accounts;

public sealed class FirstAdministratorTests
{
    private const string Password = "seven bricks, one kite";

    [Fact]
    public async Task Create_OnAnEmptyDatabase_LetsTheAdministratorIn()
    {
        await using var database = await TestDatabase.CreateAsync();

        await CreateAsync(database, "first", Password);

        await using var services = Services(database);
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await accounts.FindByNameAsync("FIRST")).ShouldNotBeNull();
        (await accounts.CheckPasswordAsync(account, Password)).ShouldBeTrue();
        await using var context = database.Open();
        var membership = await context.Set<Membership>().Include(found => found.Organization).SingleAsync();
        (membership.AccountId, membership.Role, membership.Organization.Kind)
            .ShouldBe((account.Id, Role.Administrator, OrganizationKind.Administration));
    }

    [Fact]
    public async Task Create_StandsInTheAudit_AsDoneByNobodyOfThePortal()
    {
        await using var database = await TestDatabase.CreateAsync();

        await CreateAsync(database, "first", Password);

        await using var context = database.Open();
        var entry = await context.Set<AuditEntry>().SingleAsync();
        (entry.Action, entry.AccountId, entry.SubjectKind, entry.SubjectName).ShouldBe(("account.create", null, "account", "first (first)"));
        entry.After.ShouldNotBeNull().ShouldContain("Administration");
    }

    [Fact]
    public async Task Create_WhenThereIsOne_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await CreateAsync(database, "first", Password);

        var refusal = await Should.ThrowAsync<DomainException>(() => CreateAsync(database, "second", Password));

        refusal.Code.ShouldBe("account.administrator-exists");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("Administrator1")]
    public async Task Create_WithAWeakPassword_LeavesNothingBehind(string password)
    {
        await using var database = await TestDatabase.CreateAsync();

        var refusal = await Should.ThrowAsync<DomainException>(() => CreateAsync(database, "first", password));

        refusal.Code.ShouldBe("account.refused");
        await using var context = database.Open();
        (await context.Set<Account>().CountAsync() + await context.Set<Organization>().CountAsync()).ShouldBe(0);
    }

    private static async Task CreateAsync(TestDatabase database, string user, string password)
    {
        await using var services = Services(database);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().CreateAsync(
            new CreateFirstAdministrator { UserName = user, Password = password, OrganizationName = "Administration" });
    }

    private static ServiceProvider Services(TestDatabase database)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddPortalDatabase(database.Provider, database.ConnectionString).AddScoped<FirstAdministrator>();
        services.AddPortalIdentity();
        return services.BuildServiceProvider();
    }
}
