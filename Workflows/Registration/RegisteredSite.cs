using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Registration;

/// <summary>Makes, finds or corrects the site of a form, in the context of the save.</summary>
internal sealed class RegisteredSite(PortalDbContext db, DeviceRegistration registration, RegistrationForm form, DateTimeOffset now)
{
    /// <param name="declared">What the one-stop service answered to the form's numbers; checked already.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Site> TakeAsync(IReadOnlyList<DeclaredSite> declared, CancellationToken cancellationToken)
    {
        if (registration.SiteId is { } siteId)
        {
            var site = await SiteAsync(siteId, cancellationToken);
            if (form.Origin == SiteOrigin.ByHand) await CorrectAsync(site, cancellationToken);
            return site;
        }

        return form.Origin switch
        {
            SiteOrigin.Known => await SiteAsync(form.KnownSiteId!.Value, cancellationToken),
            SiteOrigin.Declared => await LinkAsync(declared, cancellationToken),
            _ => await MakeAsync(form.Site, declared: null, cancellationToken),
        };
    }

    /// <summary>
    /// The named supplier takes part in the site from now on; one that was named before, and has nothing else there, does so no more.
    /// </summary>
    public static async Task ShareWithSupplierAsync(
        PortalDbContext db, Site site, DeviceRegistration registration, long? before, CancellationToken cancellationToken)
    {
        var supplierId = registration.SupplierId!.Value;
        if (supplierId == before) return;
        if (site.Participants.All(p => p.OrganizationId != supplierId))
            site.AddParticipant(await db.Set<Organization>().SingleAsync(o => o.Id == supplierId, cancellationToken));
        if (before is not { } former) return;
        var elsewhere = await db.Set<DeviceRegistration>().AnyAsync(r => r.SiteId == site.Id && r.Id != registration.Id && r.SupplierId == former, cancellationToken)
            || await db.Set<Device>().AnyAsync(d => d.SiteId == site.Id && d.RegistrationId == null && d.SupplierId == former, cancellationToken);
        if (!elsewhere) site.ReleaseSupplier(former);
    }

    private async Task<Site> SiteAsync(long siteId, CancellationToken cancellationToken) =>
        await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == siteId, cancellationToken);

    /// <summary>The site that an own link already leads to, or a new one of the first declaration; all numbers lead there.</summary>
    private async Task<Site> LinkAsync(IReadOnlyList<DeclaredSite> declared, CancellationToken cancellationToken)
    {
        // Another contractor's link, made since the form was checked, is none of these: making the same one meets it at the key.
        var linked = await db.Set<DeclaredLink>().Where(l => form.DeclaredNumbers.Contains(l.Number) && l.ContractorId == registration.ContractorId)
            .ToListAsync(cancellationToken);
        var site = linked.Count > 0
            ? await SiteAsync(linked[0].SiteId, cancellationToken)
            : await MakeAsync(declared[0].Site, declared[0].Number, cancellationToken);
        foreach (var number in form.DeclaredNumbers.Distinct(StringComparer.Ordinal).Where(n => linked.All(l => l.Number != n)))
            await db.AddAsync(new DeclaredLink(number, site.Id, registration.ContractorId, now), cancellationToken);
        return site;
    }

    private async Task<Site> MakeAsync(MuckSiteForm details, string? declared, CancellationToken cancellationToken)
    {
        var site = new Site(Details(details, investment: 0, floorArea: 0));
        site.AddParticipant(await db.Set<Organization>().SingleAsync(o => o.Id == registration.ContractorId, cancellationToken));
        if (await OwnerAsync(details, cancellationToken) is { } owner) site.AddParticipant(owner);
        if (declared is not null) site.GiveNumber(declared);
        await db.AddAsync(site, cancellationToken);
        // A declaration names no regulator's department here: the district's is in charge.
        var department = details.DepartmentId ?? await db.Set<Organization>()
            .Where(o => o.Kind == OrganizationKind.CountyRegulator && o.Enabled && o.RegionCode == details.RegionCode)
            .OrderBy(o => o.Id).Select(o => (long?)o.Id).FirstOrDefaultAsync(cancellationToken);
        await db.AddAsync(new MuckSite(site.Id, details with { DepartmentId = department }, declared is not null), cancellationToken);
        return site;
    }

    private async Task CorrectAsync(Site site, CancellationToken cancellationToken)
    {
        var muck = await db.Set<MuckSite>().SingleAsync(m => m.SiteId == site.Id, cancellationToken);
        // What an access chain has reviewed stays as it was reviewed.
        if (site.State == SiteState.NotConnected) site.Change(Details(form.Site, site.Investment, site.FloorArea));
        muck.Change(form.Site);
        if (site.ParticipantId(OrganizationKind.Owner) is null && await OwnerAsync(form.Site, cancellationToken) is { } owner) site.AddParticipant(owner);
    }

    /// <summary>An owner that is registered under the very name takes part, and so sees the site; others are words on the form.</summary>
    private Task<Organization?> OwnerAsync(MuckSiteForm details, CancellationToken cancellationToken)
    {
        var name = details.Owner.Name?.Trim();
        return db.Set<Organization>().Where(o => o.Kind == OrganizationKind.Owner && o.Enabled && o.Name == name).OrderBy(o => o.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static SiteDetails Details(MuckSiteForm site, decimal investment, decimal floorArea) => new()
    {
        Name = site.Name!,
        Address = site.Address!,
        RegionCode = site.RegionCode!,
        Investment = investment,
        FloorArea = floorArea,
        StartDate = site.StartDate!.Value,
        EndDate = site.EndDate!.Value,
    };
}
