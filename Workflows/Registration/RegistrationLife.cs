using System.Globalization;
using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Regions;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Captures;
using Workflows.Devices;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Organizations;

namespace Workflows.Registration;

/// <summary>From debugging to the live point, and its suspension and removal (S0 section 4).</summary>
public sealed class RegistrationLife(IDbContextFactory<PortalDbContext> databases, DeviceService service, TimeProvider time)
{
    /// <summary>The contractor has compared the test captures with the rules, and says why where one is not kept.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, and those of the aggregate.</exception>
    public Task RequestAsync(ChangeRegistration request, CancellationToken cancellationToken = default) => OwnAsync(
        request,
        async (db, registration, now) => registration.RequestGoLive((await TestCaptureChecks.ReadAsync(db, registration, cancellationToken)).Checklist, request.Reason, request.Actor, now),
        cancellationToken);

    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, and those of the aggregate.</exception>
    public Task ReturnAsync(ChangeRegistration request, CancellationToken cancellationToken = default) => OwnAsync(
        request,
        (_, registration, now) =>
        {
            registration.ReturnToDebugging(request.Reason, request.Actor, now);
            return Task.CompletedTask;
        },
        cancellationToken);

    /// <summary>The point is live: its site has its number, its devices are in service, and the supplier is told to use the other endpoint.</summary>
    /// <exception cref="DomainException">
    /// actor.not-allowed, registration.unknown, registration.district-letters-missing, registration.numbers-used-up, and those of the aggregate.
    /// </exception>
    public Task GoLiveAsync(ChangeRegistration request, CancellationToken cancellationToken = default) => OwnAsync(
        request,
        async (db, registration, now) =>
        {
            registration.GoLive((await TestCaptureChecks.ReadAsync(db, registration, cancellationToken)).Checklist, request.Actor, now);
            var site = await db.Set<Site>().SingleAsync(s => s.Id == registration.SiteId, cancellationToken);
            await service.PutInAsync(db, await DevicesAsync(db, registration, now, ServiceReason.WentLive, cancellationToken), cancellationToken);
            site.Return();
            if (site.Number is null) site.GiveNumber(await NextNumberAsync(db, site, now, cancellationToken));
            (await db.Set<MuckSite>().SingleAsync(m => m.SiteId == site.Id, cancellationToken)).Report(now);
            await db.AddRangeAsync(RegistrationNotices.WentLive(registration, site.Number!, now), cancellationToken);
        },
        cancellationToken);

    /// <summary>The regulator or the operator stops a live point.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, and those of the aggregate.</exception>
    public Task SuspendAsync(ChangeRegistration request, CancellationToken cancellationToken = default) => OverseeAsync(
        request,
        RegistrationScope.Overseers,
        async (db, registration, now) =>
        {
            registration.Suspend(request.Reason, request.Actor, now);
            await service.TakeOutAsync(db, await DevicesAsync(db, registration, now, ServiceReason.Suspended, cancellationToken), cancellationToken: cancellationToken);
            await db.AddRangeAsync(RegistrationNotices.Suspended(registration, request.Reason, now), cancellationToken);
        },
        cancellationToken);

    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, and those of the aggregate.</exception>
    public Task ResumeAsync(ChangeRegistration request, CancellationToken cancellationToken = default) => OverseeAsync(
        request,
        RegistrationScope.Overseers,
        async (db, registration, now) =>
        {
            registration.Resume(request.Reason, request.Actor, now);
            await service.PutInAsync(db, await DevicesAsync(db, registration, now, ServiceReason.Resumed, cancellationToken), cancellationToken);
            await db.AddRangeAsync(RegistrationNotices.Resumed(registration, request.Reason, now), cancellationToken);
        },
        cancellationToken);

    /// <summary>The county regulator takes a point off for good.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, and those of the aggregate.</exception>
    public Task RemoveAsync(ChangeRegistration request, CancellationToken cancellationToken = default) => OverseeAsync(
        request,
        [Role.CountyOfficer],
        async (db, registration, now) =>
        {
            registration.Remove(request.Reason, request.Actor, now);
            await service.TakeOutAsync(db, await DevicesAsync(db, registration, now, ServiceReason.Removed, cancellationToken), cancellationToken: cancellationToken);
            await LeaveAsync(db, registration, now, cancellationToken);
            await db.AddRangeAsync(RegistrationNotices.Removed(registration, request.Reason, now), cancellationToken);
        },
        cancellationToken);

