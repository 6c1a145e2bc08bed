using Domain.Devices;

namespace Domain.Access;

/// <summary>The rows of form 1-6 (S2 annex 1-6).</summary>
public enum ReceiptClass
{
    Dome,
    PlateCamera,
    DustMonitor,
    VideoRecorder,
    HardDisk,
    Router,
    ApnCard,
}

/// <summary>One row of form 1-6.</summary>
public sealed record ReceiptRow
{
    public const int TextLength = 200;

    /// <summary>Several rows of one class are fine: one for each brand or model.</summary>
    public const int MaxRows = 60;

    public required ReceiptClass Class { get; init; }

    /// <summary>Brand; unused for APN cards.</summary>
    public string? Brand { get; init; }

    /// <summary>Pieces, 0 or more.</summary>
    public int Quantity { get; init; }

    /// <summary>Model; for hard disks the size, for APN cards the numbers.</summary>
    public string? Detail { get; init; }
}

/// <summary>调试签领 (form 1-6): signed at delivery by the operator, at collection by both sides.</summary>
public sealed class DebugReceipt
{
    public long Id { get; private set; }

    public long ApplicationId { get; private set; }

    public IReadOnlyList<ReceiptRow> Rows { get; private set; } = [];

    /// <summary>设备收件人.</summary>
    public string ReceivedByName { get; private set; } = "";

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The operator's signature at collection.</summary>
    public string? HandedOverByName { get; private set; }

    public DateTimeOffset? HandedOverAt { get; private set; }

    /// <summary>设备领取人.</summary>
    public string? CollectedByName { get; private set; }

    public DateTimeOffset? CollectedAt { get; private set; }

    public long Revision { get; private set; }

    private DebugReceipt()
    {
    }

    /// <summary>Opens the receipt at a complete delivery.</summary>
    /// <exception cref="DomainException">receipt.empty, field.out-of-range, field.too-long.</exception>
    public DebugReceipt(long applicationId, IReadOnlyList<ReceiptRow> rows, string receivedByName, DateTimeOffset at)
    {
        ApplicationId = applicationId;
        Receive(rows, receivedByName, at);
    }

    /// <summary>设备总数合计: all pieces.</summary>
    public int Total => Rows.Sum(r => r.Quantity);

    /// <summary>Records a further complete delivery after a failed debugging; it replaces the rows.</summary>
    /// <exception cref="DomainException">As the constructor.</exception>
    public void Receive(IReadOnlyList<ReceiptRow> rows, string receivedByName, DateTimeOffset at)
    {
        RequireValid(rows);
        if (rows.Sum(r => r.Quantity) == 0) throw new DomainException("receipt.empty");
        Rows = rows;
        ReceivedByName = receivedByName;
        ReceivedAt = at;
    }

    /// <summary>Refuses rows that cannot have been counted.</summary>
    /// <exception cref="DomainException">field.out-of-range, field.too-long, receipt.rows-too-many.</exception>
    public static void RequireValid(IReadOnlyList<ReceiptRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count > ReceiptRow.MaxRows) throw new DomainException("receipt.rows-too-many", ReceiptRow.MaxRows);
        foreach (var row in rows)
        {
            if (!Enum.IsDefined(row.Class)) throw new DomainException("field.required");
            if (row.Quantity is < 0 or > DebugApplication.MaxCount) throw new DomainException("field.out-of-range", 0, DebugApplication.MaxCount);
            if (row.Brand?.Length > DeviceModel.BrandLength) throw new DomainException("field.too-long", DeviceModel.BrandLength);
            if (row.Detail?.Length > ReceiptRow.TextLength) throw new DomainException("field.too-long", ReceiptRow.TextLength);
        }
    }

    /// <exception cref="DomainException">receipt.already-signed.</exception>
    public void SignHandOver(string byName, DateTimeOffset at)
    {
        if (HandedOverAt is not null) throw new DomainException("receipt.already-signed");
        HandedOverByName = byName;
        HandedOverAt = at;
    }

    /// <exception cref="DomainException">receipt.already-signed.</exception>
    public void SignCollection(string byName, DateTimeOffset at)
    {
        if (CollectedAt is not null) throw new DomainException("receipt.already-signed");
        CollectedByName = byName;
        CollectedAt = at;
    }

    /// <summary>What is missing of the devices that form 1-5 announced, in the order of form 1-6.</summary>
    public static IReadOnlyList<Shortage> Shortfall(DebugForm form, IReadOnlyList<ReceiptRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return [.. Announced(form).OrderBy(a => a.Key)
            .Select(a => new Shortage(a.Key, a.Value, rows.Where(r => r.Class == a.Key).Sum(r => r.Quantity)))
            .Where(row => row.Delivered < row.Announced)];
    }

    /// <summary>The counts of form 1-5 in the rows of form 1-6.</summary>
    public static IReadOnlyDictionary<ReceiptClass, int> Announced(DebugForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return DeviceKinds.Counted
            .GroupBy(ClassOf)
            .ToDictionary(g => g.Key, g => g.Sum(form.CountOf));
    }

    private static ReceiptClass ClassOf(DeviceKind kind) => kind switch
    {
        DeviceKind.GatePlateCamera => ReceiptClass.PlateCamera,
        DeviceKind.DustMonitor => ReceiptClass.DustMonitor,
        DeviceKind.VideoRecorder => ReceiptClass.VideoRecorder,
        DeviceKind.Router => ReceiptClass.Router,
        DeviceKind.HardDisk => ReceiptClass.HardDisk,
        DeviceKind.ApnCard => ReceiptClass.ApnCard,
        _ => ReceiptClass.Dome,
    };
}
