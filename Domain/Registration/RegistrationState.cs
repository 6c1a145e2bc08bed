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

/// <summary>What each state lets machines send.</summary>
public static class RegistrationStates
{
    /// <summary>Whether the test endpoint takes captures.</summary>
    public static bool TakesTestCaptures(this RegistrationState state) => state is RegistrationState.Debugging or RegistrationState.PendingGoLive;

    /// <summary>Whether the endpoint of real captures takes them.</summary>
    public static bool TakesCaptures(this RegistrationState state) => state is RegistrationState.Live;
}
