namespace Domain.Devices;

/// <summary>A model on the operator's list of the commitment track (S2 annex 1-2).</summary>
public sealed class AcceptedModel
{
    public const int NoteLength = 200;

    public long Id { get; private set; }

    public DeviceKind Kind { get; private set; }

    public string Brand { get; private set; } = "";

    public string Model { get; private set; } = "";

    /// <summary><see cref="DeviceModel.Key"/>; unique together with the kind.</summary>
    public string ModelKey { get; private set; } = "";

    public string? Note { get; private set; }

    /// <summary>False when the operator has taken it off the list; applications already on their track stay there.</summary>
    public bool Listed { get; private set; } = true;

    public DateTimeOffset ListedAt { get; private set; }

    public long Revision { get; private set; }

    private AcceptedModel()
    {
    }

    /// <summary>Puts a model on the list.</summary>
    /// <exception cref="DomainException">device.model-required.</exception>
    public AcceptedModel(DeviceKind kind, string brand, string model, string? note, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(brand) || string.IsNullOrWhiteSpace(model)) throw new DomainException("device.model-required");
        Kind = kind;
        Brand = brand.Trim();
        Model = model.Trim();
        ModelKey = DeviceModel.Key(brand, model);
        Note = note;
        ListedAt = at;
    }

    public void Delist() => Listed = false;

    public void Relist(DateTimeOffset at)
    {
        Listed = true;
        ListedAt = at;
    }
}
