using Domain.Devices;

namespace Domain.Access;

/// <summary>项目建设阶段 of form 1-5.</summary>
public enum ConstructionStage
{
    /// <summary>出土.</summary>
    Excavation,

    /// <summary>基坑施工.</summary>
    FoundationPit,

    /// <summary>主体施工.</summary>
    MainStructure,
}

/// <summary>设备品牌 of form 1-5.</summary>
public enum DebugBrand
{
    Hikvision,
    Dahua,
    Other,
}

/// <summary>What is filled in on form 1-5 (S2 annex 1-5). All of it may be empty until it is filed.</summary>
public sealed record DebugForm
{
    /// <summary>设备调试申请人.</summary>
    public string? ApplicantName { get; init; }

    public string? ApplicantPhone { get; init; }

    /// <summary>扬尘设备型号; required when a dust monitor is counted.</summary>
    public string? DustModel { get; init; }

    public ConstructionStage? Stage { get; init; }

    public DebugBrand? Brand { get; init; }

    /// <summary>Required when the brand is Other.</summary>
    public string? OtherBrand { get; init; }

    /// <summary>Pieces per kind; missing means none.</summary>
    public IReadOnlyDictionary<DeviceKind, int> Counts { get; init; } = new Dictionary<DeviceKind, int>();

    /// <summary>Wished day of debugging (Shanghai).</summary>
    public DateOnly? DebuggingDate { get; init; }

    /// <summary>Wished day of collection (Shanghai).</summary>
    public DateOnly? CollectionDate { get; init; }

    public int CountOf(DeviceKind kind) => Counts.TryGetValue(kind, out var n) ? n : 0;
}

/// <summary>调试申请 as filed (form 1-5).</summary>
public sealed class DebugApplication
{
    /// <summary>More than this of one kind is a slip of the keyboard.</summary>
    public const int MaxCount = 200;

    public long Id { get; private set; }

    public long ApplicationId { get; private set; }

    public DebugForm Form { get; private set; } = new();

    public long FiledBy { get; private set; }

    public string FiledByName { get; private set; } = "";

    public DateTimeOffset FiledAt { get; private set; }

    private DebugApplication()
    {
    }

    /// <summary>Files form 1-5.</summary>
    /// <exception cref="DomainException">access.incomplete, or the code of the only problem.</exception>
    public DebugApplication(long applicationId, DebugForm form, AccessForm access, DateOnly today, long filedBy, string filedByName, DateTimeOffset at)
    {
        var problems = Check(form, access, today);
        if (problems.Count == 1) throw new DomainException(problems[0].Code, problems[0].Arguments);
        if (problems.Count > 1) throw new DomainException("access.incomplete", problems.Count);
        ApplicationId = applicationId;
        Form = form;
        FiledBy = filedBy;
        FiledByName = filedByName;
        FiledAt = at;
    }

    /// <summary>All problems of the form; every device declared on form 1-1 must be brought to debugging.</summary>
    public static IReadOnlyList<FormProblem> Check(DebugForm form, AccessForm access, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(access);
        var problems = new List<FormProblem>();
        if (string.IsNullOrWhiteSpace(form.ApplicantName)) problems.Add(new("applicantName", "field.required"));
        else if (form.ApplicantName.Length > AccessForm.NameLength) problems.Add(new("applicantName", "field.too-long", AccessForm.NameLength));
        if (string.IsNullOrWhiteSpace(form.ApplicantPhone)) problems.Add(new("applicantPhone", "field.required"));
        else if (!AccessFormRules.IsPhone(form.ApplicantPhone)) problems.Add(new("applicantPhone", "field.phone"));
        if (form.Stage is null || !Enum.IsDefined(form.Stage.Value)) problems.Add(new("stage", "field.required"));
        if (form.Brand is null || !Enum.IsDefined(form.Brand.Value)) problems.Add(new("brand", "field.required"));
        if (form.Brand == DebugBrand.Other && string.IsNullOrWhiteSpace(form.OtherBrand)) problems.Add(new("otherBrand", "field.required"));
        if (form.OtherBrand?.Length > DeviceModel.BrandLength) problems.Add(new("otherBrand", "field.too-long", DeviceModel.BrandLength));
        if (form.CountOf(DeviceKind.DustMonitor) > 0 && string.IsNullOrWhiteSpace(form.DustModel)) problems.Add(new("dustModel", "field.required"));
        if (form.DustModel?.Length > DeviceModel.ModelLength) problems.Add(new("dustModel", "field.too-long", DeviceModel.ModelLength));

        foreach (var kind in DeviceKinds.Counted)
        {
            var declared = access.Positions.Count(p => p.Kind == kind);
            var count = form.CountOf(kind);
            if (count is < 0 or > MaxCount) problems.Add(new($"counts.{kind}", "field.out-of-range", 0, MaxCount));
            else if (count < declared) problems.Add(new($"counts.{kind}", "access.count-below-declared", declared));
        }

        if (form.DebuggingDate is null) problems.Add(new("debuggingDate", "field.required"));
        else if (form.DebuggingDate < today) problems.Add(new("debuggingDate", "field.date-past"));
        if (form.CollectionDate is null) problems.Add(new("collectionDate", "field.required"));
        else if (form.CollectionDate < form.DebuggingDate) problems.Add(new("collectionDate", "access.collection-before-debugging"));
        return problems;
    }
}
