using Domain;
using Domain.Organizations;
using Domain.Regions;
using Domain.Values;
using Infrastructure.Accounts;
using Testing.Database;

namespace Workflows.Tests.Organizations;

/// <summary>Stores people with the organizations they act for.</summary>
internal static class People
{
    public const string Xiashan = "440803";
    public const string Chikan = "440802";
    public const string Zhanjiang = "440800";

    /// <summary>An account with one active membership, in a new organization.</summary>
    public static async Task<Actor> AddActorAsync(this TestDatabase database, Role role, string? region = null)
    {
        var kind = Enum.GetValues<OrganizationKind>().First(k => Roles.Of(k).Contains(role));
        return await database.AddActorAsync(await database.AddOrganizationAsync(kind, region: region), role);
    }

    /// <summary>An account with one active membership in <paramref name="organization"/>.</summary>
    public static async Task<Actor> AddActorAsync(this TestDatabase database, Organization organization, Role role)
    {
        var name = $"u{Guid.NewGuid():N}";
        await using var db = database.Open();
        db.Attach(organization);
        var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = $"{role}" };
        db.Add(account);
        var membership = new Membership(account.Id, organization, role);
        db.Add(membership);
        await db.SaveChangesAsync();
        return new Actor
        {
            AccountId = account.Id,
            Name = account.DisplayName,
            MembershipId = membership.Id,
            OrganizationId = organization.Id,
            OrganizationName = organization.Name,
            OrganizationKind = organization.Kind,
            Role = role,
            RegionCode = organization.RegionCode,
        };
    }

    public static async Task<Organization> AddOrganizationAsync(
        this TestDatabase database, OrganizationKind kind, string? name = null, string? region = null) =>
        await database.AddAsync(new Organization(kind, new OrganizationDetails
        {
            Name = name ?? $"{kind} {Guid.NewGuid():N}",
            RegionCode = region ?? (Organization.NeedsRegion(kind) ? Zhanjiang : null),
        }));

    /// <summary>湛江市 with two of its districts.</summary>
    public static async Task AddRegionsAsync(this TestDatabase database)
    {
        await using var db = database.Open();
        var (province, city) = (RegionCode.Parse("440000"), RegionCode.Parse(Zhanjiang));
        db.AddRange(
            new Region(province, "广东省", null), new Region(city, "湛江市", province),
            new Region(RegionCode.Parse(Chikan), "赤坎区", city), new Region(RegionCode.Parse(Xiashan), "霞山区", city));
        await db.SaveChangesAsync();
    }

    /// <summary>The code that an action is refused with.</summary>
    public static async Task<string> RefusalAsync(Func<Task> action) => (await Should.ThrowAsync<DomainException>(action)).Code;
}
