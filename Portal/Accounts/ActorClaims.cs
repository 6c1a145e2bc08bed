using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Claims;
using Domain.Organizations;

namespace Portal.Accounts;

/// <summary>How the chosen membership travels in the sign-in cookie.</summary>
public static class ActorClaims
{
    public const string DisplayName = "portal:name";
    public const string Membership = "portal:membership";
    public const string Organization = "portal:organization";
    public const string OrganizationName = "portal:organization-name";
    public const string OrganizationKind = "portal:organization-kind";
    public const string Region = "portal:region";

    /// <summary>The claims of acting in <paramref name="membership"/>, whose organization is loaded.</summary>
    public static IEnumerable<Claim> Of(Membership membership)
    {
        ArgumentNullException.ThrowIfNull(membership);
        var organization = membership.Organization;
        yield return new Claim(Membership, Text(membership.Id));
        yield return new Claim(ClaimTypes.Role, membership.Role.ToString());
        yield return new Claim(Organization, Text(organization.Id));
        yield return new Claim(OrganizationName, organization.Name);
        yield return new Claim(OrganizationKind, organization.Kind.ToString());
        if (organization.RegionCode is { } region) yield return new Claim(Region, region);
    }

    /// <summary>The actor that the signed-in person chose to be; false before a role is chosen, and for visitors.</summary>
    public static bool TryGetActor(this ClaimsPrincipal? user, [NotNullWhen(true)] out Actor? actor)
    {
        actor = null;
        if (user?.AccountId() is not { } account || user.MembershipId() is not { } membership) return false;
        if (!long.TryParse(user.FindFirstValue(Organization), CultureInfo.InvariantCulture, out var organization)) return false;
        if (!Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)) return false;
        if (!Enum.TryParse<OrganizationKind>(user.FindFirstValue(OrganizationKind), out var kind)) return false;
        actor = new Actor
        {
            AccountId = account,
            Name = user.FindFirstValue(DisplayName) ?? "",
            MembershipId = membership,
            OrganizationId = organization,
            OrganizationName = user.FindFirstValue(OrganizationName) ?? "",
            OrganizationKind = kind,
            Role = role,
            RegionCode = user.FindFirstValue(Region),
        };
        return true;
    }

    public static long? AccountId(this ClaimsPrincipal user) => Number(user, ClaimTypes.NameIdentifier);

    public static long? MembershipId(this ClaimsPrincipal user) => Number(user, Membership);

    private static long? Number(ClaimsPrincipal user, string type) =>
        long.TryParse(user.FindFirstValue(type), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
