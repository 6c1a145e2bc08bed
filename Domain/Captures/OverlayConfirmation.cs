using Domain.Organizations;

namespace Domain.Captures;

/// <summary>
/// That a person of the contractor has looked at a picture of a test capture and says whether its overlay is complete (S0 annex: site, gate
/// and direction, camera kind, time to the millisecond; low cameras also plate colour and number). A later look replaces the earlier one.
/// </summary>
public sealed class OverlayConfirmation
{
    public const int HashLength = 64;

    public long Id { get; private set; }

    public long RegistrationId { get; private set; }

    public long CaptureId { get; private set; }

    /// <summary>The picture: <see cref="CapturedImage.Hash"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Everything stands on the picture, readable.</summary>
    public bool Complete { get; private set; }

    public long ConfirmedBy { get; private set; }

    public string ConfirmedByName { get; private set; } = "";

    public DateTimeOffset ConfirmedAt { get; private set; }

    public long Revision { get; private set; }

    private OverlayConfirmation()
    {
    }

    public OverlayConfirmation(Capture capture, string hash)
    {
        ArgumentNullException.ThrowIfNull(capture);
        RegistrationId = capture.RegistrationId;
        CaptureId = capture.Id;
        Hash = hash;
    }

    /// <summary>What the eye says now.</summary>
    public void Judge(bool complete, Actor by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(by);
        Complete = complete;
        ConfirmedBy = by.AccountId;
        ConfirmedByName = by.Name;
        ConfirmedAt = at;
    }
}
