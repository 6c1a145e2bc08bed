using System.Globalization;
using Domain.Dust;
using Domain.Organizations;
using Microsoft.Extensions.Localization;
using Portal.Terms;

namespace Portal.Dust;

/// <summary>Words of dust monitors that more than one page needs.</summary>
public static class DustLabels
{
    /// <summary>Who finds the monitors: everybody who sees sites.</summary>
    public static readonly IReadOnlySet<Role> Readers = new HashSet<Role>
    {
        Role.OperatorEngineer, Role.CountyOfficer, Role.CityOfficer, Role.SupplierStaff, Role.ProjectManager, Role.SiteClerk, Role.SupervisionEngineer,
        Role.OwnerRepresentative,
    };

    /// <summary>A measured value; a dash for none.</summary>
    public static string Number(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>What a variant does otherwise than the standard.</summary>
    public static string Variant(Hj212Variant variant, IStringLocalizer<DustTexts> texts, TermNames terms)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(terms);
        List<string> parts = [];
        if (variant.Crc != Hj212Crc.Standard) parts.Add(terms.Of(variant.Crc));
        if (variant.CrcSwapped) parts.Add(texts["CrcSwapped"]);
        if (variant.CrcWithoutClosing) parts.Add(texts["CrcWithoutClosing"]);
        if (variant.LengthUnchecked) parts.Add(texts["LengthUnchecked"]);
        else if (variant.LengthSurplus != 0) parts.Add(texts["SurplusOf", variant.LengthSurplus]);
        if (variant.LengthUnpadded) parts.Add(texts["LengthUnpadded"]);
        if (variant.LongData) parts.Add(texts["LongData"]);
        return parts.Count == 0 ? texts["StrictVariant"] : string.Join(texts["ListComma"], parts);
    }
}
