using Domain.Access;
using Domain.Devices;

namespace Testing.Access;

/// <summary>Forms that are complete; a test changes the one field it is about.</summary>
public static class AccessForms
{
    public const string Brand = "Haishi";
    public const string DomeModel = "QJ-4 200";
    public const string PlateModel = "CP-30";
    public const string DustModel = "YC-7";

    /// <summary>Form 1-1 with a dome, a plate camera and a dust monitor.</summary>
    public static AccessForm Complete(long? supplierId = 1) => new()
    {
        ProjectManagerName = "Lin",
        ProjectManagerPhone = "13800000001",
        SupplierId = supplierId,
        SiteAdministratorName = "He",
        SiteAdministratorPhone = "0759-2345678",
        LiaisonName = "Mo",
        LiaisonPhone = "13900000002",
        LiaisonEmail = "mo@example.com",
        BandwidthUp = 20m,
        BandwidthDown = 20m,
        VideoInstallationDate = new DateOnly(2026, 12, 10),
        SiteSituation = "Foundation pit, two gates.",
        Positions =
        [
            Position(1, DeviceKind.GateDome, DomeModel),
            Position(2, DeviceKind.GatePlateCamera, PlateModel),
            Position(3, DeviceKind.DustMonitor, DustModel),
        ],
    };

    /// <summary>A complete position whose card and address follow its number.</summary>
    public static InstallPosition Position(int number, DeviceKind kind = DeviceKind.GateDome, string model = DomeModel) => new()
    {
        Position = $"Gate {number}",
        Kind = kind,
        Brand = Brand,
        Model = model,
        SimNumber = $"{14_400_000_000L + number}",
        IpAddress = $"10.8.0.{number}",
    };

    /// <summary>Form 1-5 for what <paramref name="form"/> declares, with a recorder and a router.</summary>
    public static DebugForm Debug(AccessForm form, DateOnly today)
    {
        var counts = form.Positions.GroupBy(p => p.Kind!.Value).ToDictionary(g => g.Key, g => g.Count());
        counts[DeviceKind.VideoRecorder] = 1;
        counts[DeviceKind.Router] = 1;
        return new DebugForm
        {
            ApplicantName = "He",
            ApplicantPhone = "13800000001",
            DustModel = DustModel,
            Stage = ConstructionStage.FoundationPit,
            Brand = DebugBrand.Other,
            OtherBrand = Brand,
            Counts = counts,
            DebuggingDate = today.AddDays(1),
            CollectionDate = today.AddDays(5),
        };
    }

    /// <summary>Form 1-6 when everything announced was brought.</summary>
    public static IReadOnlyList<ReceiptRow> Receipt(DebugForm form) =>
    [
        .. DebugReceipt.Announced(form).Where(a => a.Value > 0).Select(a => new ReceiptRow { Class = a.Key, Brand = Brand, Quantity = a.Value, Detail = "M" }),
        new ReceiptRow { Class = ReceiptClass.ApnCard, Quantity = 3, Detail = "14400000001-3" },
    ];
}
