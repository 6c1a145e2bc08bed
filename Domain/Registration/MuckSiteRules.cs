using Domain.Access;
using Domain.Sites;

namespace Domain.Registration;

/// <summary>When S0's form of a muck site is complete.</summary>
public static class MuckSiteRules
{
    /// <summary>More tonnes than this of one kind are a slip of the keyboard.</summary>
    public const decimal MaxTonnage = 10_000_000m;

    /// <summary>All problems, in the order of the form; their paths begin with "site.".</summary>
    public static IReadOnlyList<FormProblem> Check(MuckSiteForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var problems = new List<FormProblem>();
        var site = new FieldChecks("site.", problems);
        site.Text("name", form.Name, Site.NameLength);
        site.Text("address", form.Address, Site.AddressLength);
        site.Text("regionCode", form.RegionCode, 6);
        site.Period("startDate", form.StartDate, "endDate", form.EndDate);
        site.Member("category", form.Category);
        site.Member("managementLevel", form.ManagementLevel);
        site.Given("departmentId", form.DepartmentId);
        site.Given("centralEnterprise", form.CentralEnterprise);
        // Registered before the papers are there: S0 marks none of the three as required.
        site.Text("planningPermit", form.PlanningPermit, MuckSiteForm.PermitLength, required: false);
        site.Text("filingNumber", form.FilingNumber, MuckSiteForm.PermitLength, required: false);
        site.Text("constructionPermit", form.ConstructionPermit, MuckSiteForm.PermitLength, required: false);
        Unit(site.Below("owner"), form.Owner);
        Unit(site.Below("generalContractor"), form.GeneralContractor);

        foreach (var waste in form.Wastes.Where(w => !w.IsEmpty())) Waste(site.Below($"wastes.{waste.Kind}"), waste);
        if (form.Wastes.All(w => w.IsEmpty())) site.Add("wastes", "registration.waste-required");
        if (form.Wastes.DistinctBy(w => w.Kind).Count() != form.Wastes.Count) site.Add("wastes", "registration.waste-doubled");
        site.Amount("driedSlurry", form.DriedSlurry, MaxTonnage, required: false);
        return problems;
    }

    private static void Unit(FieldChecks unit, UnitContact contact)
    {
        unit.Text("name", contact.Name, MuckSiteForm.UnitLength);
        unit.Text("address", contact.Address, Site.AddressLength);
        unit.Text("contactName", contact.ContactName, MuckSiteForm.PersonLength);
        unit.Phone("phone", contact.Phone, MuckSiteForm.PhoneLength);
    }

    private static void Waste(FieldChecks waste, WasteRemoval removal)
    {
        waste.Text("transporter", removal.Transporter, MuckSiteForm.UnitLength);
        waste.Text("contactName", removal.ContactName, MuckSiteForm.PersonLength);
        waste.Phone("phone", removal.Phone, MuckSiteForm.PhoneLength);
        waste.Amount("tonnage", removal.Tonnage, MaxTonnage, required: true);
        waste.Period("from", removal.From, "until", removal.Until);
    }
}
