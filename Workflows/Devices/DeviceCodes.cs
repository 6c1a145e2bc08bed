using System.Globalization;
using Domain.Devices;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>Gives devices their GB/T 28181 code where nobody else has: those of the access chain, whose forms ask for none (S2).</summary>
internal sealed class DeviceCodes(PortalDbContext db, string regionCode)
{
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>
    /// The code after the highest of the site's county and the device's type. Of two who take the same at once the index refuses one, which
    /// then comes again.
    /// </summary>
    public async Task<Gb28181Code> NextAsync(DeviceKind kind, CancellationToken cancellationToken)
    {
        var prefix = Gb28181Code.SitePrefix(RegionCode.Parse(regionCode), kind.CodeType());
        if (!_last.TryGetValue(prefix, out var last))
        {
            var highest = await db.Set<Device>().Where(d => d.Code.StartsWith(prefix)).MaxAsync(d => (string?)d.Code, cancellationToken);
            last = highest is null ? 0 : int.Parse(highest[prefix.Length..], CultureInfo.InvariantCulture);
        }

        _last[prefix] = ++last;
        return Gb28181Code.Parse(prefix + last.ToString("D6", CultureInfo.InvariantCulture));
    }
}
