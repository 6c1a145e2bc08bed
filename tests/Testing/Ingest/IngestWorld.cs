using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Values;
using Microsoft.EntityFrameworkCore;
using Workflows.Suppliers;

namespace Testing.Ingest;

/// <summary>What machines send for, in a <see cref="PortalWorld"/>: keys, registrations with their four cameras, devices of a site.</summary>
public sealed class IngestWorld(PortalWorld world)
{
    private int _count;

    /// <summary>A key that <paramref name="owner"/> makes for the supplier; by default the supplier itself.</summary>
    public Task<CreatedSupplierKey> KeyAsync(Actor? supplier = null, Actor? owner = null) =>
        world.Get<SupplierKeys>().CreateAsync(new CreateSupplierKey
        {
            Actor = owner ?? supplier ?? world.Supplier,
            SupplierId = (supplier ?? world.Supplier).OrganizationId,
            Name = $"Key {++_count}",
        });

    /// <summary>A registration in a state, with one camera of each kind at its gates.</summary>
    public async Task<Point> PointAsync(RegistrationState state = RegistrationState.Live, Actor? supplier = null, Actor? contractor = null, Site? site = null)
    {
        await using var db = world.Open();
        var registration = new DeviceRegistration((contractor ?? world.ProjectManager).OrganizationId, world.Clock.GetUtcNow());
        db.Add(registration);
        await db.SaveChangesAsync();
        var number = $"GD2026{++_count:D5}";
        var (siteId, supplierId) = ((site ?? world.Site).Id, (supplier ?? world.Supplier).OrganizationId);
        await db.Set<DeviceRegistration>().Where(r => r.Id == registration.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.AccessNumber, number).SetProperty(r => r.State, state).SetProperty(r => r.SiteId, siteId).SetProperty(r => r.SupplierId, supplierId));
        var devices = DeviceKinds.Gate.ToDictionary(kind => kind, kind => NewDevice(siteId, supplierId, kind, registration.Id));
        db.AddRange(devices.Values);
        await db.SaveChangesAsync();
        return new Point(registration.Id, number, devices.ToDictionary(d => d.Key, d => d.Value.Id));
    }

    public async Task SetStateAsync(Point point, RegistrationState state)
    {
        await using var db = world.Open();
        await db.Set<DeviceRegistration>().Where(r => r.Id == point.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, state));
    }

    /// <summary>A device of a site, declared by an access application.</summary>
    public async Task<Device> DeviceAsync(DeviceKind kind = DeviceKind.GateDome, Actor? supplier = null, Site? site = null, Actor? contractor = null)
    {
        await using var db = world.Open();
        var siteId = (site ?? world.Site).Id;
        var application = new AccessApplication(
            await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == siteId), contractor ?? world.ProjectManager, world.Clock.GetUtcNow());
        db.Add(application);
        await db.SaveChangesAsync();
        var device = NewDevice(siteId, (supplier ?? world.Supplier).OrganizationId, kind, null, application.Id);
        db.Add(device);
        await db.SaveChangesAsync();
        return device;
    }

    /// <summary>So many devices of the site, of one access application.</summary>
    public async Task<IReadOnlyList<Device>> DevicesAsync(int count)
    {
        var first = await DeviceAsync();
        var others = Enumerable.Range(1, count - 1)
            .Select(_ => NewDevice(first.SiteId, first.SupplierId, DeviceKind.GateDome, null, first.ApplicationId)).ToList();
        await using var db = world.Open();
        db.AddRange(others);
        await db.SaveChangesAsync();
        return [first, .. others];
    }

    private Device NewDevice(long siteId, long supplierId, DeviceKind kind, long? registrationId, long? applicationId = null) => new(new DeviceDeclaration
    {
        SiteId = siteId,
        RegistrationId = registrationId,
        ApplicationId = applicationId,
        Code = Gb28181Code.Parse($"44080200441327{++_count:D6}"),
        SupplierId = supplierId,
        Ordinal = _count,
        Position = "Gate 1",
        Kind = kind,
        Brand = "Brand",
        Model = "Model",
        RegisteredAt = world.Clock.GetUtcNow(),
    });
}

/// <summary>A registration that machines send for.</summary>
public sealed record Point(long Id, string AccessNumber, IReadOnlyDictionary<DeviceKind, long> Devices);
