using Domain.Dismantling;

namespace Portal.Dismantling;

/// <summary>What the form is bound to.</summary>
public sealed class CraneNoticeModel
{
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? EquipmentName { get; set; }
    public string? Model { get; set; }
    public string? Manufacturer { get; set; }
    public string? SerialNumber { get; set; }
    public string? RecordNumber { get; set; }
    public string? OwnerUnit { get; set; }
    public string? Position { get; set; }
    public string? Dismantler { get; set; }
    public string? QualificationNumber { get; set; }
    public string? SafetyLicenceNumber { get; set; }
    public string? LeaderName { get; set; }
    public string? LeaderPhone { get; set; }
    public string? TechnicianName { get; set; }
    public string? SafetyOfficerName { get; set; }
    public string? Crew { get; set; }
    public DateOnly? PlanApprovedOn { get; set; }
    public DateOnly? DismantleFrom { get; set; }
    public DateOnly? DismantleUntil { get; set; }
    public string? SupervisorOpinion { get; set; }
    public string? SupervisorName { get; set; }
    public DateOnly? SupervisorDate { get; set; }
    public string? Remark { get; set; }

    /// <summary>What it is signed with; not part of the stored form.</summary>
    public string? Opinion { get; set; }

    public static CraneNoticeModel Of(CraneNoticeForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new CraneNoticeModel
        {
            ContactName = form.ContactName,
            ContactPhone = form.ContactPhone,
            EquipmentName = form.EquipmentName,
            Model = form.Model,
            Manufacturer = form.Manufacturer,
            SerialNumber = form.SerialNumber,
            RecordNumber = form.RecordNumber,
            OwnerUnit = form.OwnerUnit,
            Position = form.Position,
            Dismantler = form.Dismantler,
            QualificationNumber = form.QualificationNumber,
            SafetyLicenceNumber = form.SafetyLicenceNumber,
            LeaderName = form.LeaderName,
            LeaderPhone = form.LeaderPhone,
            TechnicianName = form.TechnicianName,
            SafetyOfficerName = form.SafetyOfficerName,
            Crew = form.Crew,
            PlanApprovedOn = form.PlanApprovedOn,
            DismantleFrom = form.DismantleFrom,
            DismantleUntil = form.DismantleUntil,
            SupervisorOpinion = form.SupervisorOpinion,
            SupervisorName = form.SupervisorName,
            SupervisorDate = form.SupervisorDate,
            Remark = form.Remark,
        };
    }

    public CraneNoticeForm ToForm() => new()
    {
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        EquipmentName = EquipmentName,
        Model = Model,
        Manufacturer = Manufacturer,
        SerialNumber = SerialNumber,
        RecordNumber = RecordNumber,
        OwnerUnit = OwnerUnit,
        Position = Position,
        Dismantler = Dismantler,
        QualificationNumber = QualificationNumber,
        SafetyLicenceNumber = SafetyLicenceNumber,
        LeaderName = LeaderName,
        LeaderPhone = LeaderPhone,
        TechnicianName = TechnicianName,
        SafetyOfficerName = SafetyOfficerName,
        Crew = Crew,
        PlanApprovedOn = PlanApprovedOn,
        DismantleFrom = DismantleFrom,
        DismantleUntil = DismantleUntil,
        SupervisorOpinion = SupervisorOpinion,
        SupervisorName = SupervisorName,
        SupervisorDate = SupervisorDate,
        Remark = Remark,
    };
}
