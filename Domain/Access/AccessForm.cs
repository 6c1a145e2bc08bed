using Domain.Devices;

namespace Domain.Access;

/// <summary>
/// What the contractor fills in on form 1-1 (S2 annex 1-1) and what form 1-3 adds. Everything may be empty while it is a draft; what must
/// be there is decided by <see cref="AccessFormRules"/>. The site's own facts (name, address, period, units) stand on the site.
/// </summary>
public sealed record AccessForm
{
    public const int NameLength = 50;
    public const int PhoneLength = 30;
    public const int EmailLength = 100;
    public const int SituationLength = 2000;
    public const int MaxPositions = 200;

    /// <summary>What a draft keeps of any short text, too long or not.</summary>
    public const int DraftTextLength = 200;

    /// <summary>项目经理.</summary>
    public string? ProjectManagerName { get; init; }

    public string? ProjectManagerPhone { get; init; }

    /// <summary>设备安装单位: the supplier's organization.</summary>
    public long? SupplierId { get; init; }

    /// <summary>工地管理员.</summary>
    public string? SiteAdministratorName { get; init; }

    public string? SiteAdministratorPhone { get; init; }

    /// <summary>系统对接人.</summary>
    public string? LiaisonName { get; init; }

    public string? LiaisonPhone { get; init; }

    public string? LiaisonEmail { get; init; }

    /// <summary>Upstream in Mbit/s.</summary>
    public decimal? BandwidthUp { get; init; }

    /// <summary>Downstream in Mbit/s.</summary>
    public decimal? BandwidthDown { get; init; }

    /// <summary>视频监控安装日期 (form 1-3).</summary>
    public DateOnly? VideoInstallationDate { get; init; }

    /// <summary>工地情况说明 (form 1-3).</summary>
    public string? SiteSituation { get; init; }

    public IReadOnlyList<InstallPosition> Positions { get; init; } = [];

    /// <summary>Whether both are filled in alike; the record's own equality takes the same rows in two lists for different.</summary>
    public bool SaysTheSame(AccessForm other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Positions = other.Positions } == other && Positions.SequenceEqual(other.Positions);
    }
}

/// <summary>One row 安装位置 of form 1-1.</summary>
public sealed record InstallPosition
{
    public string? Position { get; init; }
    public DeviceKind? Kind { get; init; }
    public string? Brand { get; init; }
    public string? Model { get; init; }

    /// <summary>4G/APN card number.</summary>
    public string? SimNumber { get; init; }

    public string? IpAddress { get; init; }
}

/// <summary>What is wrong with one field: <paramref name="Field"/> is a path such as <c>positions[2].model</c>, the code has a text on the face.</summary>
public sealed record FormProblem(string Field, string Code, params object[] Arguments);
