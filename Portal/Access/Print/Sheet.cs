using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Fields;
using Portal.Terms;
using Workflows.Access;

namespace Portal.Access.Print;

/// <summary>A printed form of one case. What the case does not have yet stays an empty box, to be seen or to be filled in by hand.</summary>
public abstract class Sheet : ComponentBase
{
    [Parameter, EditorRequired] public required AccessCase Case { get; set; }

    /// <summary>Name of the site's county or district.</summary>
    [Parameter] public string County { get; set; } = "";

    /// <summary>Name of the city, which stands in some titles.</summary>
    [Parameter] public string City { get; set; } = "";

    /// <summary>Whether phone numbers are printed in full.</summary>
    [Parameter] public bool ShowPhones { get; set; }

    [Inject] protected IStringLocalizer<PrintTexts> L { get; set; } = null!;

    [Inject] protected TermNames Terms { get; set; } = null!;

    /// <summary>A date as the forms write it, with room to write one where there is none.</summary>
    protected string Day(DateOnly? date) => date is { } day ? L["Day", day.Year, day.Month, day.Day] : L["DayBlank"];

    /// <summary>The Shanghai date of a moment.</summary>
    protected string Day(DateTimeOffset? moment) => Day(ShanghaiTime.Of(moment) is { } local ? DateOnly.FromDateTime(local) : null);

    /// <summary>A date in a box of its own: empty where there is none.</summary>
    protected string DayOrEmpty(DateOnly? date) => date is null ? "" : Day(date);

    protected string DayOrEmpty(DateTimeOffset? moment) => moment is null ? "" : Day(moment);

    /// <summary>The number, or as much of it as everybody may read.</summary>
    protected string Phone(string? phone) => string.IsNullOrWhiteSpace(phone) ? ""
        : ShowPhones ? phone
        : AccessLabels.Masked(phone) ?? "";

    protected string NameAndPhone(string? name, string? phone) => string.Join(" ", new[] { name ?? "", Phone(phone) }.Where(part => part.Length > 0));

    protected static string Number(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A count on a form of counts: none stays empty.</summary>
    protected static string Count(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);
}
