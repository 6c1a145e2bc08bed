using Domain.Access;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Suppliers;
using Domain.Values;
using Infrastructure.Database;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Registration;

/// <summary>Asks the registers what they say to a form.</summary>
internal static class RegistrationFactsReader
{
    /// <param name="db">The context of the save.</param>
    /// <param name="registration">What the form belongs to.</param>
    /// <param name="form">As it stands.</param>
    /// <param name="declared">What the one-stop service answered to the form's numbers, before the transaction began.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RegistrationFacts> ReadAsync(
        PortalDbContext db, DeviceRegistration registration, RegistrationForm form, IReadOnlyList<DeclaredSite> declared, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var siteProblems = new List<FormProblem>();
        var region = await RegionAsync(db, registration, form, declared, siteProblems, cancellationToken);
        var supplier = await db.Set<Organization>().AsNoTracking()
            .SingleOrDefaultAsync(o => o.Id == form.SupplierId && o.Kind == OrganizationKind.Supplier && o.Enabled, cancellationToken);
        var today = WorkingCalendar.ShanghaiDate(now);
        var restrictions = await db.Set<SupplierRestriction>().AsNoTracking()
            .Where(r => r.SupplierId == form.SupplierId && r.LiftedAt == null).ToListAsync(cancellationToken);
        var codes = form.Devices.Select(d => d.Code?.Trim()).OfType<string>().Where(c => Gb28181Code.TryParse(c, out _)).ToList();
        return new RegistrationFacts
        {
            RegionCode = region,
            RegionRegulated = await db.Set<Organization>()
                .AnyAsync(o => o.Kind == OrganizationKind.CountyRegulator && o.Enabled && o.RegionCode == region, cancellationToken),
            DepartmentFits = form.Origin != SiteOrigin.ByHand || await Departments(db, region).AnyAsync(o => o.Id == form.Site.DepartmentId, cancellationToken),
            SiteProblems = siteProblems,
            SupplierRegistered = supplier is not null,
            SupplierName = supplier?.Name ?? "",
            Restriction = restrictions.Where(r => r.InForceOn(today)).OrderByDescending(r => r.Kind).ThenByDescending(r => r.Until ?? DateOnly.MaxValue).FirstOrDefault(),
            TakenCodes = await db.Set<Device>().Where(d => codes.Contains(d.Code) && (d.RegistrationId == null || d.RegistrationId != registration.Id))
                .Select(d => d.Code).ToHashSetAsync(cancellationToken),
            Files = await db.Set<RegistrationFile>().Where(f => f.RegistrationId == registration.Id)
                .ToDictionaryAsync(f => f.Id, f => f.Kind, cancellationToken),
        };
    }

    /// <summary>The regulators that can be a site's 管理部门: of its district, and of the city above.</summary>
    public static IQueryable<Organization> Departments(PortalDbContext db, string? region)
    {
        var (prefecture, province) = RegionCode.TryParse(region, out var code) ? (code.Value[..4] + "00", code.Value[..2] + "0000") : ("-", "-");
        return db.Set<Organization>().AsNoTracking().Where(o => o.Enabled
            && ((o.Kind == OrganizationKind.CountyRegulator && o.RegionCode == region)
                || (o.Kind == OrganizationKind.CityRegulator && (o.RegionCode == prefecture || o.RegionCode == province))));
    }

    private static async Task<string?> RegionAsync(
        PortalDbContext db, DeviceRegistration registration, RegistrationForm form, IReadOnlyList<DeclaredSite> declared, List<FormProblem> problems,
        CancellationToken cancellationToken)
    {
        // Once it has a number, the site stays what it is; by hand it is what the form says.
        if (registration.SiteId is { } siteId && form.Origin != SiteOrigin.ByHand)
            return await db.Set<Site>().Where(s => s.Id == siteId).Select(s => s.RegionCode).SingleAsync(cancellationToken);
        switch (form.Origin)
        {
            case SiteOrigin.Declared:
                await CheckDeclaredAsync(db, registration.ContractorId, form, declared, problems, cancellationToken);
                return form.DeclaredRegion;
            case SiteOrigin.Known:
                var known = await Known(db, registration.ContractorId).Where(s => s.Id == form.KnownSiteId).Select(s => s.RegionCode).SingleOrDefaultAsync(cancellationToken);
                if (form.KnownSiteId is not null && known is null) problems.Add(new("knownSiteId", "site.unknown"));
                return known;
            default:
                return form.Site.RegionCode;
        }
    }

    /// <summary>The muck sites that a contractor has brought here.</summary>
    public static IQueryable<Site> Known(PortalDbContext db, long contractorId) => db.Set<Site>()
        .Where(s => s.Participants.Any(p => p.Kind == OrganizationKind.Contractor && p.OrganizationId == contractorId) && db.Set<MuckSite>().Any(m => m.SiteId == s.Id));

    private static async Task CheckDeclaredAsync(
        PortalDbContext db, long contractorId, RegistrationForm form, IReadOnlyList<DeclaredSite> declared, List<FormProblem> problems,
        CancellationToken cancellationToken)
    {
        const string field = "declaredNumbers";
        var own = await db.Set<Organization>().Where(o => o.Id == contractorId).Select(o => o.CreditCode).SingleAsync(cancellationToken);
        foreach (var number in form.DeclaredNumbers)
        {
            var site = declared.FirstOrDefault(d => d.Number == number);
            if (site is null || site.Site.RegionCode != form.DeclaredRegion) problems.Add(new(field, "registration.declared-unknown", number));
            else if (site.ContractorCode is { } code && own is not null && code != own) problems.Add(new(field, "registration.declared-by-other", number));
            else if (!Usable(site.Site)) problems.Add(new(field, "registration.declared-incomplete", number));
        }

        var links = await db.Set<DeclaredLink>().AsNoTracking().Where(l => form.DeclaredNumbers.Contains(l.Number)).ToListAsync(cancellationToken);
        foreach (var link in links.Where(l => l.ContractorId != contractorId)) problems.Add(new(field, "registration.declared-taken", link.Number));
        if (links.Where(l => l.ContractorId == contractorId).DistinctBy(l => l.SiteId).Count() > 1) problems.Add(new(field, "registration.declared-elsewhere"));
    }

    /// <summary>Whether a site here can be made of it.</summary>
    private static bool Usable(MuckSiteForm site) => site is { Name.Length: > 0 and <= Site.NameLength, Address.Length: > 0 and <= Site.AddressLength, StartDate: not null, EndDate: not null }
        && site.StartDate <= site.EndDate;
}
