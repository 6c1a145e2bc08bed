using Domain.Access;
using Domain.Organizations;
using Domain.Values;
using Workflows.Suppliers;

namespace Portal.Suppliers;

/// <summary>What the form of a supplier is bound to.</summary>
public sealed class SupplierModel
{
    public string? Name { get; set; }
    public string? ShortName { get; set; }
    public string? CreditCode { get; set; }
    public bool CreditCodeConfirmed { get; set; }
    public string? RegionCode { get; set; }
    public string? Address { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }

    public static SupplierModel Of(OrganizationDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return new SupplierModel
        {
            Name = details.Name,
            ShortName = details.ShortName,
            CreditCode = details.CreditCode,
            RegionCode = details.RegionCode,
            Address = details.Address,
            ContactName = details.ContactName,
            ContactPhone = details.ContactPhone,
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
    public IReadOnlyList<FormProblem> Problems(string? stored) => SupplierFields.Check(
        Details(), CreditCodeConfirmed || (stored is not null && string.Equals(stored, CreditCode?.Trim(), StringComparison.OrdinalIgnoreCase)));
}