    /// <summary>What the contractor's eye says of a picture.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, registration.not-debugging, captures.picture-unknown.</exception>
    public Task JudgeAsync(JudgePicture request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(
            async () =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                var registration = await RegistrationScope.OwnAsync(db, request.Actor, request.RegistrationId, cancellationToken);
                if (registration.State != RegistrationState.Debugging) throw new DomainException("registration.not-debugging");
                var capture = await db.Set<Capture>().AsNoTracking()
                    .SingleOrDefaultAsync(c => c.Id == request.CaptureId && c.RegistrationId == registration.Id && c.Test, cancellationToken);
                if (capture is null || capture.Images.All(i => i.Hash != request.Hash)) throw new DomainException("captures.picture-unknown");
                var said = await db.Set<OverlayConfirmation>().SingleOrDefaultAsync(o => o.CaptureId == capture.Id && o.Hash == request.Hash, cancellationToken);
                if (said is null) await db.AddAsync(said = new OverlayConfirmation(capture, request.Hash), cancellationToken);
                said.Judge(request.Complete, request.Actor, time.GetUtcNow());
                await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
            },
            cancellationToken);
    }

    private Task OwnAsync(ChangeRegistration request, Func<PortalDbContext, DeviceRegistration, DateTimeOffset, Task> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ChangeAsync(db => RegistrationScope.OwnAsync(db, request.Actor, request.RegistrationId, cancellationToken), act, cancellationToken);
    }

    private Task OverseeAsync(
        ChangeRegistration request, Role[] roles, Func<PortalDbContext, DeviceRegistration, DateTimeOffset, Task> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ChangeAsync(
            async db =>
            {
                await Memberships.RequireAsync(db, request.Actor, roles, cancellationToken);
                return await db.Set<DeviceRegistration>().RequireAsync(db, request.Actor, request.RegistrationId, cancellationToken);
            },
            act, cancellationToken);
    }

    private Task ChangeAsync(
        Func<PortalDbContext, Task<DeviceRegistration>> find, Func<PortalDbContext, DeviceRegistration, DateTimeOffset, Task> act, CancellationToken cancellationToken) =>
        Contention.RetryAsync(
            async () =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                // Around the site number and the save: what is not saved gives its number back.
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await act(db, await find(db), time.GetUtcNow());
                await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>With its last device the site leaves the platform (S2 section 3.2), unless devices are on their way to it by an application for access.</summary>
    private static async Task LeaveAsync(PortalDbContext db, DeviceRegistration registration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var site = await db.Set<Site>().SingleAsync(s => s.Id == registration.SiteId, cancellationToken);
        var left = await db.Set<Device>().CountAsync(d => d.SiteId == site.Id && d.RemovedAt == null && d.RegistrationId != registration.Id, cancellationToken);
        var awaited = await db.Set<AccessApplication>().CountAsync(a => a.SiteId == site.Id && a.ClosedAt == null && a.Status != AccessStatus.Draft, cancellationToken);
        site.LoseDevices(left + awaited, now);
    }

    private static async Task<ChangeService> DevicesAsync(
        PortalDbContext db, DeviceRegistration registration, DateTimeOffset at, ServiceReason reason, CancellationToken cancellationToken) => new()
        {
            DeviceIds = await db.Set<Device>().Where(d => d.RegistrationId == registration.Id).Select(d => d.Id).ToListAsync(cancellationToken),
            At = at,
            Reason = reason,
            Note = registration.AccessNumber,
        };

    /// <summary>District letters, the Shanghai day, three digits. A number that the one-stop service has given meanwhile is left out.</summary>
    private static async Task<string> NextNumberAsync(PortalDbContext db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var letters = await db.Set<Region>().Where(r => r.Code == site.RegionCode).Select(r => r.Letters).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException("registration.district-letters-missing", site.RegionCode);
        var series = letters + WorkingCalendar.ShanghaiDate(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var taken = await db.Set<Site>().Where(s => s.Number != null && s.Number.StartsWith(series)).Select(s => s.Number!)
            .Union(db.Set<DeclaredLink>().Where(l => l.Number.StartsWith(series)).Select(l => l.Number)).ToListAsync(cancellationToken);
        for (; ; )
        {
            var next = await Numbers.NextAsync(db, series, cancellationToken);
            if (next > 999) throw new DomainException("registration.numbers-used-up", series);
            var number = series + next.ToString("D3", CultureInfo.InvariantCulture);
            if (!taken.Contains(number)) return number;
            // A series that has only just been opened must be there before it is asked again.
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        }
    }
}
