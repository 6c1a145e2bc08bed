namespace Domain.Registration;

/// <summary>That a site declared to the city's one-stop service has become a site here. One contractor links it, for good.</summary>
public sealed class DeclaredLink
{
    /// <summary>The number it was declared under; the key.</summary>
    public string Number { get; private set; } = "";

    public long SiteId { get; private set; }

    public long ContractorId { get; private set; }

    public DateTimeOffset LinkedAt { get; private set; }

    private DeclaredLink()
    {
    }

    public DeclaredLink(string number, long siteId, long contractorId, DateTimeOffset at)
    {
        Number = number;
        SiteId = siteId;
        ContractorId = contractorId;
        LinkedAt = at;
    }
}
