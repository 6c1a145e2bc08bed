namespace Domain.Registration;

/// <summary>What S0's form says of a site, beside the <see cref="Sites.Site"/> itself.</summary>
public sealed class MuckSite
{
    public const int ReportErrorLength = 500;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

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

    /// <summary>When it is to be told next; null while the site has no number, once it is told, and for a declared one. Indexed: the job looks here only.</summary>
    public DateTimeOffset? NextReportAt { get; private set; }

    /// <summary>Tries so far.</summary>
    public int ReportAttempts { get; private set; }

    /// <summary>Why the last try failed; null when none did.</summary>
    public string? ReportError { get; private set; }

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

    /// <summary>It has its number: the one-stop service is to be told, if it does not know the site already.</summary>
    public void Report(DateTimeOffset at)
    {
        if (!Declared && ReportedAt is null) NextReportAt ??= at;
    }

    /// <summary>The one-stop service has taken it.</summary>
    public void Reported(DateTimeOffset at)
    {
        ReportAttempts++;
        ReportedAt ??= at;
        (NextReportAt, ReportError) = (null, null);
    }

    /// <summary>
    /// The one-stop service did not take it: again after 1, 4, 16, 64 and 256 minutes, and every six hours from then on. It never ends by itself,
    /// because the number must become known there.
    /// </summary>
    public void NotReported(string error, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(error);
        ReportError = error.Length > ReportErrorLength ? error[..ReportErrorLength] : error;
        var minutes = Math.Min(Math.Pow(4, Math.Min(ReportAttempts, 10)), LongestPause.TotalMinutes);
        ReportAttempts++;
        NextReportAt = at + TimeSpan.FromMinutes(minutes);
    }

    private void Take(MuckSiteForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        Form = form;
        ManagementLevel = form.ManagementLevel;
        DepartmentId = form.DepartmentId;
    }
}
