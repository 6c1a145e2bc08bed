using Domain.Access;
using Domain.Suppliers;

namespace Domain.Registration;

/// <summary>What the registers say to a form; read by the service in the transaction of the save.</summary>
public sealed record RegistrationFacts
{
    /// <summary>The site's county or district; null while the form names none that exists.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>A county regulator answers for that region.</summary>
    public required bool RegionRegulated { get; init; }

    /// <summary>The named department answers for that region; true for a site that is not filled in by hand.</summary>
    public required bool DepartmentFits { get; init; }

    /// <summary>What stands against the site where it is not filled in by hand, on its field.</summary>
    public required IReadOnlyList<FormProblem> SiteProblems { get; init; }

    /// <summary>The supplier is a registered and enabled one.</summary>
    public required bool SupplierRegistered { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>What keeps the supplier out of new business today; null when nothing does.</summary>
    public required SupplierRestriction? Restriction { get; init; }

    /// <summary>Codes of the form that devices elsewhere already carry.</summary>
    public required IReadOnlySet<string> TakenCodes { get; init; }

    /// <summary>The registration's own files, with their kind.</summary>
    public required IReadOnlyDictionary<long, RegistrationFileKind> Files { get; init; }

    /// <summary>Everything that stands against saving the form as complete.</summary>
    /// <param name="form">As it stands.</param>
    /// <param name="registeredSupplier">The supplier that is registered already: "new" is what a restriction forbids.</param>
    internal IReadOnlyList<FormProblem> Problems(RegistrationForm form, long? registeredSupplier)
    {
        var problems = RegistrationRules.Check(form, RegionCode).ToList();
        problems.AddRange(SiteProblems);
        if (RegionCode is not null && !RegionRegulated && form.Origin != SiteOrigin.Known)
            problems.Add(new(form.Origin == SiteOrigin.ByHand ? "site.regionCode" : "declaredRegion", "site.region-unregulated"));
        if (form.Origin == SiteOrigin.ByHand && form.Site.DepartmentId is not null && !DepartmentFits)
            problems.Add(new("site.departmentId", "registration.department-unfit"));
        if (form.SupplierId is not null && !SupplierRegistered) problems.Add(new("supplierId", "access.supplier-unknown"));
        if (Restriction is { } restriction && form.SupplierId != registeredSupplier)
        {
            problems.Add(restriction.Until is { } until
                ? new FormProblem("supplierId", "access.supplier-suspended", SupplierName, until)
                : new FormProblem("supplierId", "access.supplier-blacklisted", SupplierName));
        }

        for (var i = 0; i < form.Devices.Count; i++)
        {
            var device = form.Devices[i];
            if (device.Code is { } code && TakenCodes.Contains(code.Trim())) problems.Add(new($"devices[{i}].code", "registration.code-taken"));
            File(i, "photoId", device.PhotoId, RegistrationFileKind.Photo);
            File(i, "scenePhotoId", device.ScenePhotoId, RegistrationFileKind.ScenePhoto);
            File(i, "contractId", device.ContractId, RegistrationFileKind.Contract);
        }

        return problems;

        void File(int i, string field, long? id, RegistrationFileKind kind)
        {
            if (id is { } file && (!Files.TryGetValue(file, out var found) || found != kind))
                problems.Add(new($"devices[{i}].{field}", "registration.file-unknown"));
        }
    }
}
