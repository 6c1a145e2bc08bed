namespace Domain.Devices;

/// <summary>Brand and model as written on the device, compared without regard to case and surrounding or doubled blanks.</summary>
public static class DeviceModel
{
    public const int BrandLength = 50;
    public const int ModelLength = 60;

    /// <summary>The form in which two spellings of one model are equal.</summary>
    public static string Normalize(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>One key for brand and model.</summary>
    public static string Key(string? brand, string? model) => Normalize(brand) + "|" + Normalize(model);
}
