using Domain.Access;
using Domain.Devices;
using Workflows.Access;

namespace Portal.Access.Actions;

/// <summary>Form 1-5 while it is filled in.</summary>
public sealed class DebugModel
{
    public string? ApplicantName { get; set; }

    public string? ApplicantPhone { get; set; }

    public string? DustModel { get; set; }

    public ConstructionStage? Stage { get; set; }

    public DebugBrand? Brand { get; set; }

    public string? OtherBrand { get; set; }

    /// <summary>Pieces by the kind's name; what is not counted is not in it.</summary>
    public IDictionary<DeviceKind, int?> Counts { get; set; } = new Dictionary<DeviceKind, int?>();

    public DateOnly? DebuggingDate { get; set; }

    public DateOnly? CollectionDate { get; set; }

    /// <summary>What form 1-1 already says.</summary>
    public static DebugModel For(AccessCase access)
    {
        ArgumentNullException.ThrowIfNull(access);
        var form = access.Form;
        var dust = form.Positions.Where(p => p.Kind == DeviceKind.DustMonitor && !string.IsNullOrWhiteSpace(p.Model)).Select(p => p.Model!.Trim()).Distinct();
        return new DebugModel
        {
            ApplicantName = form.LiaisonName,
            ApplicantPhone = form.LiaisonPhone,
            DustModel = string.Join(" / ", dust) is { Length: > 0 } models ? models : null,
            Counts = DeviceKinds.Counted.ToDictionary(k => k, k => form.Positions.Count(p => p.Kind == k) is var n and > 0 ? n : (int?)null),
        };
    }

    public int? CountOf(DeviceKind kind) => Counts.TryGetValue(kind, out var count) ? count : null;

    public DebugForm ToForm() => new()
    {
        ApplicantName = ApplicantName?.Trim(),
        ApplicantPhone = ApplicantPhone?.Trim(),
        DustModel = DustModel?.Trim(),
        Stage = Stage,
        Brand = Brand,
        OtherBrand = Brand == DebugBrand.Other ? OtherBrand?.Trim() : null,
        Counts = Counts.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value),
        DebuggingDate = DebuggingDate,
        CollectionDate = CollectionDate,
    };
}
