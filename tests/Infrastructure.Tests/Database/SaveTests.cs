using Domain.Drafts;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing.Database;

namespace Infrastructure.Tests.Database;

/// <summary>A save writes all of its rows or none, whichever way a server is written to.</summary>
public sealed class SaveTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 1, 2, 3, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_OfAddedChangedAndDeletedRows_StoresThemAsTheyAre(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var changed = await database.AddAsync(Named("changed", "short"));
        var account = await database.AddAsync(Accounts.Named("one"));
        var draft = await database.AddAsync(new FormDraft(account.Id, "form", "{}", Now));
        await using var context = database.Open();
        context.Attach(draft);
        context.Attach(changed);

        context.Remove(draft);
        changed.Change(new OrganizationDetails { Name = "更名", ContactPhone = "12345" });
        context.Add(Named("added", shortName: null));
        context.Add(new FormDraft(account.Id, "form", """{"again":1}""", Now));
        var written = await context.SaveChangesAsync();

        written.ShouldBe(4);
        await using var after = database.Open();
        var stored = await after.Set<Organization>().OrderBy(o => o.Id).Select(o => new { o.Kind, o.Name, o.ShortName, o.ContactPhone, o.Enabled, o.Revision }).ToListAsync();
        stored.ShouldBe(
        [
            new { Kind = OrganizationKind.Owner, Name = "更名", ShortName = (string?)null, ContactPhone = (string?)"12345", Enabled = true, Revision = 1L },
            new { Kind = OrganizationKind.Owner, Name = "added", ShortName = (string?)null, ContactPhone = (string?)null, Enabled = true, Revision = 0L },
        ]);
        (await after.Set<FormDraft>().SingleAsync()).Document.ShouldBe("""{"again":1}""");
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_WithOneOutdatedRow_WritesNothingAndNamesTheRow(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var outdated = await database.AddAsync(Named("outdated"));
        var current = await database.AddAsync(Named("current"));
        await using (var other = database.Open())
        {
            (await other.Set<Organization>().SingleAsync(o => o.Id == outdated.Id)).Disable();
            await other.SaveChangesAsync();
        }

        await using var context = database.Open();
        context.AttachRange(outdated, current);
        outdated.Disable();
        current.Disable();
        context.Add(Named("added"));
        var error = await Should.ThrowAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());

        error.Entries.ShouldHaveSingleItem().Entity.ShouldBe(outdated);
        await using var after = database.Open();
        (await after.Set<Organization>().OrderBy(o => o.Id).Select(o => new { o.Name, o.Enabled }).ToListAsync())
            .ShouldBe([new { Name = "outdated", Enabled = false }, new { Name = "current", Enabled = true }]);
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_OfARowThatIsGone_IsRefused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var account = await database.AddAsync(Accounts.Named("one"));
        var draft = await database.AddAsync(new FormDraft(account.Id, "form", "{}", Now));
        await using var context = database.Open();
        context.Attach(draft);
        await using (var other = database.Open()) await other.Set<FormDraft>().ExecuteDeleteAsync();

        context.Remove(draft);

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_InAnOpenTransaction_GoesWithIt(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using (var context = database.Open())
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Add(Named("given up"));
            await context.SaveChangesAsync();
        }

        await using var after = database.Open();
        (await after.Set<Organization>().AnyAsync()).ShouldBeFalse();
    }

    /// <summary>What the order of writing hangs on: rows before those that point at them, and the other way round when they go.</summary>
    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_OfRowsThatPointAtEachOther_FindsTheirOrder(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var account = await database.AddAsync(Accounts.Named("one"));
        var organization = Named("one");
        await using var context = database.Open();

        context.Add(new Membership(account.Id, organization, Role.OwnerRepresentative));
        await context.SaveChangesAsync();
        context.RemoveRange(context.ChangeTracker.Entries().Select(entry => entry.Entity).ToList());
        await context.SaveChangesAsync();

        await using var after = database.Open();
        (await after.Set<Organization>().AnyAsync() || await after.Set<Membership>().AnyAsync()).ShouldBeFalse();
    }

    private static Organization Named(string name, string? shortName = null) =>
        new(OrganizationKind.Owner, new OrganizationDetails { Name = name, ShortName = shortName });
}
