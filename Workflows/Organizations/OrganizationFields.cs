using Domain.Access;
using Domain.Organizations;
using Domain.Values;
using Workflows.Audit;

namespace Workflows.Organizations;

/// <summary>What must hold of an organization's details before they are stored.</summary>
public static class OrganizationFields
{
    /// <summary>All problems, beside their fields; the region is looked up by the service.</summary>
    /// <param name="kind">Decides whether a region is required.</param>
    /// <param name="details">As typed.</param>
    /// <param name="creditCodeConfirmed">A wrong check digit has been confirmed.</param>
    public static IReadOnlyList<FormProblem> Check(OrganizationKind kind, OrganizationDetails details, bool creditCodeConfirmed)
    {
        ArgumentNullException.ThrowIfNull(details);
        var problems = new List<FormProblem>();
        if (string.IsNullOrWhiteSpace(details.Name)) problems.Add(new("name", "field.required"));
        Length("name", details.Name, Organization.NameLength);
        Length("shortName", details.ShortName, Organization.ShortNameLength);
        if (!string.IsNullOrWhiteSpace(details.CreditCode))
        {
            var outcome = UnifiedSocialCreditCode.Check(Code(details.CreditCode));
            if (outcome == CheckOutcome.Malformed) problems.Add(new("creditCode", "values.credit-code-malformed"));
            else if (outcome == CheckOutcome.WrongCheckDigit && !creditCodeConfirmed)
                problems.Add(new("creditCode", "organization.credit-code-unconfirmed"));
        }

        if (Organization.NeedsRegion(kind) && string.IsNullOrEmpty(details.RegionCode)) problems.Add(new("regionCode", "organization.region-required"));
        Length("address", details.Address, Organization.AddressLength);
        Length("contactName", details.ContactName, Organization.ContactLength);
        if (!string.IsNullOrWhiteSpace(details.ContactPhone) && !AccessFormRules.IsPhone(details.ContactPhone))
            problems.Add(new("contactPhone", "field.phone"));
        return problems;

        void Length(string field, string? value, int length)
        {
            if (value?.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
        }
    }

    /// <summary>The details without blanks at the ends, empty ones as null, the code in capitals.</summary>
    internal static OrganizationDetails Clean(OrganizationDetails details) => new()
    {
        Name = details.Name.Trim(),
        ShortName = Text(details.ShortName),
        CreditCode = Text(details.CreditCode) is { } code ? Code(code) : null,
        RegionCode = Text(details.RegionCode),
        Address = Text(details.Address),
        ContactName = Text(details.ContactName),
        ContactPhone = Text(details.ContactPhone),
    };

    internal static IReadOnlyDictionary<string, object?> Audited(Organization organization) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["name"] = organization.Name,
        ["shortName"] = organization.ShortName,
        ["creditCode"] = organization.CreditCode,
        ["regionCode"] = organization.RegionCode,
        ["address"] = organization.Address,
        ["contactName"] = organization.ContactName,
        ["contactPhone"] = Auditing.Mask(organization.ContactPhone),
        ["enabled"] = organization.Enabled,
    };

    private static string Code(string text) => text.Trim().ToUpperInvariant();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
