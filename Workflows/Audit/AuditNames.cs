using System.Text.Json;
using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Audit;

/// <summary>Entries tell of other things by their ids, which stay true when a name changes. Readers are told the name of today.</summary>
internal static class AuditNames
{
    private delegate IQueryable<Named> Lookup(PortalDbContext db, IReadOnlyList<long> ids);

    /// <summary>What the fields of <see cref="Domain.Audit.AuditEntry.Before"/> and After point to.</summary>
    private static readonly Dictionary<string, Lookup> Fields = new(StringComparer.Ordinal)
    {
        ["application"] = Applications,
        ["contractor"] = Organizations,
        ["department"] = Organizations,
        ["device"] = Devices,
        ["organizationId"] = Organizations,
        ["ownerId"] = Organizations,
        ["registrationId"] = Registrations,
        ["replacesId"] = Keys,
        ["site"] = Sites,
        ["supplier"] = Organizations,
        ["supplierId"] = Organizations,
    };

    /// <summary>The rows with the names of what they point to; what is gone keeps its id.</summary>
    public static async Task<IReadOnlyList<AuditRow>> AddAsync(PortalDbContext db, IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        var names = new Dictionary<(string Field, long Id), string>();
        foreach (var kind in rows.SelectMany(row => Pointers(row.Before).Concat(Pointers(row.After))).Distinct().GroupBy(pointer => Fields[pointer.Field]))
        {
            var found = await kind.Key(db, [.. kind.Select(pointer => pointer.Id).Distinct()]).ToDictionaryAsync(named => named.Id, named => named.Name, cancellationToken);
            foreach (var pointer in kind)
            {
                if (found.TryGetValue(pointer.Id, out var name)) names[pointer] = name;
            }
        }

        return [.. rows.Select(row => row with { Names = names })];
    }

    private static IEnumerable<(string Field, long Id)> Pointers(string? document)
    {
        if (document is null) yield break;
        using var json = JsonDocument.Parse(document);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if (Fields.ContainsKey(field.Name) && field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetInt64(out var id)) yield return (field.Name, id);
        }
    }

    private static IQueryable<Named> Applications(PortalDbContext db, IReadOnlyList<long> ids) =>
        db.Set<AccessApplication>().Where(a => ids.Contains(a.Id) && a.Number != null).Select(a => new Named(a.Id, a.Number!));

    private static IQueryable<Named> Devices(PortalDbContext db, IReadOnlyList<long> ids) => db.Set<Device>().Where(d => ids.Contains(d.Id)).Select(d => new Named(d.Id, d.Code));

    private static IQueryable<Named> Keys(PortalDbContext db, IReadOnlyList<long> ids) => db.Set<SupplierKey>().Where(k => ids.Contains(k.Id)).Select(k => new Named(k.Id, k.Name));

    private static IQueryable<Named> Organizations(PortalDbContext db, IReadOnlyList<long> ids) =>
        db.Set<Organization>().Where(o => ids.Contains(o.Id)).Select(o => new Named(o.Id, o.Name));

    private static IQueryable<Named> Registrations(PortalDbContext db, IReadOnlyList<long> ids) =>
        db.Set<DeviceRegistration>().Where(r => ids.Contains(r.Id) && r.AccessNumber != null).Select(r => new Named(r.Id, r.AccessNumber!));

    private static IQueryable<Named> Sites(PortalDbContext db, IReadOnlyList<long> ids) => db.Set<Site>().Where(s => ids.Contains(s.Id)).Select(s => new Named(s.Id, s.Name));

    private sealed record Named(long Id, string Name);
}
