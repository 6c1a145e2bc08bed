using System.Globalization;
using Domain.Access;
using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Devices;

/// <summary>
/// Tells the access chain that every device of its application was seen online, in the transaction that sees the last one: by a signal or by
/// an operator's note, the same way.
/// </summary>
public sealed class FirstOnline(ProcessEngine engine)
{
    /// <summary>The message that the access chain waits for.</summary>
    public const string AllOnlineMessage = "access.devices-online";

    /// <summary>
    /// The devices that are seen in this context count as they are now; the others are read as they are stored, after the application. Writing
    /// that makes two savers at once meet: otherwise each could see the other's device as not yet online, and nobody would tell the chain.
    /// </summary>
    public async Task TellChainAsync(PortalDbContext db, long applicationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var application = await db.Set<AccessApplication>().SingleAsync(a => a.Id == applicationId, cancellationToken);
        db.Entry(application).Property(a => a.Form).IsModified = true;
        var seen = db.Set<Device>().Local.Where(d => d.ApplicationId == applicationId && d.FirstOnlineAt is not null).Select(d => d.Id).ToList();
        var missing = await db.Set<Device>().AnyAsync(
            d => d.ApplicationId == applicationId && !seen.Contains(d.Id) && d.FirstOnlineAt == null, cancellationToken);
        if (missing) return;
        await engine.DeliverAsync(db, new DeliverMessage
        {
            BusinessKey = string.Create(CultureInfo.InvariantCulture, $"access:{applicationId}"),
            Message = AllOnlineMessage,
            Rule = "device.all-online",
        }, cancellationToken);
    }
}
