using Domain.Access;
using Domain.Devices;

namespace Domain.Relocation;

/// <summary>When a form of annex 2 is complete, and what must hold for it to be approved (S2 section 3.2).</summary>
public static class RelocationRules
{
    /// <summary>All problems, in the order of the form; empty when it can be submitted.</summary>
    /// <param name="kind">What the form is about.</param>
    /// <param name="form">The form.</param>
    /// <param name="facts">What the registers say; null to look at the form alone.</param>
    public static IReadOnlyList<FormProblem> Check(RelocationKind kind, RelocationForm form, RelocationFacts? facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        var problems = new List<FormProblem>();
        Text("contactName", form.ContactName, RelocationForm.NameLength);
        if (Text("contactPhone", form.ContactPhone, RelocationForm.PhoneLength) && !AccessFormRules.IsPhone(form.ContactPhone!)) problems.Add(new("contactPhone", "field.phone"));
        if (form.VideoInstallationDate is null) problems.Add(new("videoInstallationDate", "field.required"));
        else if (facts is not null && form.VideoInstallationDate > facts.Today) problems.Add(new("videoInstallationDate", "field.date-in-future"));
        if (form.Points.Count == 0) problems.Add(new("points", "relocation.points-required"));
        if (form.Points.Count > RelocationForm.MaxPoints) problems.Add(new("points", "relocation.points-too-many", RelocationForm.MaxPoints));
        if (kind == RelocationKind.Relocation)
        {
            for (var i = 0; i < form.Points.Count; i++) Text($"points[{i}].newPosition", form.Points[i].NewPosition, Device.PositionLength);
            if (form.ReconnectionDate is null) problems.Add(new("reconnectionDate", "field.required"));
        }

        Text("siteSituation", form.SiteSituation, RelocationForm.SituationLength);
        Text("supervisorOpinion", form.SupervisorOpinion, RelocationForm.OpinionLength);
        Text("supervisorName", form.SupervisorName, RelocationForm.NameLength);
        if (form.SupervisorDate is null) problems.Add(new("supervisorDate", "field.required"));
        else if (facts is not null && form.SupervisorDate > facts.Today) problems.Add(new("supervisorDate", "field.date-in-future"));
        if (facts is not null) problems.AddRange(Preconditions(kind, form, facts));
        return problems;

        bool Text(string field, string? value, int limit)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > limit) problems.Add(new(field, "field.too-long", limit));
            else return true;
            return false;
        }
    }

    /// <summary>
    /// What must hold when it is submitted and still when the last approval is given: the devices are there and free, a relocation ends in the
    /// future, a removal has its notice. The form itself does not change in between.
    /// </summary>
    public static IReadOnlyList<FormProblem> Preconditions(RelocationKind kind, RelocationForm form, RelocationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        var problems = new List<FormProblem>();
        var chosen = new List<MovableDevice>();
        for (var i = 0; i < form.Points.Count; i++)
        {
            var (point, at) = (form.Points[i], $"points[{i}]");
            if (facts.Devices.FirstOrDefault(d => d.Id == point.DeviceId) is not { Removed: false } device) problems.Add(new(at, "relocation.device-gone", i + 1));
            else if (chosen.Contains(device)) problems.Add(new(at, "relocation.device-twice", device.Position));
            else if (device.BusyWith is { } number) problems.Add(new(at, "relocation.device-busy", device.Position, number));
            else if (kind == RelocationKind.Relocation && !device.InService) problems.Add(new(at, "relocation.device-out-of-service", device.Position));
            else
            {
                chosen.Add(device);
                if (kind == RelocationKind.Relocation && Move(device, point) is { } problem) problems.Add(problem with { Field = $"{at}.{problem.Field}" });
            }
        }

        if (kind == RelocationKind.Relocation)
        {
            if (form.ReconnectionDate < facts.Today) problems.Add(new("reconnectionDate", "relocation.reconnection-past", form.ReconnectionDate));
            return problems;
        }

        if (!facts.CraneNotice && Named(d => d.OnCrane()) is { Length: > 0 } cranes) problems.Add(new("points", "relocation.crane-notice-missing", cranes));
        if (!facts.Standstill && Named(d => !d.OnCrane()) is { Length: > 0 } others) problems.Add(new("points", "relocation.standstill-missing", others));
        return problems;

        string Named(Func<MovableDevice, bool> which) => string.Join(" / ", chosen.Where(which).Select(d => d.Position));
    }

    /// <summary>What a device can be at its new place: a dome camera any dome camera, everything else what it is.</summary>
    public static IReadOnlyList<DeviceKind> KindsFor(DeviceKind kind) => kind.IsDome() ? [.. DeviceKinds.Installable.Where(k => k.IsDome())] : [kind];

    /// <exception cref="DomainException">relocation.points-too-many, field.too-long: what even a draft keeps to, so that it can be stored.</exception>
    public static void RequireStorable(RelocationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.Points.Count > RelocationForm.MaxPoints) throw new DomainException("relocation.points-too-many", RelocationForm.MaxPoints);
        if (form.SiteSituation?.Length > RelocationForm.SituationLength * 2) throw new DomainException("field.too-long", RelocationForm.SituationLength);
        if (form.SupervisorOpinion?.Length > RelocationForm.OpinionLength * 2) throw new DomainException("field.too-long", RelocationForm.OpinionLength);
        IEnumerable<string?> texts = [form.ContactName, form.ContactPhone, form.SupervisorName, .. form.Points.Select(p => p.NewPosition)];
        if (texts.Any(t => t?.Length > RelocationForm.DraftTextLength)) throw new DomainException("field.too-long", RelocationForm.DraftTextLength);
    }

    private static bool OnCrane(this MovableDevice device) => device.Kind.IsOnCrane();

    private static FormProblem? Move(MovableDevice device, RelocationPoint point)
    {
        var kind = point.NewKind ?? device.Kind;
        if (!KindsFor(device.Kind).Contains(kind)) return new("newKind", "relocation.kind-not-possible");
        return kind == device.Kind && string.Equals(point.NewPosition?.Trim(), device.Position, StringComparison.Ordinal) ? new("newPosition", "relocation.position-unchanged") : null;
    }
}
