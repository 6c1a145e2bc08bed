using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing.Database;

namespace Infrastructure.Tests.Database;

public sealed class RevisionTests
{
    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_FromAnOutdatedState_IsRefused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.AddAsync(new Organization(OrganizationKind.Owner, new OrganizationDetails { Name = "first" }));
        await using var early = database.Open();
        await using var late = database.Open();
        var seenEarly = await early.Set<Organization>().SingleAsync();
        var seenLate = await late.Set<Organization>().SingleAsync();
        seenEarly.Disable();
        await early.SaveChangesAsync();

        seenLate.Change(new OrganizationDetails { Name = "second" });

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync());
        await using var after = database.Open();
        var stored = await after.Set<Organization>().SingleAsync();
        (stored.Name, stored.Enabled, stored.Revision).ShouldBe(("first", false, 1));
    }

    [Fact]
    public async Task Save_OfAChange_AdvancesOnceAndOfNothingNotAtAll()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Open();
        var organization = new Organization(OrganizationKind.Owner, new OrganizationDetails { Name = "first" });
        context.Add(organization);
        await context.SaveChangesAsync();
        organization.Disable();
        await context.SaveChangesAsync();

        await context.SaveChangesAsync();

        organization.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Save_TriedAgainAfterAFailure_AdvancesOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Open();
        var organization = new Organization(OrganizationKind.Owner, new OrganizationDetails { Name = "first" });
        context.Add(organization);
        await context.SaveChangesAsync();
        organization.Change(new OrganizationDetails { Name = new string('x', Organization.NameLength + 1) });
        await Should.ThrowAsync<DbUpdateException>(() => context.SaveChangesAsync());

        organization.Change(new OrganizationDetails { Name = "second" });
        await context.SaveChangesAsync();

        organization.Revision.ShouldBe(1);
    }
}
