using System.Globalization;
using System.Security.Claims;
using Bunit;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Errors;
using Portal.Lists;
using Portal.Shell;
using Portal.Terms;
using Testing;
using Workflows.Drafts;

namespace Portal.Tests.Shell;

/// <summary>What every component of the face may ask for: texts in English, a clock that stands still, and a browser that says yes.</summary>
public sealed class FaceContext : BunitContext
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    // What is waited for comes in milliseconds, but on a busy machine not within the second that bUnit gives it.
    static FaceContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    public FaceContext(IDbContextFactory<PortalDbContext>? contexts = null)
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddLocalization();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<ErrorMessages>().AddSingleton<Incidents>().AddSingleton<TermNames>().AddSingleton<ListExports>();
        Services.AddScoped<Page>().AddScoped<Toasts>().AddScoped<Confirmations>().AddScoped<CurrentActor>();
        if (contexts is not null) Services.AddSingleton(contexts).AddSingleton<FormDrafts>();
    }

    public TestClock Clock { get; } = new();

    /// <summary>Who looks at the page.</summary>
    public FaceContext As(Role role, long accountId = 1)
    {
        var kind = Enum.GetValues<OrganizationKind>().First(kind => Roles.Of(kind).Contains(role));
        var authorization = AddAuthorization();
        authorization.SetAuthorized("someone");
        authorization.SetRoles(role.ToString());
        authorization.SetClaims(
            new Claim(ClaimTypes.NameIdentifier, accountId.ToString(CultureInfo.InvariantCulture)), new Claim(ActorClaims.DisplayName, "Chen Haisheng"),
            new Claim(ClaimTypes.Role, role.ToString()), new Claim(ActorClaims.Membership, "3"), new Claim(ActorClaims.Organization, "2"),
            new Claim(ActorClaims.OrganizationName, "Gulf Construction"), new Claim(ActorClaims.OrganizationKind, kind.ToString()));
        return this;
    }

    /// <summary>An actor of a world looks at the page, as sign-in would have it.</summary>
    public FaceContext As(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        var authorization = AddAuthorization();
        authorization.SetAuthorized(actor.Name);
        authorization.SetRoles(actor.Role.ToString());
        authorization.SetClaims(
            new Claim(ClaimTypes.NameIdentifier, Text(actor.AccountId)), new Claim(ActorClaims.DisplayName, actor.Name), new Claim(ClaimTypes.Role, actor.Role.ToString()),
            new Claim(ActorClaims.Membership, Text(actor.MembershipId)), new Claim(ActorClaims.Organization, Text(actor.OrganizationId)),
            new Claim(ActorClaims.OrganizationName, actor.OrganizationName), new Claim(ActorClaims.OrganizationKind, actor.OrganizationKind.ToString()),
            new Claim(ActorClaims.Region, actor.RegionCode ?? ""));
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = _before;
        base.Dispose(disposing);
    }
}
