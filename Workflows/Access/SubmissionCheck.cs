using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Access;

/// <summary>Reads what the register says about a form's supplier and models.</summary>
internal static class SubmissionCheck
{
    public static async Task<SubmissionFacts> FactsAsync(PortalDbContext db, AccessForm form, DateOnly today, CancellationToken cancellationToken)
    {
        var keys = form.Positions.Select(p => DeviceModel.Key(p.Brand, p.Model)).Distinct(StringComparer.Ordinal).ToList();
        var listed = await db.Set<AcceptedModel>().Where(m => m.Listed && keys.Contains(m.ModelKey))
            .Select(m => new { m.Kind, m.ModelKey }).ToListAsync(cancellationToken);
        var accepted = await db.Set<SupplierAcceptance>().Where(a => a.SupplierId == form.SupplierId && keys.Contains(a.ModelKey))
            .Select(a => new { a.Kind, a.ModelKey }).ToListAsync(cancellationToken);
        var supplier = await db.Set<Organization>().Where(o => o.Id == form.SupplierId && o.Kind == OrganizationKind.Supplier)
            .Select(o => new { o.Name, o.Enabled }).SingleOrDefaultAsync(cancellationToken);
        var restrictions = await db.Set<SupplierRestriction>().Where(r => r.SupplierId == form.SupplierId && r.LiftedAt == null)
            .ToListAsync(cancellationToken);
        return new SubmissionFacts
        {
            ListedModels = listed.Select(m => m.Kind + ":" + m.ModelKey).ToHashSet(StringComparer.Ordinal),
            AcceptedBefore = accepted.Select(m => m.Kind + ":" + m.ModelKey).ToHashSet(StringComparer.Ordinal),
            SupplierName = supplier?.Name ?? "",
            SupplierRegistered = supplier?.Enabled == true,
            Restriction = restrictions.Where(r => r.InForceOn(today)).MaxBy(r => r.Until ?? DateOnly.MaxValue),
        };
    }
}
