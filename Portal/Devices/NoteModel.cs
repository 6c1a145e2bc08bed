using Domain.Access;
using Domain.Devices;

namespace Portal.Devices;

/// <summary>What the form of a note is bound to.</summary>
public sealed class NoteModel
{
    public bool? Online { get; set; }

    /// <summary>It was repaired then; the state says whether that helped.</summary>
    public bool Repair { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? At { get; set; }

    public string? Remark { get; set; }

    public IReadOnlyList<FormProblem> Problems(DateTimeOffset now)
    {
        var problems = new List<FormProblem>();
        if (Online is null) problems.Add(new("online", "field.required"));
        if (At is null) problems.Add(new("at", "field.required"));
        else if (At > now) problems.Add(new("at", "device.record-in-future"));
        if (Repair && string.IsNullOrWhiteSpace(Remark)) problems.Add(new("remark", "device.repair-remark-required"));
        if (Remark?.Trim().Length > DeviceRecord.RemarkLength) problems.Add(new("remark", "field.too-long", DeviceRecord.RemarkLength));
        return problems;
    }
}
