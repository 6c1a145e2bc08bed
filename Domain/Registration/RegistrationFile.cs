using Domain.Files;

namespace Domain.Registration;

/// <summary>What a file of a device is.</summary>
public enum RegistrationFileKind
{
    /// <summary>设备照片.</summary>
    Photo,

    /// <summary>安装场景照片.</summary>
    ScenePhoto,

    /// <summary>安装合同.</summary>
    Contract,
}

/// <summary>A picture or contract of a registration; the form says which device it belongs to.</summary>
public sealed class RegistrationFile : UploadedFile
{
    /// <summary>Of a picture (S0).</summary>
    public const int MaxPictureBytes = 1024 * 1024;

    /// <summary>Of a contract, which S0 does not limit.</summary>
    public const int MaxContractBytes = 10 * 1024 * 1024;

    /// <summary>With the replaced ones: they stay in the store, so their number has an end.</summary>
    public const int MaxCount = 1000;

    public long RegistrationId { get; private set; }

    public RegistrationFileKind Kind { get; private set; }

    public string UploadedByName { get; private set; } = "";

    private RegistrationFile()
    {
    }

    public RegistrationFile(long registrationId, RegistrationFileKind kind, Upload upload, string uploadedByName)
        : base(upload)
    {
        if (!Enum.IsDefined(kind)) throw new DomainException("field.required");
        (RegistrationId, Kind, UploadedByName) = (registrationId, kind, uploadedByName);
    }

    /// <summary>How large a file of a kind may be, in bytes.</summary>
    public static int MaxBytes(RegistrationFileKind kind) => kind == RegistrationFileKind.Contract ? MaxContractBytes : MaxPictureBytes;
}
