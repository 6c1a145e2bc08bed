namespace Domain.Dismantling;

/// <summary>
/// What the contractor declares before a tower crane comes down (S2 annex 3). Everything may be empty while it is a draft; what must be there is
/// decided by <see cref="CraneNoticeRules"/>.
/// </summary>
/// <remarks>
/// The text that the guideline is known by holds annex 3 as a picture only. The fields are those that the ministry's rules ask for in the notice
/// (建质〔2008〕76 号, sections 12 to 14): the machine, who takes it down and with which licences, who answers for it, the plan and the days.
/// </remarks>
public sealed record CraneNoticeForm
{
    public const int NameLength = 50;
    public const int PhoneLength = 30;
    public const int UnitLength = 100;
    public const int CodeLength = 50;
    public const int PositionLength = 60;
    public const int TextLength = 1000;

    /// <summary>What a draft keeps of any short text, too long or not.</summary>
    public const int DraftTextLength = 200;

    /// <summary>施工单位联系人.</summary>
    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }

    /// <summary>设备名称.</summary>
    public string? EquipmentName { get; init; }

    /// <summary>规格型号.</summary>
    public string? Model { get; init; }

    /// <summary>生产厂家.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>出厂编号.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>备案编号: of the machine's own registration.</summary>
    public string? RecordNumber { get; init; }

    /// <summary>产权单位.</summary>
    public string? OwnerUnit { get; init; }

    /// <summary>安装位置 on the site.</summary>
    public string? Position { get; init; }

    /// <summary>拆卸单位.</summary>
    public string? Dismantler { get; init; }

    /// <summary>资质证书编号.</summary>
    public string? QualificationNumber { get; init; }

    /// <summary>安全生产许可证编号.</summary>
    public string? SafetyLicenceNumber { get; init; }

    /// <summary>拆卸负责人.</summary>
    public string? LeaderName { get; init; }

    public string? LeaderPhone { get; init; }

    /// <summary>专业技术人员.</summary>
    public string? TechnicianName { get; init; }

    /// <summary>专职安全生产管理人员.</summary>
    public string? SafetyOfficerName { get; init; }

    /// <summary>特种作业人员: names with the numbers of their certificates.</summary>
    public string? Crew { get; init; }

    /// <summary>拆卸专项施工方案 approved on.</summary>
    public DateOnly? PlanApprovedOn { get; init; }

    /// <summary>计划拆卸日期, first day.</summary>
    public DateOnly? DismantleFrom { get; init; }

    /// <summary>计划拆卸日期, last day.</summary>
    public DateOnly? DismantleUntil { get; init; }

    /// <summary>监理单位意见, as given on paper.</summary>
    public string? SupervisorOpinion { get; init; }

    /// <summary>总监 who signed that opinion.</summary>
    public string? SupervisorName { get; init; }

    public DateOnly? SupervisorDate { get; init; }

    /// <summary>备注; may stay empty.</summary>
    public string? Remark { get; init; }
}
