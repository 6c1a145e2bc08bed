using Domain.Organizations;

namespace Domain.Sites;

/// <summary>工地: a building or municipal project, whose devices are to be connected (S2).</summary>
public sealed class Site
{
    public const int NameLength = 100;
    public const int AddressLength = 200;
    public const int NumberLength = 20;

    /// <summary>From this investment (yuan) on a site must be connected (S2 section 1).</summary>
    public const decimal ScopeInvestment = 1_000_000m;

    /// <summary>From this floor area (m²) on a site must be connected (S2 section 1).</summary>
    public const decimal ScopeFloorArea = 500m;

    private readonly List<SiteParticipant> _participants = [];

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>County or district (6 digits): decides which regulator is in charge.</summary>
    public string RegionCode { get; private set; } = "";

    /// <summary>工地编号, given when a muck site goes live (S0).</summary>
    public string? Number { get; private set; }

    /// <summary>Investment in yuan.</summary>
    public decimal Investment { get; private set; }

    /// <summary>Floor area in m².</summary>
    public decimal FloorArea { get; private set; }

    public DateOnly StartDate { get; private set; }

    public DateOnly EndDate { get; private set; }

    public SiteState State { get; private set; }

    /// <summary>When the county regulator confirmed the connection; null before.</summary>
    public DateTimeOffset? ConnectedAt { get; private set; }

