using System.Globalization;
using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Infrastructure.Database;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Numbering;

namespace Workflows.Registration;

/// <summary>The complete saves: the first one makes site, access number and devices; later ones correct them while they are being debugged.</summary>
public sealed class RegistrationSaves(IDbContextFactory<PortalDbContext> databases, IOneStopService oneStop, TimeProvider time)
{
    /// <summary>Everything that stands against saving the form as complete, with what the registers say.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, registration.one-stop-unavailable.</exception>
    public async Task<IReadOnlyList<FormProblem>> CheckAsync(Actor actor, long registrationId, RegistrationForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var declared = await DeclaredAsync(form, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await RegistrationScope.OwnAsync(db, actor, registrationId, cancellationToken);
        return registration.Problems(form, await RegistrationFactsReader.ReadAsync(db, registration, form, declared, time.GetUtcNow(), cancellationToken));
    }

    /// <returns>The access number: given now, or before.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed, registration.unknown, registration.changed-meanwhile, registration.not-editable, registration.one-stop-unavailable,
    /// registration.code-taken, registration.device-has-signals, and those of the aggregate.
    /// </exception>
    public async Task<string> SaveAsync(SaveRegistration request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegistrationRules.RequireStorable(request.Form);
        // Asked outside the transaction: the number's row must not be held while another system thinks.
        var declared = await DeclaredAsync(request.Form, cancellationToken);
        return await Contention.RetryAsync(() => TrySaveAsync(request, declared, cancellationToken), cancellationToken);
    }

    private async Task<string> TrySaveAsync(SaveRegistration request, IReadOnlyList<DeclaredSite> declared, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var registration = await RegistrationScope.OwnAsync(db, request.Actor, request.RegistrationId, cancellationToken);
        if (registration.Revision != request.Revision) throw new DomainException("registration.changed-meanwhile");
        var first = registration.State == RegistrationState.Draft;
        if (!first && registration.State != RegistrationState.Debugging) throw new DomainException("registration.not-editable");

        var now = time.GetUtcNow();
        var facts = await RegistrationFactsReader.ReadAsync(db, registration, request.Form, declared, now, cancellationToken);
        // Before anything is made of it; the aggregate asks again.
        if (registration.Problems(request.Form, facts) is [var problem, ..] problems)
            throw problems.Count == 1 ? new DomainException(problem.Code, problem.Arguments) : new DomainException("registration.incomplete", problems.Count);

        var before = registration.SupplierId;
        var site = await new RegisteredSite(db, registration, request.Form, now).TakeAsync(declared, cancellationToken);
        site.Return();
        var form = await new RegisteredDevices(db, registration, site.Id, now).TakeAsync(request.Form, cancellationToken);
        var complete = new CompleteRegistration
        {
            Form = form,
            Facts = facts,
            // The last thing before the save, so that others wait as short as can be.
            AccessNumber = registration.AccessNumber ?? await NextNumberAsync(db, now, cancellationToken),
            SiteId = site.Id,
            SiteAddress = site.Address,
            Actor = request.Actor,
            At = now,
        };
        if (first) registration.Register(complete);
        else registration.Correct(complete);
        await RegisteredSite.ShareWithSupplierAsync(db, site, registration, before, cancellationToken);
        if (registration.SupplierId != before) await db.AddRangeAsync(RegistrationNotices.SupplierNamed(registration, now), cancellationToken);
        await SaveAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return registration.AccessNumber!;
    }

    private static async Task SaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        // What machines send is stored without foreign keys, so this is asked and not left to the database.
        var removed = db.ChangeTracker.Entries<Device>().Where(entry => entry.State == EntityState.Deleted).Select(entry => entry.Entity.Id).ToList();
        if (removed.Count > 0 && (await db.Set<SignalWindow>().AnyAsync(window => removed.Contains(window.DeviceId), cancellationToken)
            || await db.Set<DeviceStatusReport>().AnyAsync(report => removed.Contains(report.DeviceId), cancellationToken)
            || await db.Set<Capture>().AnyAsync(capture => capture.DeviceId != null && removed.Contains(capture.DeviceId.Value), cancellationToken)))
        {
            throw new DomainException("registration.device-has-signals");
        }

        try
        {
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        }
        catch (DbUpdateException refused) when (refused.IsForeignKeyViolation())
        {
            throw new DomainException("registration.device-has-signals");
        }
    }

    private async Task<IReadOnlyList<DeclaredSite>> DeclaredAsync(RegistrationForm form, CancellationToken cancellationToken)
    {
        if (form.Origin != SiteOrigin.Declared) return [];
        try
        {
            var found = new List<DeclaredSite>();
            foreach (var number in form.DeclaredNumbers.Take(RegistrationForm.MaxDeclared))
            {
                if (await oneStop.ReadAsync(number, cancellationToken) is { } site) found.Add(site);
            }

            return found;
        }
        catch (OneStopException)
        {
            throw new DomainException("registration.one-stop-unavailable");
        }
    }

    /// <summary>GD, the Shanghai year and five digits.</summary>
    private static async Task<string> NextNumberAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"GD{WorkingCalendar.ShanghaiDate(now).Year}");
        return series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
    }
}
