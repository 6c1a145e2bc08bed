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

/// <summary>A picture or contract of a registration. The content lies in the file store under its hash; the form says which device it belongs to.</summary>
public sealed class RegistrationFile
{
    /// <summary>Of a picture (S0).</summary>
    public const int MaxPictureBytes = 1024 * 1024;

    /// <summary>Of a contract, which S0 does not limit.</summary>
    public const int MaxContractBytes = 10 * 1024 * 1024;

    /// <summary>With the replaced ones: they stay in the store, so their number has an end.</summary>
    public const int MaxCount = 1000;

    public const int FileNameLength = 150;
    public const int ContentTypeLength = 100;
    public const int HashLength = 64;

    public long Id { get; private set; }

    public long RegistrationId { get; private set; }

    public RegistrationFileKind Kind { get; private set; }

    /// <summary>The name it was uploaded with: shown and offered for download, never trusted.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>By content, not by name.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256.</summary>
    public string Hash { get; private set; } = "";

    public long Bytes { get; private set; }

    public long UploadedBy { get; private set; }

    public string UploadedByName { get; private set; } = "";

    public DateTimeOffset UploadedAt { get; private set; }

    private RegistrationFile()
    {
    }

    public RegistrationFile(NewRegistrationFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        RegistrationId = file.RegistrationId;
        Kind = file.Kind;
        FileName = file.FileName;
        ContentType = file.ContentType;
        Hash = file.Hash;
        Bytes = file.Bytes;
        UploadedBy = file.UploadedBy;
        UploadedByName = file.UploadedByName;
        UploadedAt = file.UploadedAt;
    }

    /// <summary>How large a file of a kind may be, in bytes.</summary>
    public static int MaxBytes(RegistrationFileKind kind) => kind == RegistrationFileKind.Contract ? MaxContractBytes : MaxPictureBytes;
}

/// <summary>A file as it was stored.</summary>
public sealed record NewRegistrationFile
{
    public required long RegistrationId { get; init; }
    public required RegistrationFileKind Kind { get; init; }
    public required string FileName { get; init; }
    public required string ContentType { get; init; }
    public required string Hash { get; init; }
    public required long Bytes { get; init; }
    public required long UploadedBy { get; init; }
    public required string UploadedByName { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}
