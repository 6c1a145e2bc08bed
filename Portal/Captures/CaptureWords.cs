using System.Globalization;
using Domain.Calendar;
using Domain.Captures;
using Domain.Organizations;
using Microsoft.Extensions.Localization;
using Portal.Fields;
using Portal.Lists;
using Portal.Terms;
using Workflows.Captures;

namespace Portal.Captures;

/// <summary>How the pages of captures read their address and say things.</summary>
internal static class CaptureWords
{
    /// <summary>Everybody who can see a site; what each finds is decided by the service.</summary>
    public const string Readers =
        $"{nameof(Role.ProjectManager)},{nameof(Role.SiteClerk)},{nameof(Role.SupervisionEngineer)},{nameof(Role.OwnerRepresentative)},"
        + $"{nameof(Role.OperatorEngineer)},{nameof(Role.CountyOfficer)},{nameof(Role.CityOfficer)},{nameof(Role.SupplierStaff)}";

    /// <summary>The filters of the list's address, as page and export read them.</summary>
    public static CaptureQuery QueryOf(ListRequest request) => new()
    {
        From = FilterDate.Read(request, "since") is { } since ? WorkingCalendar.StartOfDay(since) : null,
        Until = FilterDate.Read(request, "until") is { } until ? WorkingCalendar.StartOfDay(until.AddDays(1)) : null,
        RegistrationId = long.TryParse(request.Filter("registration"), CultureInfo.InvariantCulture, out var id) ? id : null,
        Point = request.Filter("point"),
        Plate = request.Filter("plate"),
        ManifestNumber = request.Filter("manifest"),
        Direction = request.Filter<PassageDirection>("direction"),
        Camera = request.Filter<CameraHeight>("camera"),
        Test = request.Filter("test") == "1",
        Slice = request.Slice,
    };

    /// <summary>To the millisecond: the two cameras of a passage are told by it.</summary>
    public static string At(DateTimeOffset at) => ShanghaiTime.Of(at)!.Value.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The contract leaves the codes of vehicles open: one that has no word here is shown as it was sent.</summary>
    public static string? Vehicle(IStringLocalizer<CaptureTexts> texts, string? code) =>
        code is not null && texts["VehicleType." + code] is { ResourceNotFound: false } word ? word.Value : code;

    public static string Plate(TermNames terms, string? plate, PlateColor? color) => plate is null ? "—" : color is { } known ? $"{plate} · {terms.Of(known)}" : plate;
}
