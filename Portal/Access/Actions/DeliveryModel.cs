using Domain.Access;
using Domain.Devices;
using Workflows.Access;

namespace Portal.Access.Actions;

/// <summary>What the operator notes at a delivery: the rows of form 1-6, and whether anything is missing.</summary>
public sealed class DeliveryModel
{
    public IList<DeliveryRow> Rows { get; set; } = [];

    public bool? Complete { get; set; }

    public string? Missing { get; set; }

    /// <summary>The rows as form 1-5 announced them, with brands and models of form 1-1. Disks and cards are not announced, so they are counted when they come.</summary>
    public static DeliveryModel For(AccessCase access)
    {
        ArgumentNullException.ThrowIfNull(access);
        var debug = access.Debug ?? new DebugForm();
        var announced = DebugReceipt.Announced(debug);
        var positions = access.Form.Positions;
        return new DeliveryModel
        {
            Rows = [.. Enum.GetValues<ReceiptClass>().Select(c => new DeliveryRow
            {
                Class = c,
                Announced = announced.GetValueOrDefault(c),
                Quantity = announced.GetValueOrDefault(c) is var pieces and > 0 ? pieces : null,
                Brand = List(positions.Where(p => p.Kind is { } k && ClassOf(k) == c).Select(p => p.Brand), DeviceModel.BrandLength),
                Detail = c == ReceiptClass.DustMonitor && debug.DustModel is { } dust ? dust
                    : List(positions.Where(p => p.Kind is { } k && ClassOf(k) == c).Select(p => p.Model), ReceiptRow.TextLength),
            })],
        };
    }

    public IReadOnlyList<ReceiptRow> Receipt() =>
        [.. Rows.Select(r => new ReceiptRow { Class = r.Class, Brand = Text(r.Brand), Detail = Text(r.Detail), Quantity = r.Quantity ?? 0 })];

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Quantity is < 0 or > DebugApplication.MaxCount) problems.Add(new($"rows[{i}].quantity", "field.out-of-range", 0, DebugApplication.MaxCount));
        if (Complete is null) problems.Add(new("complete", "field.required"));
        if (Complete == true && Rows.FirstOrDefault(r => r.Lacking > 0) is { } shortRow)
            problems.Add(new("complete", "access.delivery-short", Rows.Count(r => r.Lacking > 0), shortRow.Class, shortRow.Announced, shortRow.Quantity ?? 0));
        if (Complete == false && string.IsNullOrWhiteSpace(Missing)) problems.Add(new("missing", "access.missing-required"));
        return problems;
    }

    private static string? List(IEnumerable<string?> texts, int length)
    {
        var list = string.Join(" / ", texts.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase));
        return list.Length == 0 ? null : list.Length <= length ? list : list[..length];
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ReceiptClass? ClassOf(DeviceKind kind) => kind.IsDome() ? ReceiptClass.Dome
        : kind == DeviceKind.GatePlateCamera ? ReceiptClass.PlateCamera
        : kind == DeviceKind.DustMonitor ? ReceiptClass.DustMonitor
        : null;
}

/// <summary>One row of form 1-6 while it is filled in.</summary>
public sealed class DeliveryRow
{
    public ReceiptClass Class { get; set; }

    /// <summary>Pieces that form 1-5 announced.</summary>
    public int Announced { get; set; }

    public int? Quantity { get; set; }

    public string? Brand { get; set; }

    public string? Detail { get; set; }

    /// <summary>Pieces that are missing.</summary>
    public int Lacking => Math.Max(0, Announced - (Quantity ?? 0));
}
