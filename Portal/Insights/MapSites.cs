using Domain.Organizations;
using Domain.Values;
using Portal.Accounts;
using Portal.Maps;
using Workflows.Insights;

namespace Portal.Insights;

/// <summary>The sites of the overview's map, for the browser: what the reader sees, in the system that the map is drawn in.</summary>
internal static class MapSites
{
    public const string Address = "/dashboard/sites";

    /// <summary>About a metre.</summary>
    private const int Digits = 5;

    public static void MapInsights(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, async (HttpContext context, CityDashboard dashboard, MapOptions options) =>
        {
            if (!context.TryGetActor(out var actor)) return Results.Forbid();
            var places = await dashboard.PlacesAsync(actor, context.RequestAborted);
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.Json(places.Where(p => p.Position is not null).Select(p =>
            {
                var (x, y) = options.Datum.Write(p.Position!);
                // Arrays: names of members would be most of the answer.
                return new object[] { p.Id, p.Name, Math.Round(x, Digits), Math.Round(y, Digits), StandingLook.All.IndexOf(p.Standing) };
            }));
        }).RequireAuthorization(policy => policy.RequireRole(nameof(Role.CityOfficer), nameof(Role.CountyOfficer), nameof(Role.OperatorEngineer)).RequireClaim(ActorClaims.Membership));
}
