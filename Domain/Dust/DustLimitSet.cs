namespace Domain.Dust;

/// <summary>Limits as an authority set them: for a city, or for one site, whose own stand before its city's.</summary>
public sealed class DustLimitSet
{
    /// <summary>Beyond these no limit makes sense, so a mistyped one is refused.</summary>
    private const double MostParticles = 10_000;
    private const double LeastNoise = 30;
    private const double MostNoise = 120;

    public long Id { get; private set; }

    /// <summary>The city, six digits; null for a site's own.</summary>
    public string? CityCode { get; private set; }

    public long? SiteId { get; private set; }

    public DustLimits Limits { get; private set; } = new();

    public long Revision { get; private set; }

    private DustLimitSet()
    {
    }

    /// <exception cref="DomainException">dust.limit-out-of-range.</exception>
    public static DustLimitSet OfCity(string cityCode, DustLimits limits)
    {
        var set = new DustLimitSet { CityCode = cityCode };
        set.Change(limits);
        return set;
    }

    /// <exception cref="DomainException">dust.limit-out-of-range.</exception>
    public static DustLimitSet OfSite(long siteId, DustLimits limits)
    {
        var set = new DustLimitSet { SiteId = siteId };
        set.Change(limits);
        return set;
    }

    /// <exception cref="DomainException">dust.limit-out-of-range.</exception>
    public void Change(DustLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        foreach (var particles in new[] { limits.Pm25, limits.Pm10, limits.Tsp })
            if (particles is { } value && !(value > 0 && value <= MostParticles))
                throw new DomainException("dust.limit-out-of-range");
        foreach (var noise in new[] { limits.NoiseByDay, limits.NoiseByNight })
            if (noise is { } value && !(value >= LeastNoise && value <= MostNoise))
                throw new DomainException("dust.limit-out-of-range");
        Limits = limits;
    }
}
