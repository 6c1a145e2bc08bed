using Domain.Access;
using Domain.Calendar;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Fields;
using Portal.Lists;
using Workflows.Access;
using Workflows.Calendar;
using Workflows.Lists;
using Workflows.Regions;

namespace Portal.Access.Applications;

/// <summary>The list of applications. Its state is the address: ?status=UnderReview&amp;county=440803&amp;overdue=1&amp;sort=DueFirst…</summary>
public sealed partial class ApplicationsPage
{
    private const string OverdueName = "overdue";

    private Actor? _actor;
    private IReadOnlyList<Option<string>> _counties = [];
    private DateOnly _today;

    [Inject]
    private AccessCases Cases { get; set; } = null!;

    [Inject]
    private Calendars Calendars { get; set; } = null!;

    [Inject]
    private RegionDirectory Regions { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private bool Overdue => Navigator.Filter(OverdueName) == "1";

    private string OverdueAddress => Navigator.GetUriWithQueryParameters(new Dictionary<string, object?> { [OverdueName] = Overdue ? null : 1, [ListAddress.Page] = null });

    protected override async Task OnInitializedAsync()
    {
        _actor = await Me.RequireAsync();
        // A county officer sees one county, which needs no filter.
        if (_actor.OrganizationKind != OrganizationKind.CountyRegulator)
            _counties = [.. (await Regions.RegulatedAsync()).Select(r => new Option<string>(r.Code, r.Name))];
    }

    private async Task<PageOf<ApplicationLine>> LoadAsync(ListRequest request)
    {
        var actor = await Me.RequireAsync();
        _today = ShanghaiTime.Today(Clock);
        var (rows, total) = await Cases.ListAsync(actor, new AccessQuery
        {
            Text = request.Filter("q"),
            Status = request.Filter<AccessStatus>("status"),
            Track = request.Filter<AccessTrack>("track"),
            RegionCode = request.Filter("county"),
            SubmittedFrom = FilterDate.Read(request, "from"),
            SubmittedUntil = FilterDate.Read(request, "to"),
            OverdueOnly = request.Filter(OverdueName) == "1",
            Sort = Enum.TryParse<AccessSort>(request.Page.Sort, out var sort) ? sort : AccessSort.NewestFirst,
            Skip = request.Page.Skip,
            Take = request.Page.Size,
        });
        var calendar = await Calendars.CurrentAsync();
        var names = await Regions.ReadAsync();
        return new PageOf<ApplicationLine>([.. rows.Select(row =>
        {
            DateOnly? due = row.DueAt is { } at ? WorkingCalendar.ShanghaiDate(at.AddTicks(-1)) : null;
            return new ApplicationLine(row, names.Of(row.RegionCode), due, due is { } day ? calendar.WorkingDaysBetween(_today, day) : null);
        })], total);
    }

    /// <summary>The line under the site: the number, once there is one, and whose application it is where that is not known anyway.</summary>
    private string Named(AccessRow row) => string.Join(
        " · ", new[] { row.Number, _actor?.OrganizationKind == OrganizationKind.Contractor ? null : row.ContractorName }.OfType<string>());

    private IEnumerable<Option<string>> Options<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => new Option<string>(value.ToString(), Terms.Of(value)));

    /// <summary>A row with the words for it.</summary>
    private sealed record ApplicationLine(AccessRow Row, string County, DateOnly? Due, int? Remaining);
}
