using Domain.Access;
using Domain.Supervision;
using Workflows.Supervision;

namespace Portal.Supervision;

/// <summary>What the form of a notice is bound to.</summary>
public sealed class SupervisionModel
{
    public long? SiteId { get; set; }
    public SupervisionKind? Kind { get; set; }
    public string? Reason { get; set; }
    public DateOnly? WorksOn { get; set; }
    public DateOnly? ExpectedUntil { get; set; }
    public string? Safety { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }

    /// <summary>A notice as it was filed last, to be changed.</summary>
    public static SupervisionModel Of(SupervisionCase notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var form = notice.Form;
        return new SupervisionModel
        {
            SiteId = notice.SiteId,
            Kind = notice.Kind,
            Reason = form.Reason,
            WorksOn = form.WorksOn,
            ExpectedUntil = form.ExpectedUntil,
            Safety = form.Safety,
            ContactName = form.ContactName,
            ContactPhone = form.ContactPhone,
        };
    }

    public SupervisionForm Form() => new()
    {
        Reason = Reason,
        WorksOn = WorksOn,
        ExpectedUntil = Kind == SupervisionKind.Suspension ? ExpectedUntil : null,
        Safety = Safety,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
    };

    /// <summary>What stands against filing it.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (SiteId is null) problems.Add(new("siteId", "field.required"));
        if (Kind is null) problems.Add(new("kind", "field.required"));
        problems.AddRange(Form().Problems(Kind ?? SupervisionKind.Termination));
        return problems;
    }
}
