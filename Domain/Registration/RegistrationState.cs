namespace Domain.Registration;

/// <summary>Where the registration of a muck site's devices stands (domain-rules "Devices and numbers").</summary>
public enum RegistrationState
{
    /// <summary>Being filled in; has no access number.</summary>
    Draft,

    /// <summary>设备调试中: test captures are taken, and no others.</summary>
    Debugging,

    /// <summary>The contractor has asked to go live; test captures are still taken.</summary>
    PendingGoLive,

    /// <summary>已上线: captures are taken, and no test captures.</summary>
    Live,

    /// <summary>Nothing is taken until it is resumed.</summary>
    Suspended,

    /// <summary>Its devices are gone for good.</summary>
    Removed,
}
