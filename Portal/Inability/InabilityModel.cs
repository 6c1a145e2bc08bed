using Domain.Access;
using Domain.Inability;
using Workflows.Inability;

namespace Portal.Inability;

/// <summary>What the form of a statement is bound to.</summary>
public sealed class InabilityModel
{
    public long? SiteId { get; set; }
    public string? Reason { get; set; }
    public DateOnly? PromisedOn { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }

    /// <summary>A statement as it was filed last, to be changed.</summary>
    public static InabilityModel Of(InabilityCase statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var form = statement.Form;
        return new InabilityModel
        {
            SiteId = statement.SiteId,
            Reason = form.Reason,
            PromisedOn = form.PromisedOn,
            ContactName = form.ContactName,
            ContactPhone = form.ContactPhone,
        };
    }

    public InabilityForm Form() => new() { Reason = Reason, PromisedOn = PromisedOn, ContactName = ContactName, ContactPhone = ContactPhone };

    /// <summary>What stands against filing it on a day.</summary>
    public IReadOnlyList<FormProblem> Problems(DateOnly today)
    {
        var problems = Form().Problems(today);
        return SiteId is null ? [new("siteId", "field.required"), .. problems] : problems;
    }
}
