using System.Net;
using System.Text.RegularExpressions;
using Domain.Devices;

namespace Domain.Access;

/// <summary>When form 1-1 is complete (S2 annex 1, section 2 and annex 1-1).</summary>
public static partial class AccessFormRules
{
    /// <summary>Least bandwidth in Mbit/s, each way (S2 annex 1, section 2.4).</summary>
    public const decimal MinBandwidth = 20m;

    private const decimal MaxBandwidth = 100_000m;

    /// <summary>All problems, in the order of the form; empty when it can be submitted.</summary>
    public static IReadOnlyList<FormProblem> Check(AccessForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var problems = new List<FormProblem>();

        Text("projectManagerName", form.ProjectManagerName, AccessForm.NameLength);
        PhoneNumber("projectManagerPhone", form.ProjectManagerPhone);
        if (form.SupplierId is null) problems.Add(new("supplierId", "field.required"));
        Text("siteAdministratorName", form.SiteAdministratorName, AccessForm.NameLength);
        PhoneNumber("siteAdministratorPhone", form.SiteAdministratorPhone);
        Text("liaisonName", form.LiaisonName, AccessForm.NameLength);
        PhoneNumber("liaisonPhone", form.LiaisonPhone);
        if (Text("liaisonEmail", form.LiaisonEmail, AccessForm.EmailLength) && !Email().IsMatch(form.LiaisonEmail!.Trim()))
            problems.Add(new("liaisonEmail", "field.email"));
        Bandwidth("bandwidthUp", form.BandwidthUp);
        Bandwidth("bandwidthDown", form.BandwidthDown);
        if (form.VideoInstallationDate is null) problems.Add(new("videoInstallationDate", "field.required"));
        Text("siteSituation", form.SiteSituation, AccessForm.SituationLength);

        if (form.Positions.Count == 0) problems.Add(new("positions", "access.positions-required"));
        if (form.Positions.Count > AccessForm.MaxPositions)
            problems.Add(new("positions", "access.positions-too-many", AccessForm.MaxPositions));
        for (var i = 0; i < Math.Min(form.Positions.Count, AccessForm.MaxPositions); i++) Position(i, form.Positions[i]);
        return problems;

        void Position(int i, InstallPosition position)
        {
            var at = $"positions[{i}].";
            Text(at + "position", position.Position, Device.PositionLength);
            if (position.Kind is null) problems.Add(new(at + "kind", "field.required"));
            else if (!DeviceKinds.Installable.Contains(position.Kind.Value)) problems.Add(new(at + "kind", "access.kind-not-installable"));
            Text(at + "brand", position.Brand, DeviceModel.BrandLength);
            Text(at + "model", position.Model, DeviceModel.ModelLength);
            if (Text(at + "simNumber", position.SimNumber, Device.SimLength) && !SimNumber().IsMatch(position.SimNumber!.Trim()))
                problems.Add(new(at + "simNumber", "access.sim-number"));
            if (Text(at + "ipAddress", position.IpAddress, Device.IpLength) && Address(position.IpAddress) is null)
                problems.Add(new(at + "ipAddress", "field.ip-address"));
            // Two devices cannot share one card or one address; the later one is marked.
            for (var j = 0; j < i; j++)
            {
                if (Same(position.SimNumber, form.Positions[j].SimNumber)) problems.Add(new(at + "simNumber", "access.sim-doubled", j + 1));
                if (Address(position.IpAddress) is { } address && address.Equals(Address(form.Positions[j].IpAddress))) problems.Add(new(at + "ipAddress", "access.ip-doubled", j + 1));
            }
        }

        bool Text(string field, string? value, int length)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
            else return true;
            return false;
        }

        void PhoneNumber(string field, string? value)
        {
            if (Text(field, value, AccessForm.PhoneLength) && !IsPhone(value!)) problems.Add(new(field, "field.phone"));
        }

        void Bandwidth(string field, decimal? value)
        {
            if (value is null) problems.Add(new(field, "field.required"));
            else if (value < MinBandwidth) problems.Add(new(field, "access.bandwidth-too-low", MinBandwidth));
            else if (value > MaxBandwidth) problems.Add(new(field, "field.out-of-range", MinBandwidth, MaxBandwidth));
        }
    }

    /// <summary>What even a draft keeps to, so that it can be stored: whoever types a little too much gets a mark beside the field, not a lost save.</summary>
    /// <exception cref="DomainException">access.positions-too-many, field.too-long.</exception>
    public static void RequireStorable(AccessForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.Positions.Count > AccessForm.MaxPositions) throw new DomainException("access.positions-too-many", AccessForm.MaxPositions);
        if (form.SiteSituation?.Length > AccessForm.SituationLength * 2) throw new DomainException("field.too-long", AccessForm.SituationLength);
        IEnumerable<string?> texts =
        [
            form.ProjectManagerName, form.ProjectManagerPhone, form.SiteAdministratorName, form.SiteAdministratorPhone,
            form.LiaisonName, form.LiaisonPhone, form.LiaisonEmail,
            .. form.Positions.SelectMany(p => new[] { p.Position, p.Brand, p.Model, p.SimNumber, p.IpAddress }),
        ];
        if (texts.Any(t => t?.Length > AccessForm.DraftTextLength)) throw new DomainException("field.too-long", AccessForm.DraftTextLength);
    }

    /// <summary>A mainland mobile or land-line number.</summary>
    public static bool IsPhone(string value) => Phone().IsMatch((value ?? "").Trim());

    private static bool Same(string? a, string? b) =>
        !string.IsNullOrWhiteSpace(a) && !string.IsNullOrWhiteSpace(b) && string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    // IPAddress.TryParse also takes "1", octal groups, ports in brackets and zones; a form means four plain groups or a plain IPv6 address.
    private static IPAddress? Address(string? value) =>
        value is not null && PlainAddress().IsMatch(value.Trim()) && IPAddress.TryParse(value.Trim(), out var address) ? address : null;

    [GeneratedRegex(@"^((0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}|(?=.*:)[0-9A-Fa-f:.]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex PlainAddress();

    [GeneratedRegex(@"^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,5})?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Email();

    /// <summary>An MSISDN of 11 or 13 digits or an ICCID of 19 or 20.</summary>
    [GeneratedRegex(@"^([0-9]{11}|[0-9]{13}|[0-9]{19}|[0-9]{18}[0-9A-Za-z]{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex SimNumber();
}
