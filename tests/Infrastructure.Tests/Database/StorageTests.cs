using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing.Database;

namespace Infrastructure.Tests.Database;

/// <summary>The promises of <see cref="PortalDbContext"/>, on every server that is configured.</summary>
public sealed class StorageTests
{
    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Add_BeforeSaving_HasAKeyAlready(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var context = database.Open();
        var accounts = Enumerable.Range(0, 250).Select(number => Accounts.Named($"account{number}")).ToList();

        context.AddRange(accounts);

        accounts.Select(account => account.Id).Distinct().Count().ShouldBe(250);
        accounts.ShouldAllBe(account => account.Id > 0);
        await context.SaveChangesAsync();
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Moment_WithAnOffsetAndTicks_IsReadBackInUtcToTheMicrosecond(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var account = Accounts.Named("one");
        account.CreatedAt = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8)).AddTicks(1_234_567);
        await database.AddAsync(account);

        await using var context = database.Open();
        var stored = await context.Set<Account>().SingleAsync();

        stored.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
        stored.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero).AddTicks(1_234_560));
        (await context.Set<Account>().CountAsync(found => found.CreatedAt == account.CreatedAt)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_OfASecondEqualName_IsAUniqueViolation(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.AddAsync(Accounts.Named("one"));

        var error = await Should.ThrowAsync<DbUpdateException>(() => database.AddAsync(Accounts.Named("one")));

        error.IsUniqueViolation().ShouldBeTrue();
        error.IsUniqueViolation("IX_Account_NormalizedUserName").ShouldBeTrue();
        error.IsUniqueViolation("IX_Account_Other").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Save_OfATextTooLong_IsNotAUniqueViolation(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        var error = await Should.ThrowAsync<DbUpdateException>(() => database.AddAsync(Accounts.Named(new string('a', 65))));

        error.IsUniqueViolation().ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(TestServers.All), MemberType = typeof(TestServers))]
    public async Task Search_ForWildcards_FindsThemAsCharacters(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var name in new[] { "100%", "1000", "a_b", "axb", "[a]", "a", @"back\slash" }) await database.AddAsync(Accounts.Named(name));
        await using var context = database.Open();

        var found = (string text) => context.Set<Account>()
            .Where(account => EF.Functions.Like(account.DisplayName, LikePattern.Containing(text), LikePattern.Escape))
            .Select(account => account.DisplayName).ToList();

        found("100%").ShouldBe(["100%"]);
        found("a_b").ShouldBe(["a_b"]);
        found("[a]").ShouldBe(["[a]"]);
        found(@"k\s").ShouldBe([@"back\slash"]);
    }
}
