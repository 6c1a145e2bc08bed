using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Domain.Devices;
using Domain.Dust;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>
/// The instruments by their number, held for some seconds so that a frame costs no query. A number that is not there is looked for at
/// the next reading of all, never by itself: guessed numbers must not reach the database.
/// </summary>
public sealed class InstrumentDirectory(IDbContextFactory<PortalDbContext> databases, SecretSeal seal, IOptions<DustOptions> options, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Snapshot? _snapshot;

    /// <summary>What is known now; reads the database when that is too long ago.</summary>
    /// <exception cref="DbException">The database does not answer, and nothing was ever read from it.</exception>
    internal async Task<Snapshot> NowAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } held && IsFresh(held)) return held;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_snapshot is { } other && IsFresh(other)) return other;
            return _snapshot = await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (_snapshot is not null && exception is DbException or InvalidOperationException)
        {
            // EF wraps what it takes for passing. Older settings do no harm: without the database nothing is stored or answered.
            return _snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>What the password of an instrument is sealed for.</summary>
    public static string PurposeOf(long deviceId) => string.Create(CultureInfo.InvariantCulture, $"dust-instrument:{deviceId}");

    public void Dispose() => _reading.Dispose();

    private bool IsFresh(Snapshot snapshot) => time.GetElapsedTime(snapshot.At).TotalSeconds < options.Value.SettingsSeconds;

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var instruments = await (
            from instrument in db.Set<DustInstrument>().AsNoTracking()
            join device in db.Set<Device>() on instrument.DeviceId equals device.Id
            select new { Settings = instrument, device.RemovedAt }).ToListAsync(cancellationToken);
        return new Snapshot(at, instruments.ToFrozenDictionary(
            instrument => instrument.Settings.Mn,
            instrument => new KnownInstrument(instrument.Settings, PasswordHash(instrument.Settings), instrument.RemovedAt),
            StringComparer.Ordinal));
    }

    private byte[]? PasswordHash(DustInstrument instrument) =>
        instrument.SealedPassword is { } password ? SHA256.HashData(seal.Unseal(PurposeOf(instrument.DeviceId), password)) : null;

    /// <param name="At">Timestamp of the reading.</param>
    internal sealed record Snapshot(long At, FrozenDictionary<string, KnownInstrument> Instruments);
}

/// <summary>An instrument with what its password must hash to.</summary>
/// <param name="RemovedAt">When its device left the platform for good; null while it has not.</param>
internal sealed record KnownInstrument(DustInstrument Settings, byte[]? PasswordHash, DateTimeOffset? RemovedAt)
{
    /// <summary>Hashes are of one length, so the time says nothing about the password.</summary>
    public bool Accepts(string? password) => PasswordHash is null
        || CryptographicOperations.FixedTimeEquals(PasswordHash, SHA256.HashData(Encoding.UTF8.GetBytes(password ?? "")));
}
