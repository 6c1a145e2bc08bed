using System.Globalization;
using Domain.Organizations;
using Domain.Registration;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Fields;
using Portal.Lists;
using Portal.Terms;
using Workflows.Lists;
using Workflows.Registration;

namespace Portal.Registration;

/// <summary>Registrations of muck sites' devices, with S0's filters.</summary>
public sealed partial class RegistrationsPage
{
    /// <summary>Everybody who can see a site; what each finds is decided by the service.</summary>
    public const string Readers =
        $"{nameof(Role.ProjectManager)},{nameof(Role.SiteClerk)},{nameof(Role.SupervisionEngineer)},{nameof(Role.OwnerRepresentative)},"
        + $"{nameof(Role.OperatorEngineer)},{nameof(Role.CountyOfficer)},{nameof(Role.CityOfficer)},{nameof(Role.SupplierStaff)}";

    private DataList<RegistrationRow>? _list;
    private IReadOnlyList<Option<string>> _states = [];
    private IReadOnlyList<Option<string>> _levels = [];
    private IReadOnlyList<Option<string>> _suppliers = [];
    private IReadOnlyList<Option<string>> _departments = [];
    private IReadOnlyList<UnreportedSite> _unreported = [];
    private bool _writer;
    private int _pending;

    [Inject]
    private RegistrationList Registrations { get; set; } = null!;

    [Inject]
    private RegistrationDrafts Drafts { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private TermNames Terms { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    private string Summary => _pending == 0 ? L["Summary"] : L["SummaryPending", _pending];

    /// <summary>The filters of a list's address, as page and export read them.</summary>
    internal static RegistrationQuery QueryOf(ListRequest request) => new()
    {
        State = request.Filter<RegistrationState>("state"),
        From = FilterDate.Read(request, "from"),
        Until = FilterDate.Read(request, "until"),
        PointName = request.Filter("name"),
        PointAddress = request.Filter("address"),
        SupplierId = IdOf(request, "supplier"),
        DepartmentId = IdOf(request, "department"),
        Level = request.Filter<ManagementLevel>("level"),
        AccessNumber = request.Filter("number"),
        Page = request.Page,
    };

    protected override async Task OnInitializedAsync()
    {
        var actor = await Me.RequireAsync();
        _writer = actor.Role is Role.ProjectManager or Role.SiteClerk;
        // Nobody else has drafts to look for.
        _states = [.. Enum.GetValues<RegistrationState>().Where(s => _writer || s != RegistrationState.Draft).Select(s => new Option<string>(s.ToString(), Terms.Of(s)))];
        _levels = [.. Enum.GetValues<ManagementLevel>().Select(l => new Option<string>(l.ToString(), Terms.Of(l)))];
        var choices = await Registrations.ChoicesAsync(actor);
        _suppliers = Options(choices.Suppliers);
        _departments = Options(choices.Departments);
        _pending = await Registrations.PendingAsync(actor);
        // Who can do something about it.
        if (actor.Role == Role.OperatorEngineer) _unreported = await Registrations.UnreportedAsync(actor);
    }

    private static IReadOnlyList<Option<string>> Options(IReadOnlyList<NamedUnit> units) =>
        [.. units.Select(u => new Option<string>(u.Id.ToString(CultureInfo.InvariantCulture), u.Name))];

    private static long? IdOf(ListRequest request, string name) => long.TryParse(request.Filter(name), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A draft is gone on with; everything else is looked at.</summary>
    internal static string AddressOf(RegistrationRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"/registrations/{row.Id}{(row.State == RegistrationState.Draft ? "/edit" : "")}");

    private async Task<PageOf<RegistrationRow>> LoadAsync(ListRequest request) => await Registrations.ListAsync(await Me.RequireAsync(), QueryOf(request));

    private async Task StartAsync()
    {
        var id = await Drafts.StartAsync(await Me.RequireAsync());
        Navigator.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/registrations/{id}/edit"));
    }
}
