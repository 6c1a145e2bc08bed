using Domain;
using Domain.Appeals;
using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Consequences;

/// <summary>
/// Who reads consequences of low scores: the supplier its own, the city regulator those of its city, a county regulator those of the city that it lies in.
/// </summary>
internal static class ConsequenceScope
{
    public const string Key = "consequence";

    public static IQueryable<Consequence> VisibleTo(this IQueryable<Consequence> consequences, PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var standing = Memberships.Standing(db, actor);
        var cities = CitiesOf(db, actor);
        var (supplier, own) = (actor.OrganizationId, actor.Role == Role.SupplierStaff);
        return consequences.Where(c => standing.Any() && ((own && c.SupplierId == supplier) || cities.Any(o => o.Id == c.CityId)));
    }

    /// <summary>The city regulators whose scorecards an official reads as such: its own, or that of its county's city. None for others.</summary>
    public static IQueryable<Organization> CitiesOf(PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        var (unit, region) = (actor.OrganizationId, actor.RegionCode ?? "");
        var cities = db.Set<Organization>().Where(o => o.Kind == OrganizationKind.CityRegulator);
        if (actor.StandIn is not null) return cities.Where(_ => false);
        if (actor.Role == Role.CityOfficer) return cities.Where(o => o.Id == unit);
        if (actor.Role != Role.CountyOfficer || region.Length != 6) return cities.Where(_ => false);
        var (prefecture, province) = (region[..4] + "00", region[..2] + "0000");
        return cities.Where(o => o.RegionCode == prefecture || o.RegionCode == province);
    }

    /// <summary>The consequence, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">consequence.unknown.</exception>
    public static async Task<Consequence> RequireAsync(
        this IQueryable<Consequence> consequences, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await consequences.VisibleTo(db, actor).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new DomainException("consequence.unknown");

    /// <summary>Whether an appeal against one of the counted months is not decided yet.</summary>
    public static Task<bool> AppealOpenAsync(PortalDbContext db, Consequence consequence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consequence);
        var (city, supplier, months) = (consequence.CityId, consequence.SupplierId, consequence.Counted);
        return db.Set<Appeal>().AnyAsync(
            a => a.CityId == city && a.SupplierId == supplier && months.Contains(a.Month) && (a.Status == AppealStatus.UnderReview || a.Status == AppealStatus.Correction),
            cancellationToken);
    }

    /// <summary>Saves the card too, so that whoever appeals and whoever decides in the same moment meet: the second decides anew.</summary>
    public static void Bind(PortalDbContext db, Scorecard card) => db.Entry(card).Property(c => c.ComputedAt).IsModified = true;

    public static string BusinessKey(long id) => new CaseKey(Key, id).ToString();

    public static long IdOf(string businessKey) => CaseKey.Parse(businessKey).Id;
}
