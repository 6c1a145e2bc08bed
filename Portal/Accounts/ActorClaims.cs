using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Claims;
using Domain.Organizations;
using Workflows.Leave;

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

    /// <summary>The leave that a stand-in acts by; the other three say for whom, where, and with which membership of their own.</summary>
    public const string StandInLeave = "portal:stand-in-leave";
    public const string StandInFor = "portal:stand-in-for";
    public const string StandInForAccount = "portal:stand-in-for-account";
    public const string StandInSite = "portal:stand-in-site";
    public const string StandInSiteName = "portal:stand-in-site-name";
    public const string StandInOwnMembership = "portal:stand-in-own-membership";
    public const string StandInUntil = "portal:stand-in-until";

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

    /// <summary>The claims of standing in: the absent person's membership, and that it is held by a leave.</summary>
    public static IEnumerable<Claim> Of(StandInGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return
        [
            .. Of(grant.Membership),
            new Claim(StandInLeave, Text(grant.LeaveId)),
            new Claim(StandInFor, grant.AbsentName),
            new Claim(StandInForAccount, Text(grant.Membership.AccountId)),
            new Claim(StandInSite, Text(grant.SiteId)),
            new Claim(StandInSiteName, grant.SiteName),
            new Claim(StandInOwnMembership, Text(grant.OwnMembershipId)),
            new Claim(StandInUntil, grant.Until.ToString("O", CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>The actor of a request; false before a role is chosen, and for visitors.</summary>
    public static bool TryGetActor(this HttpContext context, [NotNullWhen(true)] out Actor? actor)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.User.TryGetActor(context.RequestServices.GetRequiredService<TimeProvider>(), out actor);
    }

    /// <summary>The actor that the signed-in person chose to be; false before a role is chosen, and for visitors.</summary>
    /// <param name="user">Who is signed in.</param>
    /// <param name="clock">What a stand-in's checks ask for the moment.</param>
    /// <param name="actor">The actor.</param>
    public static bool TryGetActor(this ClaimsPrincipal? user, TimeProvider clock, [NotNullWhen(true)] out Actor? actor)
    {
        actor = null;
        if (user?.AccountId() is not { } account || user.MembershipId() is not { } membership) return false;
        if (!long.TryParse(user.FindFirstValue(Organization), CultureInfo.InvariantCulture, out var organization)) return false;
        if (!Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)) return false;
        if (!Enum.TryParse<OrganizationKind>(user.FindFirstValue(OrganizationKind), out var kind)) return false;
        var name = user.FindFirstValue(DisplayName) ?? "";
        var standIn = StandInOf(user, clock);
        actor = new Actor
        {
            AccountId = account,
            Name = standIn is null ? name : StandIn.Both(name, standIn.AbsentName),
            MembershipId = membership,
            OrganizationId = organization,
            OrganizationName = user.FindFirstValue(OrganizationName) ?? "",
            OrganizationKind = kind,
            Role = role,
            RegionCode = user.FindFirstValue(Region),
            StandIn = standIn,
        };
        return true;
    }

    private static StandIn? StandInOf(ClaimsPrincipal user, TimeProvider clock) =>
        Number(user, StandInLeave) is { } leave && Number(user, StandInSite) is { } site && Number(user, StandInForAccount) is { } absent
        && Number(user, StandInOwnMembership) is { } own
        && DateTimeOffset.TryParseExact(user.FindFirstValue(StandInUntil), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until)
            ? new StandIn
            {
                LeaveId = leave,
                SiteId = site,
                SiteName = user.FindFirstValue(StandInSiteName) ?? "",
                AbsentAccountId = absent,
                AbsentName = user.FindFirstValue(StandInFor) ?? "",
                OwnMembershipId = own,
                Until = until,
                Clock = clock,
            }
            : null;

    public static long? AccountId(this ClaimsPrincipal user) => Number(user, ClaimTypes.NameIdentifier);

    /// <summary>The leave by which the person stands in; null for those who act as themselves.</summary>
    public static long? StandInLeaveId(this ClaimsPrincipal user) => Number(user, StandInLeave);

    /// <summary>The person without any role: what is left when what they acted in has ended.</summary>
    public static ClaimsPrincipal WithoutRole(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new ClaimsPrincipal(user.Identities.Select(identity => new ClaimsIdentity(
            identity.Claims.Where(c => c.Type == DisplayName || (c.Type != ClaimTypes.Role && !c.Type.StartsWith("portal:", StringComparison.Ordinal))),
            identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType)));
    }

    public static long? MembershipId(this ClaimsPrincipal user) => Number(user, Membership);

    private static long? Number(ClaimsPrincipal user, string type) =>
        long.TryParse(user.FindFirstValue(type), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
