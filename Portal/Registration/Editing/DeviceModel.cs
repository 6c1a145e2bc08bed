using Domain.Devices;
using Domain.Registration;
using Workflows.Registration;

namespace Portal.Registration.Editing;

/// <summary>A device while it is filled in; the object is the row's identity on the page.</summary>
public sealed class DeviceModel
{
    public long? DeviceId { get; set; }
    public DeviceKind? Kind { get; set; }
    public string? Code { get; set; }
    public double? Longitude { get; set; }
    public double? Latitude { get; set; }
    public string? Brand { get; set; }
    public string? Model { get; set; }
    public string? Parameters { get; set; }
    public FileModel? Photo { get; set; }
    public FileModel? ScenePhoto { get; set; }
    public FileModel? Contract { get; set; }

    /// <summary>The distance that was confirmed, in metres.</summary>
    public int? ConfirmedDistance { get; set; }

    public string? ConfirmedCode { get; set; }

    public static DeviceModel Of(RegisteredDevice device, Func<long, string?> fileName)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(fileName);
        return new DeviceModel
        {
            DeviceId = device.DeviceId,
            Kind = device.Kind,
            Code = device.Code,
            Longitude = device.Longitude,
            Latitude = device.Latitude,
            Brand = device.Brand,
            Model = device.Model,
            Parameters = device.Parameters,
            Photo = FileOf(device.PhotoId),
            ScenePhoto = FileOf(device.ScenePhotoId),
            Contract = FileOf(device.ContractId),
            ConfirmedDistance = device.ConfirmedDistance,
            ConfirmedCode = device.ConfirmedCode,
        };

        FileModel? FileOf(long? id) => id is { } file ? new FileModel { Id = file, Name = fileName(file) ?? "" } : null;
    }

    /// <summary>Another one of the same model. Code, place and photographs belong to one device alone; the contract may cover several.</summary>
    public DeviceModel Another() => new() { Kind = Kind, Brand = Brand, Model = Model, Parameters = Parameters, Contract = Contract };

    public bool Empty => string.IsNullOrWhiteSpace(Code + Brand + Model + Parameters) && Longitude is null && Latitude is null && (Photo ?? ScenePhoto ?? Contract) is null;

    public FileModel? File(RegistrationFileKind kind) => kind switch
    {
        RegistrationFileKind.Photo => Photo,
        RegistrationFileKind.ScenePhoto => ScenePhoto,
        _ => Contract,
    };

    public void SetFile(RegistrationFileKind kind, RegistrationFileView? file)
    {
        var kept = file is null ? null : new FileModel { Id = file.Id, Name = file.FileName };
        if (kind == RegistrationFileKind.Photo) Photo = kept;
        else if (kind == RegistrationFileKind.ScenePhoto) ScenePhoto = kept;
        else Contract = kept;
    }

    public RegisteredDevice ToDevice(RegistrationForm form)
    {
        var device = new RegisteredDevice
        {
            DeviceId = DeviceId,
            Kind = Kind,
            Code = Code,
            Longitude = Longitude,
            Latitude = Latitude,
            Brand = Brand,
            Model = Model,
            Parameters = Parameters,
            PhotoId = Photo?.Id,
            ScenePhotoId = ScenePhoto?.Id,
            ContractId = Contract?.Id,
        };
        // A confirmation is for what stood there when it was given.
        return device with
        {
            ConfirmedCode = ConfirmedCode is { } code && code == Code?.Trim() ? code : null,
            ConfirmedDistance = ConfirmedDistance is { } metres && metres == RegistrationRules.DistanceOf(form, device) ? metres : null,
        };
    }
}

/// <summary>A file that is kept already.</summary>
public sealed class FileModel
{
    public long Id { get; set; }
    public string Name { get; set; } = "";
}
