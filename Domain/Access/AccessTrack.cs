using Domain.Devices;

namespace Domain.Access;

/// <summary>The two ways to debugging (S2 annex 1, section 4).</summary>
public enum AccessTrack
{
    /// <summary>承诺制: 3 working days.</summary>
    Commitment,

    /// <summary>设备测验: 10 working days.</summary>
    LabTest,
}

/// <summary>What hangs on a track.</summary>
public static class AccessTracks
{
    /// <summary>Working days for debugging from a complete delivery (S2 annex 1, section 4).</summary>
    public static int DebugDays(this AccessTrack track) => track == AccessTrack.Commitment ? 3 : 10;
}

/// <summary>Why a track was taken; has a text on the face.</summary>
public enum TrackReason
{
    /// <summary>Every model is listed and the commitment letter is signed.</summary>
    AllListedAndSigned,

    /// <summary>Some models are not on the operator's list.</summary>
    ModelsNotListed,

    /// <summary>Every model is listed, but the installer has not signed the letter.</summary>
    LetterNotSigned,
}

/// <summary>A track with its reason.</summary>
/// <param name="Track">The track.</param>
/// <param name="Reason">Why.</param>
/// <param name="UnlistedModels">"brand model" of each model that is not on the list; empty for other reasons.</param>
public sealed record TrackDecision(AccessTrack Track, TrackReason Reason, IReadOnlyList<string> UnlistedModels)
{
    /// <summary>
    /// Commitment when every device model is on the operator's list and the commitment letter is signed by the installer; otherwise lab test.
    /// </summary>
    /// <param name="form">The form; positions without a model count as not listed.</param>
    /// <param name="listed">What <see cref="Key"/> gives for each listed model.</param>
    /// <param name="letterSigned">Whether the named installer has signed form 1-4.</param>
    public static TrackDecision For(AccessForm form, IReadOnlySet<string> listed, bool letterSigned)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(listed);
        var unlisted = form.Positions
            .Where(p => p.Kind is null || !listed.Contains(Key(p.Kind.Value, p.Brand, p.Model)))
            .Select(p => $"{p.Brand} {p.Model}".Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (unlisted.Count > 0 || form.Positions.Count == 0) return new(AccessTrack.LabTest, TrackReason.ModelsNotListed, unlisted);
        return letterSigned
            ? new(AccessTrack.Commitment, TrackReason.AllListedAndSigned, [])
            : new(AccessTrack.LabTest, TrackReason.LetterNotSigned, []);
    }

    /// <summary>One key for a device kind with a model.</summary>
    public static string Key(DeviceKind kind, string? brand, string? model) => kind + ":" + DeviceModel.Key(brand, model);
}