    /// <summary>When devices were last removed. Written at each removal, so that two of them at once meet and one of them sees what is left.</summary>
    public DateTimeOffset? DevicesRemovedAt { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<SiteParticipant> Participants => _participants;

    private Site()
    {
    }

    /// <summary>Registers a site with the units that take part.</summary>
    /// <exception cref="DomainException">
    /// site.name-required, site.address-required, site.region-required, site.period-reversed, site.negative-amount.
    /// </exception>
    public Site(SiteDetails details)
    {
        Take(details);
        State = SiteState.NotConnected;
    }

    /// <summary>
    /// Replaces the details while the site is not connected; from then on they belong to what was reviewed. With the number it has from a live
    /// point or from the one-stop service it keeps what that number stands for: name, address and region.
    /// </summary>
    /// <exception cref="DomainException">site.already-connected, site.numbered, and as the constructor.</exception>
    public void Change(SiteDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (State != SiteState.NotConnected) throw new DomainException("site.already-connected", Name);
        if (Number is not null && (details.Name?.Trim(), details.Address?.Trim(), details.RegionCode) != (Name, Address, RegionCode))
            throw new DomainException("site.numbered", Number);
        Take(details);
    }

    /// <summary>Whether the connection is compulsory (S2 section 1): 1,000,000 yuan or 500 m², either of them.</summary>
    public bool InScope => ScopeOf(Investment, FloorArea) == true;

    /// <summary>
    /// Whether a site of such a size must be connected (S2 section 1); null when neither figure is known, as of a muck site that is there for its
    /// devices alone.
    /// </summary>
    public static bool? ScopeOf(decimal investment, decimal floorArea) =>
        investment == 0 && floorArea == 0 ? null : investment >= ScopeInvestment || floorArea >= ScopeFloorArea;

    /// <summary>Adds a unit; a site has one owner, one contractor and one supervisor, and any number of the others.</summary>
    /// <exception cref="DomainException">site.participant-exists, site.participant-kind.</exception>
    public void AddParticipant(Organization organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (!SiteParticipant.CanTakePart(organization.Kind))
            throw new DomainException("site.participant-kind", organization.Name);
        var single = organization.Kind is OrganizationKind.Owner or OrganizationKind.Contractor or OrganizationKind.Supervisor;
        if (_participants.Any(p => p.OrganizationId == organization.Id || (single && p.Kind == organization.Kind)))
            throw new DomainException("site.participant-exists", organization.Name);
        _participants.Add(new SiteParticipant(organization));
    }

    /// <summary>Puts another owner or supervisor in the place of the one there is, while the site is not connected.</summary>
    /// <exception cref="DomainException">site.already-connected, site.participant-exists, site.participant-kind.</exception>
    public void ReplaceParticipant(Organization organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (State != SiteState.NotConnected) throw new DomainException("site.already-connected", Name);
        if (organization.Kind is not (OrganizationKind.Owner or OrganizationKind.Supervisor))
            throw new DomainException("site.participant-kind", organization.Name);
        if (ParticipantId(organization.Kind) == organization.Id) return;
        _participants.RemoveAll(p => p.Kind == organization.Kind);
        AddParticipant(organization);
    }

    /// <summary>Takes a supplier off that has nothing on the site any more; others never leave.</summary>
    public void ReleaseSupplier(long organizationId) =>
        _participants.RemoveAll(p => p.OrganizationId == organizationId && p.Kind == OrganizationKind.Supplier);

    /// <summary>Names the project manager or the chief supervision engineer of the site: somebody of the unit, with the role for it.</summary>
    /// <exception cref="DomainException">site.key-person-unit, site.key-person-role.</exception>
    public void NameKeyPerson(Membership person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var unit = _participants.FirstOrDefault(p => p.OrganizationId == person.OrganizationId && KeyPosts.Of(p.Kind) is not null)
            ?? throw new DomainException("site.key-person-unit", Name);
        if (!person.Active || person.Role != KeyPosts.RoleOf(KeyPosts.Of(unit.Kind)!.Value)) throw new DomainException("site.key-person-role");
        unit.NameKeyPerson(person.Id);
    }

    /// <summary>Gives the site its number: the one it was declared under, or a new one when its first point goes live (S0).</summary>
    /// <exception cref="DomainException">site.numbered.</exception>
    public void GiveNumber(string number)
    {
        if (Number is not null) throw new DomainException("site.numbered", Number);
        Number = number;
    }

    /// <summary>The participant of a kind that a site has once.</summary>
    public long? ParticipantId(OrganizationKind kind) => _participants.FirstOrDefault(p => p.Kind == kind)?.OrganizationId;

    /// <summary>The last step of the access chain: every device has been seen online and the county regulator has confirmed.</summary>
    /// <exception cref="DomainException">site.already-connected.</exception>
    public void Connect(DateTimeOffset at)
    {
        if (State == SiteState.Connected) throw new DomainException("site.already-connected", Name);
        State = SiteState.Connected;
        ConnectedAt = at;
    }

    /// <summary>Safety supervision is suspended: a connected site stands still until it is connected anew. One that is not connected stays so.</summary>
    public void Suspend()
    {
        if (State == SiteState.Connected) State = SiteState.Suspended;
    }

    /// <summary>Devices of it were removed. With the last one it leaves the platform; it stays on record (S2 section 3.2).</summary>
    /// <param name="left">How many devices of the site are left, or applications that bring it others.</param>
    /// <param name="at">When, UTC.</param>
    public void LoseDevices(int left, DateTimeOffset at)
    {
        DevicesRemovedAt = at;
        if (left == 0) State = SiteState.Left;
    }

    /// <summary>It has devices again after it had left: it is on the platform as any site is that has not been connected by the access chain.</summary>
    public void Return()
    {
        if (State == SiteState.Left) State = SiteState.NotConnected;
    }

    private void Take(SiteDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (string.IsNullOrWhiteSpace(details.Name)) throw new DomainException("site.name-required");
        if (string.IsNullOrWhiteSpace(details.Address)) throw new DomainException("site.address-required");
        if (string.IsNullOrWhiteSpace(details.RegionCode)) throw new DomainException("site.region-required");
        if (details.EndDate < details.StartDate) throw new DomainException("site.period-reversed");
        if (details.Investment < 0 || details.FloorArea < 0) throw new DomainException("site.negative-amount");

        Name = details.Name.Trim();
        Address = details.Address.Trim();
        RegionCode = details.RegionCode;
        Investment = details.Investment;
        FloorArea = details.FloorArea;
        StartDate = details.StartDate;
        EndDate = details.EndDate;
    }
}

/// <summary>Where a site stands with the platform.</summary>
public enum SiteState
{
    NotConnected,
    Connected,

    /// <summary>Supervision suspended; access anew after a resumption.</summary>
    Suspended,

    /// <summary>Its last device was removed.</summary>
    Left,
}

/// <summary>What is declared about a site.</summary>
public sealed record SiteDetails
{
    public required string Name { get; init; }
    public required string Address { get; init; }
    public required string RegionCode { get; init; }
    public required decimal Investment { get; init; }
    public required decimal FloorArea { get; init; }
    public required DateOnly StartDate { get; init; }
    public required DateOnly EndDate { get; init; }
}
