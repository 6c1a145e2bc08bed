using Domain;
using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Captures;

namespace Workflows.Registration;

/// <summary>The test captures of a point beside the rules.</summary>
/// <param name="Checklist">As it is now.</param>
/// <param name="Captures">The newest of each camera, and what the checklist points at.</param>
public sealed record GoLiveView(TestCaptureChecklist Checklist, IReadOnlyList<TestCaptureView> Captures);

/// <summary>A test capture with its pictures.</summary>
public sealed record TestCaptureView(
    long Id, DeviceKind Camera, string Gate, DateTimeOffset CapturedAt, string? Plate, PlateColor? PlateColor, string? VehicleType, string? ManifestNumber,
    IReadOnlyList<TestPictureView> Pictures);

/// <summary>A picture and what the contractor's eye said of it; null before anybody has looked.</summary>
public sealed record TestPictureView(ImageKind Kind, string Hash, bool? Complete, string? JudgedBy);

/// <summary>Reads what the decision to go live stands on.</summary>
public sealed class GoLiveReader(IDbContextFactory<PortalDbContext> databases, FileStore files)
{
    private const int ShownPerCamera = 3;

    /// <exception cref="DomainException">registration.unknown: not there, or not for this reader.</exception>
    public async Task<GoLiveView> ReadAsync(Actor actor, long registrationId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await db.Set<DeviceRegistration>().AsNoTracking().RequireAsync(db, actor, registrationId, cancellationToken);
        var read = await TestCaptureChecks.ReadAsync(db, registration, cancellationToken);
        var pointedAt = read.Checklist.Findings.SelectMany(f => f.Evidence).ToHashSet();
        var newest = read.Captures.GroupBy(TestCaptureRules.CameraOf).SelectMany(g => g.Take(ShownPerCamera)).Select(c => c.Id).ToHashSet();
        var said = read.Seen.ToDictionary(s => (s.CaptureId, s.Hash));
        return new GoLiveView(
            read.Checklist,
            [.. read.Captures.Where(c => newest.Contains(c.Id) || pointedAt.Contains(c.Id)).Select(c => new TestCaptureView(
                c.Id, TestCaptureRules.CameraOf(c), c.Gate, c.CapturedAt, c.Plate, c.PlateColor, c.VehicleType, c.ManifestNumber,
                [.. c.Images.Select(i => said.TryGetValue((c.Id, i.Hash), out var judged)
                    ? new TestPictureView(i.Kind, i.Hash, judged.Complete, judged.ConfirmedByName)
                    : new TestPictureView(i.Kind, i.Hash, null, null))]))]);
    }

    /// <summary>A picture of a test capture.</summary>
    /// <exception cref="DomainException">captures.picture-unknown: not there, or not for this reader.</exception>
    public async Task<(bool Png, Stream Content)> OpenPictureAsync(
        Actor actor, long registrationId, long captureId, string hash, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await db.Set<DeviceRegistration>().AsNoTracking().VisibleTo(db, actor).SingleOrDefaultAsync(r => r.Id == registrationId, cancellationToken);
        var since = registration?.SupplierSince ?? registration?.CreatedAt ?? DateTimeOffset.MaxValue;
        // What another supplier sent before is not this one's to see.
        var capture = registration is null ? null : await db.Set<Capture>().AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == captureId && c.RegistrationId == registrationId && c.Test && c.ReceivedAt >= since, cancellationToken);
        var image = capture?.Images.FirstOrDefault(i => i.Hash == hash) ?? throw new DomainException("captures.picture-unknown");
        return (image.Png, files.OpenRead(image.Hash) ?? throw new DomainException("captures.picture-unknown"));
    }
}
