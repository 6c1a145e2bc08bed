namespace Domain.Organizations;

/// <summary>That an account acts for an organization in a role. An account may have several; one is chosen at sign-in.</summary>
public sealed class Membership
{
    public long Id { get; private set; }

    public long AccountId { get; private set; }

    public long OrganizationId { get; private set; }

    public Organization Organization { get; private set; } = null!;

    public Role Role { get; private set; }

    /// <summary>False once ended; ended memberships stay because history points at them.</summary>
    public bool Active { get; private set; } = true;

    public long Revision { get; private set; }

    private Membership()
    {
    }

    /// <summary>Gives <paramref name="accountId"/> a role in an organization.</summary>
    /// <exception cref="DomainException">membership.role-does-not-fit: the organization's kind has no such role.</exception>
    public Membership(long accountId, Organization organization, Role role)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (!Roles.Of(organization.Kind).Contains(role))
            throw new DomainException("membership.role-does-not-fit", role, organization.Kind);
        AccountId = accountId;
        Organization = organization;
        OrganizationId = organization.Id;
        Role = role;
    }

    public void End() => Active = false;

    public void Resume() => Active = true;
}
