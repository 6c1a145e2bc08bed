using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Files;
using Workflows.Organizations;

namespace Workflows.Registration;

/// <summary>What a contractor's people do before the first complete save, and the files of either time.</summary>
public sealed class RegistrationDrafts(IDbContextFactory<PortalDbContext> databases, FileStore files, TimeProvider time)
{
    /// <summary>Drafts that one contractor may have open: more are a program, not a person.</summary>
    private const int MaxDrafts = 100;

    /// <summary>Opens a draft with what is known already: the contractor's own details, and a row for each device that must be there.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.drafts-too-many.</exception>
    public async Task<long> StartAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, RegistrationScope.Writers, cancellationToken);
        var contractor = await db.Set<Organization>().AsNoTracking().SingleAsync(o => o.Id == actor.OrganizationId, cancellationToken);
        var open = await db.Set<DeviceRegistration>().CountAsync(r => r.ContractorId == contractor.Id && r.State == RegistrationState.Draft, cancellationToken);
        if (open >= MaxDrafts) throw new DomainException("registration.drafts-too-many", MaxDrafts);
        var registration = new DeviceRegistration(contractor.Id, time.GetUtcNow());
        registration.SaveDraft(new RegistrationForm
        {
            Site = new MuckSiteForm
            {
                RegionCode = contractor.RegionCode,
                GeneralContractor = new UnitContact
                {
                    Name = contractor.Name,
                    Address = contractor.Address,
                    ContactName = contractor.ContactName,
                    Phone = contractor.ContactPhone,
                },
            },
            Devices = [.. DeviceKinds.Gate.Select(kind => new RegisteredDevice { Kind = kind })],
        });
        await db.AddAsync(registration, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return registration.Id;
    }

    /// <returns>The new revision, to be sent with the next save.</returns>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, registration.changed-meanwhile, and those of the aggregate.</exception>
    public async Task<long> SaveAsync(SaveRegistrationDraft request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await RegistrationScope.OwnAsync(db, request.Actor, request.RegistrationId, cancellationToken);
        if (registration.Revision != request.Revision) throw new DomainException("registration.changed-meanwhile");
        registration.SaveDraft(request.Form);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("registration.changed-meanwhile");
        }

        return registration.Revision;
    }

    /// <summary>Deletes a draft with its files; what has an access number stays for good.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown, registration.not-draft, registration.changed-meanwhile.</exception>
    public async Task DiscardAsync(Actor actor, long registrationId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await RegistrationScope.OwnAsync(db, actor, registrationId, cancellationToken);
        if (registration.State != RegistrationState.Draft) throw new DomainException("registration.not-draft");
        db.RemoveRange(await db.Set<RegistrationFile>().Where(f => f.RegistrationId == registrationId).ToListAsync(cancellationToken));
        db.Remove(registration);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Completed, or given another file, in the same moment.
            throw new DomainException("registration.changed-meanwhile");
        }
    }

    /// <summary>Stores a picture (JPEG or PNG, 1 MB) or a contract (also PDF). It belongs to a device once the form says so.</summary>
    /// <exception cref="DomainException">file.* (FileStore), actor.not-allowed, registration.unknown, registration.not-editable, registration.files-too-many.</exception>
    public async Task<RegistrationFileView> AttachAsync(AttachRegistrationFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Enum.IsDefined(request.Kind)) throw new DomainException("file.type-refused");
        // Asked before a byte is stored.
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await RegistrationScope.OwnAsync(db, request.Actor, request.RegistrationId, cancellationToken);
        if (registration.State is not (RegistrationState.Draft or RegistrationState.Debugging)) throw new DomainException("registration.not-editable");
        if (await db.Set<RegistrationFile>().CountAsync(f => f.RegistrationId == registration.Id, cancellationToken) >= RegistrationFile.MaxCount)
            throw new DomainException("registration.files-too-many", RegistrationFile.MaxCount);

        var upload = await files.SaveAsync(
            new UploadFile { Actor = request.Actor, FileName = request.FileName, Content = request.Content },
            RegistrationFile.MaxBytes(request.Kind), request.Kind == RegistrationFileKind.Contract ? FileKinds.Contracts : FileKinds.Pictures,
            time.GetUtcNow(), cancellationToken);
        var file = new RegistrationFile(registration.Id, request.Kind, upload, request.Actor.Name);
        await db.AddAsync(file, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new RegistrationFileView(file.Id, file.Kind, file.FileName, file.ContentType, file.Bytes, file.UploadedByName, file.UploadedAt);
    }
}
