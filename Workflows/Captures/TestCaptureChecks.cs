using Domain.Captures;
using Domain.Registration;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Captures;

/// <summary>What the rules say to a point's test captures now.</summary>
/// <param name="Checklist">Line by line.</param>
/// <param name="Captures">The captures that were looked at, the newest first.</param>
/// <param name="Seen">What was said of their pictures.</param>
public sealed record CheckedTestCaptures(TestCaptureChecklist Checklist, IReadOnlyList<Capture> Captures, IReadOnlyList<OverlayConfirmation> Seen);

/// <summary>Reads the test captures of a registration and compares them with the rules. Who may ask is the caller's to decide.</summary>
public static class TestCaptureChecks
{
    /// <summary>The newest ones are enough: a supplier may send thousands while it tries things out.</summary>
    public const int MaxCaptures = 200;

    /// <param name="db">Of the caller.</param>
    /// <param name="registration">Whose; what another supplier sent before does not count.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<CheckedTestCaptures> ReadAsync(PortalDbContext db, DeviceRegistration registration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(registration);
        var since = registration.SupplierSince ?? registration.CreatedAt;
        var captures = await db.Set<Capture>().AsNoTracking().Where(c => c.RegistrationId == registration.Id && c.Test && c.ReceivedAt >= since)
            .OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id).Take(MaxCaptures).ToListAsync(cancellationToken);
        var ids = captures.ConvertAll(c => c.Id);
        var seen = await db.Set<OverlayConfirmation>().AsNoTracking().Where(o => ids.Contains(o.CaptureId)).ToListAsync(cancellationToken);
        return new CheckedTestCaptures(TestCaptureRules.Check(captures, seen), captures, seen);
    }
}
