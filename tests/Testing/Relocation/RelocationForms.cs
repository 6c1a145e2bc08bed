using Domain.Dismantling;
using Domain.Relocation;
using Domain.Supervision;

namespace Testing.Relocation;

/// <summary>Forms that are complete on a day; a test changes the one field it is about.</summary>
public static class RelocationForms
{
    /// <summary>Annex 2 for a relocation, back in a week.</summary>
    public static RelocationForm Move(DateOnly today, params IReadOnlyList<long> devices) => Removal(today, devices) with
    {
        ReconnectionDate = today.AddDays(7),
        Points = [.. devices.Select((id, i) => new RelocationPoint { DeviceId = id, NewPosition = $"Yard {i + 1}" })],
    };

    /// <summary>Annex 2 for a removal.</summary>
    public static RelocationForm Removal(DateOnly today, params IReadOnlyList<long> devices) => new()
    {
        ContactName = "Lin",
        ContactPhone = "13800000001",
        VideoInstallationDate = today.AddDays(-60),
        SiteSituation = "The structure is complete.",
        SupervisorOpinion = "Seen on site, agreed.",
        SupervisorName = "Wen",
        SupervisorDate = today,
        Points = [.. devices.Select(id => new RelocationPoint { DeviceId = id })],
    };

    /// <summary>Annex 3.</summary>
    public static CraneNoticeForm CraneNotice(DateOnly today) => new()
    {
        ContactName = "Lin",
        ContactPhone = "13800000001",
        EquipmentName = "Tower crane",
        Model = "QTZ80",
        Manufacturer = "Crane works",
        SerialNumber = "TC-0815",
        RecordNumber = "REC-4408-17",
        OwnerUnit = "Machine hire",
        Position = "Crane 1",
        Dismantler = "Lifting company",
        QualificationNumber = "D344000001",
        SafetyLicenceNumber = "JZ-001122",
        LeaderName = "Tan",
        LeaderPhone = "13900000009",
        TechnicianName = "Yip",
        SafetyOfficerName = "Ou",
        Crew = "Tan, T4401; Pan, T4402",
        PlanApprovedOn = today.AddDays(-3),
        DismantleFrom = today.AddDays(2),
        DismantleUntil = today.AddDays(3),
        SupervisorOpinion = "Plan checked, agreed.",
        SupervisorName = "Wen",
        SupervisorDate = today,
    };

    /// <summary>Annex 4.</summary>
    public static SupervisionForm Standstill(DateOnly today) => new()
    {
        Reason = "Works have ended.",
        WorksOn = today,
        ExpectedUntil = today.AddDays(60),
        Safety = "Fenced and guarded.",
        ContactName = "Lin",
        ContactPhone = "13800000001",
    };
}
