using Domain.Access;
using Domain.Organizations;
using Domain.Values;
using Workflows.Organizations;

namespace Portal.Organizations;

/// <summary>What the form of an organization is bound to.</summary>
public sealed class OrganizationModel
{
    public OrganizationKind? Kind { get; set; }
    public string? Name { get; set; }
    public string? ShortName { get; set; }
    public string? CreditCode { get; set; }
    public bool CreditCodeConfirmed { get; set; }
    public string? RegionCode { get; set; }
    public string? Address { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }

    public static OrganizationModel Of(OrganizationView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new OrganizationModel
        {
            Kind = view.Kind,
            Name = view.Details.Name,
            ShortName = view.Details.ShortName,
            CreditCode = view.Details.CreditCode,
            RegionCode = view.Details.RegionCode,
            Address = view.Details.Address,
            ContactName = view.Details.ContactName,
            ContactPhone = view.Details.ContactPhone,
        };
    }

    public OrganizationDetails Details() => new()
    {
        Name = Name ?? "",
        ShortName = ShortName,
        CreditCode = CreditCode,
        RegionCode = RegionCode,
        Address = Address,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
    };

    /// <summary>Whether the code is well formed but its check digit does not fit: then a person has to compare it with the licence.</summary>
    public bool NeedsConfirmation => UnifiedSocialCreditCode.Check(CreditCode?.Trim().ToUpperInvariant()) == CheckOutcome.WrongCheckDigit;

    /// <param name="stored">The code as it is stored, which was confirmed before if it needed to be.</param>
    public IReadOnlyList<FormProblem> Problems(string? stored)
    {
        if (Kind is not { } kind) return [new FormProblem("kind", "field.required"), .. OrganizationFields.Check(OrganizationKind.Owner, Details(), creditCodeConfirmed: true)];
        var confirmed = CreditCodeConfirmed || (stored is not null && string.Equals(stored, CreditCode?.Trim(), StringComparison.OrdinalIgnoreCase));
        return OrganizationFields.Check(kind, Details(), confirmed);
    }
}
