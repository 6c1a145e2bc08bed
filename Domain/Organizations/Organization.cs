namespace Domain.Organizations;

/// <summary>A unit that takes part: company, regulator, operator or supplier.</summary>
public sealed class Organization
{
    public const int NameLength = 100;
    public const int ShortNameLength = 30;
    public const int AddressLength = 200;
    public const int ContactLength = 50;
    public const int PhoneLength = 30;

    public long Id { get; private set; }

    public OrganizationKind Kind { get; private set; }

    public string Name { get; private set; } = "";

    public string? ShortName { get; private set; }

    /// <summary>Unified social credit code (18 characters); null for departments that share their authority's code.</summary>
    public string? CreditCode { get; private set; }

    /// <summary>Regulators and operators: the region they answer for (6 digits). Companies: their seat, if known.</summary>
    public string? RegionCode { get; private set; }

    public string? Address { get; private set; }

    public string? ContactName { get; private set; }

    public string? ContactPhone { get; private set; }

    /// <summary>A disabled organization's people cannot act and it cannot be named in anything new.</summary>
    public bool Enabled { get; private set; } = true;

    public long Revision { get; private set; }

    private Organization()
    {
    }

    /// <summary>Registers an organization.</summary>
    /// <exception cref="DomainException">organization.name-required, organization.region-required (regulators and operators).</exception>
    public Organization(OrganizationKind kind, OrganizationDetails details)
    {
        Kind = kind;
        Change(details);
    }

    /// <summary>Replaces the details. The kind never changes: memberships and sites hang on it.</summary>
    /// <exception cref="DomainException">As the constructor.</exception>
    public void Change(OrganizationDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (string.IsNullOrWhiteSpace(details.Name))
            throw new DomainException("organization.name-required");
        if (NeedsRegion(Kind) && string.IsNullOrEmpty(details.RegionCode))
            throw new DomainException("organization.region-required");

        Name = details.Name.Trim();
        ShortName = details.ShortName;
        CreditCode = details.CreditCode;
        RegionCode = details.RegionCode;
        Address = details.Address;
        ContactName = details.ContactName;
        ContactPhone = details.ContactPhone;
    }

    public void Enable() => Enabled = true;

    public void Disable() => Enabled = false;

    /// <summary>Whether an organization of this kind answers for a region.</summary>
    public static bool NeedsRegion(OrganizationKind kind) =>
        kind is OrganizationKind.CountyRegulator or OrganizationKind.CityRegulator or OrganizationKind.Operator;
}

/// <summary>What can be said and changed about an organization.</summary>
public sealed record OrganizationDetails
{
    public required string Name { get; init; }
    public string? ShortName { get; init; }
    public string? CreditCode { get; init; }
    public string? RegionCode { get; init; }
    public string? Address { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
}
