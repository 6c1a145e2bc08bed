using Domain.Devices;

namespace Domain.Relocation;

/// <summary>What the registers say at the moment of a submission, or of the last approval.</summary>
public sealed record RelocationFacts
{
    /// <summary>The Shanghai date.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The site's devices.</summary>
    public required IReadOnlyList<MovableDevice> Devices { get; init; }

    /// <summary>Whether a crane dismantling notice of the site is registered (annex 3).</summary>
    public required bool CraneNotice { get; init; }

    /// <summary>Whether a termination or suspension of supervision is in force at the site (annex 4).</summary>
    public required bool Standstill { get; init; }
}

/// <summary>A device as this feature sees it.</summary>
/// <param name="Id">Of the device.</param>
/// <param name="Code">国标号.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Kind">What it is.</param>
/// <param name="SupplierId">Whose it is.</param>
/// <param name="Removed">It has left the platform, or never came into service.</param>
/// <param name="InService">In service now, or agreed to be again: only such a one can be relocated.</param>
/// <param name="BusyWith">Number of another application under way that it is part of; null when it is in none.</param>
public sealed record MovableDevice(long Id, string Code, string Position, DeviceKind Kind, long SupplierId, bool Removed, bool InService, string? BusyWith);
