using Domain.Organizations;

namespace Domain.Sites;

/// <summary>That an organization takes part in a site, and therefore sees it.</summary>
public sealed class SiteParticipant
{
    public long SiteId { get; private set; }

    public long OrganizationId { get; private set; }

    public Organization Organization { get; private set; } = null!;

    public OrganizationKind Kind { get; private set; }

    /// <summary>Contractor and supervisor: the membership of the person who holds the unit's <see cref="KeyPost"/> here; null while nobody is named.</summary>
    public long? KeyMembershipId { get; private set; }

    private SiteParticipant()
    {
    }

    internal SiteParticipant(Organization organization)
    {
        Organization = organization;
        OrganizationId = organization.Id;
        Kind = organization.Kind;
    }

    internal void NameKeyPerson(long membershipId) => KeyMembershipId = membershipId;

    /// <summary>Companies take part in sites; regulators, operators and administrators see them by other rules (VisibleSites).</summary>
    public static bool CanTakePart(OrganizationKind kind) => kind is OrganizationKind.Owner or OrganizationKind.Contractor
        or OrganizationKind.Supervisor or OrganizationKind.LaborCompany or OrganizationKind.SpecialtyContractor or OrganizationKind.Supplier;
}
