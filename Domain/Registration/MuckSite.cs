namespace Domain.Registration;

/// <summary>What S0's form says of a site, beside the <see cref="Sites.Site"/> itself.</summary>
public sealed class MuckSite
{
    /// <summary>The site; the key.</summary>
    public long SiteId { get; private set; }

    /// <summary>Declared to the one-stop service before it came here; otherwise this platform reports it there.</summary>
    public bool Declared { get; private set; }

    public MuckSiteForm Form { get; private set; } = new();

    /// <summary>Of the form; a column of its own because lists ask for it.</summary>
    public ManagementLevel? ManagementLevel { get; private set; }

    /// <summary>Of the form; a column of its own because lists ask for it.</summary>
    public long? DepartmentId { get; private set; }

    /// <summary>When the one-stop service was told of it; null before, and for a declared one.</summary>
    public DateTimeOffset? ReportedAt { get; private set; }

    public long Revision { get; private set; }

    private MuckSite()
    {
    }

    public MuckSite(long siteId, MuckSiteForm form, bool declared)
    {
        SiteId = siteId;
        Declared = declared;
        Take(form);
    }

    /// <summary>Replaces what was filled in by hand.</summary>
    /// <exception cref="DomainException">registration.site-declared: what was declared is corrected where it was declared.</exception>
    public void Change(MuckSiteForm form)
    {
        if (Declared) throw new DomainException("registration.site-declared");
        Take(form);
    }

    /// <summary>The one-stop service has taken it.</summary>
    public void Reported(DateTimeOffset at) => ReportedAt ??= at;

    private void Take(MuckSiteForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        Form = form;
        ManagementLevel = form.ManagementLevel;
        DepartmentId = form.DepartmentId;
    }
}
