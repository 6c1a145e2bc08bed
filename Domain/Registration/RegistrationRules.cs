using Domain.Access;
using Domain.Devices;
using Domain.Values;

namespace Domain.Registration;

/// <summary>When a registration is complete (S0 section 2), as far as the form itself tells; what registers say is <see cref="RegistrationFacts"/>.</summary>
public static class RegistrationRules
{
    /// <summary>Farther than this from the point, in metres, a device's position must be confirmed.</summary>
    public const int NearDistance = 2000;

    /// <summary>All problems, in the order of the form.</summary>
    /// <param name="form">As it stands.</param>
    /// <param name="region">The site's county or district; null while it is not known.</param>
    public static IReadOnlyList<FormProblem> Check(RegistrationForm form, string? region)
    {
        ArgumentNullException.ThrowIfNull(form);
        var problems = new List<FormProblem>();
        var fields = new FieldChecks("", problems);
        switch (form.Origin)
        {
            case SiteOrigin.Declared:
                fields.Text("declaredRegion", form.DeclaredRegion, 6);
                if (form.DeclaredNumbers.Count == 0) fields.Add("declaredNumbers", "registration.declared-required");
                break;
            case SiteOrigin.Known:
                fields.Given("knownSiteId", form.KnownSiteId);
                break;
            default:
                problems.AddRange(MuckSiteRules.Check(form.Site));
                break;
        }

        fields.Text("pointName", form.PointName, RegistrationForm.PointNameLength);
        fields.Text("contactName", form.ContactName, RegistrationForm.PersonLength);
        fields.Phone("contactPhone", form.ContactPhone, RegistrationForm.PhoneLength);
        fields.Given("supplierId", form.SupplierId);
        CheckPosition(fields, form.Longitude, form.Latitude);
        fields.Text("remarks", form.Remarks, RegistrationForm.RemarksLength, required: false);

        if (form.Devices.Count > RegistrationForm.MaxDevices) fields.Add("devices", "registration.devices-too-many", RegistrationForm.MaxDevices);
        foreach (var missing in DeviceKinds.Gate.Except(form.Devices.Select(d => d.Kind).OfType<DeviceKind>()))
            fields.Add("devices", "registration.device-missing", missing);
        for (var i = 0; i < form.Devices.Count; i++) CheckDevice(fields.Below($"devices[{i}]"), form, i, region);
        return problems;
    }

    /// <summary>Why a code looks wrong although it can be one; null when nothing is to be said.</summary>
    public static string? DoubtOf(string? code, string? region)
    {
        if (!Gb28181Code.TryParse(code?.Trim(), out var read)) return null;
        if (!read.IsPlausible) return "registration.code-implausible";
        if (read.DeviceType is not ("131" or "132")) return "registration.code-not-camera";
        // A platform of the city may give out codes of its own; another city's are a slip.
        return RegionCode.TryParse(region, out var county) && read.Value[..4] != county.Value[..4] && read.Value[..6] != county.Value[..2] + "0000"
            ? "registration.code-elsewhere"
            : null;
    }

    /// <summary>From the point to a device, in whole metres; null while either is not given.</summary>
    public static int? DistanceOf(RegistrationForm form, RegisteredDevice device)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(device);
        return form.Position() is { } point && device.Position() is { } at ? (int)Math.Round(point.DistanceTo(at)) : null;
    }

    private static void CheckPosition(FieldChecks fields, double? longitude, double? latitude)
    {
        // Where China is; swapped figures fall out here.
        Within("longitude", longitude, 73, 136);
        Within("latitude", latitude, 3, 54);

        void Within(string field, double? value, int from, int to)
        {
            if (value is null) fields.Add(field, "field.required");
            else if (!(value >= from && value <= to)) fields.Add(field, "registration.position-outside", from, to);
        }
    }

    /// <summary>Pictures and contract may follow: S0 marks them as not required.</summary>
    private static void CheckDevice(FieldChecks fields, RegistrationForm form, int index, string? region)
    {
        var device = form.Devices[index];
        if (device.Kind is null || !DeviceKinds.Gate.Contains(device.Kind.Value)) fields.Add("kind", "field.required");
        if (fields.Text("code", device.Code, 40))
        {
            var code = device.Code!.Trim();
            if (!Gb28181Code.TryParse(code, out _)) fields.Add("code", "registration.code-malformed");
            else if (DoubtOf(code, region) is { } doubt && device.ConfirmedCode?.Trim() != code) fields.Add("codeConfirmed", doubt);
            if (form.Devices.Take(index).Any(d => d.Code?.Trim() == code)) fields.Add("code", "registration.code-doubled");
        }

        CheckPosition(fields, device.Longitude, device.Latitude);
        if (DistanceOf(form, device) is { } metres and > NearDistance && device.ConfirmedDistance != metres)
            fields.Add("distanceConfirmed", "registration.device-far", metres);
        fields.Text("brand", device.Brand, DeviceModel.BrandLength);
        fields.Text("model", device.Model, DeviceModel.ModelLength);
        fields.Text("parameters", device.Parameters, RegisteredDevice.ParametersLength);
    }

    /// <summary>What even a draft keeps to, so that it can be stored: whoever types a little too much gets a mark beside the field, not a lost save.</summary>
    /// <exception cref="DomainException">registration.devices-too-many, registration.declared-too-many, registration.waste-doubled, field.number, field.too-long.</exception>
    public static void RequireStorable(RegistrationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.Devices.Count > RegistrationForm.MaxDevices) throw new DomainException("registration.devices-too-many", RegistrationForm.MaxDevices);
        if (form.DeclaredNumbers.Count > RegistrationForm.MaxDeclared) throw new DomainException("registration.declared-too-many", RegistrationForm.MaxDeclared);
        if (form.Site.Wastes.Count > Enum.GetValues<WasteKind>().Length) throw new DomainException("registration.waste-doubled");
        // What is no number cannot be kept as one.
        IEnumerable<double?> degrees = [form.Longitude, form.Latitude, .. form.Devices.SelectMany(d => new[] { d.Longitude, d.Latitude })];
        if (degrees.Any(d => d is { } value && !double.IsFinite(value))) throw new DomainException("field.number");
        var site = form.Site;
        IEnumerable<string?> texts =
        [
            form.DeclaredRegion, .. form.DeclaredNumbers, form.PointName, form.ContactName, form.ContactPhone,
            site.Name, site.Address, site.RegionCode, site.PlanningPermit, site.FilingNumber, site.ConstructionPermit,
            .. Texts(site.Owner), .. Texts(site.GeneralContractor),
            .. site.Wastes.SelectMany(w => new[] { w.Transporter, w.ContactName, w.Phone }),
            .. form.Devices.SelectMany(d => new[] { d.Code, d.Brand, d.Model, d.ConfirmedCode }),
        ];
        if (texts.Any(t => t?.Length > RegistrationForm.DraftTextLength)) throw new DomainException("field.too-long", RegistrationForm.DraftTextLength);
        if (form.Remarks?.Length > RegistrationForm.RemarksLength * 2) throw new DomainException("field.too-long", RegistrationForm.RemarksLength);
        if (form.Devices.Any(d => d.Parameters?.Length > RegisteredDevice.ParametersLength * 2)) throw new DomainException("field.too-long", RegisteredDevice.ParametersLength);

        static string?[] Texts(UnitContact unit) => [unit.Name, unit.Address, unit.ContactName, unit.Phone];
    }
}
