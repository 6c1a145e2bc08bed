using Domain.Access;
using Domain.Organizations;
using Workflows.Organizations;

namespace Workflows.Suppliers;

/// <summary>S0 section 3.1: whoever registers a supplier gives all seven facts.</summary>
public static class SupplierFields
{
    /// <summary>All problems, beside their fields; the region is looked up by the service.</summary>
    /// <param name="details">As typed.</param>
    /// <param name="creditCodeConfirmed">A wrong check digit has been confirmed.</param>
    public static IReadOnlyList<FormProblem> Check(OrganizationDetails details, bool creditCodeConfirmed)
    {
        ArgumentNullException.ThrowIfNull(details);
        var problems = new List<FormProblem>(OrganizationFields.Check(OrganizationKind.Supplier, details, creditCodeConfirmed));
        Require("shortName", details.ShortName);
        Require("creditCode", details.CreditCode);
        Require("regionCode", details.RegionCode);
        Require("address", details.Address);
        Require("contactName", details.ContactName);
        Require("contactPhone", details.ContactPhone);
        return problems;

        void Require(string field, string? value)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
        }
    }
}
