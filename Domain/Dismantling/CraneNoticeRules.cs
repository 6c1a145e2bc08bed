using Domain.Access;

namespace Domain.Dismantling;

/// <summary>When a notice is complete.</summary>
public static class CraneNoticeRules
{
    /// <summary>All problems, in the order of the form; empty when it can be filed.</summary>
    /// <param name="form">The form.</param>
    /// <param name="today">The Shanghai date.</param>
    public static IReadOnlyList<FormProblem> Check(CraneNoticeForm form, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        var problems = new List<FormProblem>();
        Text("contactName", form.ContactName, CraneNoticeForm.NameLength);
        Phone("contactPhone", form.ContactPhone);
        Text("equipmentName", form.EquipmentName, CraneNoticeForm.UnitLength);
        Text("model", form.Model, CraneNoticeForm.CodeLength);
        Text("manufacturer", form.Manufacturer, CraneNoticeForm.UnitLength);
        Text("serialNumber", form.SerialNumber, CraneNoticeForm.CodeLength);
        Text("recordNumber", form.RecordNumber, CraneNoticeForm.CodeLength);
        Text("ownerUnit", form.OwnerUnit, CraneNoticeForm.UnitLength);
        Text("position", form.Position, CraneNoticeForm.PositionLength);
        Text("dismantler", form.Dismantler, CraneNoticeForm.UnitLength);
        Text("qualificationNumber", form.QualificationNumber, CraneNoticeForm.CodeLength);
        Text("safetyLicenceNumber", form.SafetyLicenceNumber, CraneNoticeForm.CodeLength);
        Text("leaderName", form.LeaderName, CraneNoticeForm.NameLength);
        Phone("leaderPhone", form.LeaderPhone);
        Text("technicianName", form.TechnicianName, CraneNoticeForm.NameLength);
        Text("safetyOfficerName", form.SafetyOfficerName, CraneNoticeForm.NameLength);
        Text("crew", form.Crew, CraneNoticeForm.TextLength);
        Past("planApprovedOn", form.PlanApprovedOn);
        if (form.DismantleFrom is null) problems.Add(new("dismantleFrom", "field.required"));
        else if (form.DismantleFrom < today) problems.Add(new("dismantleFrom", "crane.date-past"));
        if (form.DismantleUntil is null) problems.Add(new("dismantleUntil", "field.required"));
        else if (form.DismantleUntil < form.DismantleFrom) problems.Add(new("dismantleUntil", "crane.dates-reversed"));
        Text("supervisorOpinion", form.SupervisorOpinion, CraneNoticeForm.TextLength);
        Text("supervisorName", form.SupervisorName, CraneNoticeForm.NameLength);
        Past("supervisorDate", form.SupervisorDate);
        if (form.Remark?.Trim().Length > CraneNoticeForm.TextLength) problems.Add(new("remark", "field.too-long", CraneNoticeForm.TextLength));
        return problems;

        bool Text(string field, string? value, int limit)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > limit) problems.Add(new(field, "field.too-long", limit));
            else return true;
            return false;
        }

        void Phone(string field, string? value)
        {
            if (Text(field, value, CraneNoticeForm.PhoneLength) && !AccessFormRules.IsPhone(value!)) problems.Add(new(field, "field.phone"));
        }

        void Past(string field, DateOnly? day)
        {
            if (day is null) problems.Add(new(field, "field.required"));
            else if (day > today) problems.Add(new(field, "field.date-in-future"));
        }
    }

    /// <exception cref="DomainException">field.too-long: what even a draft keeps to, so that it can be stored.</exception>
    public static void RequireStorable(CraneNoticeForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (new[] { form.Crew, form.SupervisorOpinion, form.Remark }.Any(t => t?.Length > CraneNoticeForm.TextLength * 2))
            throw new DomainException("field.too-long", CraneNoticeForm.TextLength);
        string?[] texts =
        [
            form.ContactName, form.ContactPhone, form.EquipmentName, form.Model, form.Manufacturer, form.SerialNumber, form.RecordNumber, form.OwnerUnit, form.Position,
            form.Dismantler, form.QualificationNumber, form.SafetyLicenceNumber, form.LeaderName, form.LeaderPhone, form.TechnicianName, form.SafetyOfficerName,
            form.SupervisorName,
        ];
        if (texts.Any(t => t?.Length > CraneNoticeForm.DraftTextLength)) throw new DomainException("field.too-long", CraneNoticeForm.DraftTextLength);
    }
}
