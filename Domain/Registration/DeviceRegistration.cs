namespace Domain.Registration;

/// <summary>
/// 设备登记 (S0): the devices at the gates of one muck site under one access number, from the form to the live point that sends captures.
/// </summary>
public sealed class DeviceRegistration
{
    /// <summary>GD, the year, five digits.</summary>
    public const int AccessNumberLength = 20;

    public long Id { get; private set; }

    /// <summary>接入编号, given with the first complete save; null in a draft.</summary>
    public string? AccessNumber { get; private set; }

    public RegistrationState State { get; private set; }

    /// <summary>The site; null only in a draft, where it may not have been chosen or declared yet.</summary>
    public long? SiteId { get; private set; }

    /// <summary>The contractor that registers.</summary>
    public long ContractorId { get; private set; }

    /// <summary>供应商 of the devices; null only in a draft.</summary>
    public long? SupplierId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it went live first; null before.</summary>
    public DateTimeOffset? LiveAt { get; private set; }

    public long Revision { get; private set; }

    private DeviceRegistration()
    {
    }

    public DeviceRegistration(long contractorId, DateTimeOffset at)
    {
        ContractorId = contractorId;
        CreatedAt = at;
    }

    /// <summary>Whether the test endpoint takes captures for it.</summary>
    public bool TakesTestCaptures => State.TakesTestCaptures();

    /// <summary>Whether the endpoint of real captures takes them for it.</summary>
    public bool TakesCaptures => State.TakesCaptures();
}
