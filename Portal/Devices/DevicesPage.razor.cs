using System.Globalization;
using Domain.Devices;
using Domain.Organizations;
using Domain.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Fields;
using Portal.Lists;
using Portal.Regions;
using Portal.Shell;
using Portal.Terms;
using Workflows.Devices;
using Workflows.Lists;

namespace Portal.Devices;

/// <summary>Devices of the visible sites; the operator notes here what he sees of them. ?application=ID shows those that a case waits for.</summary>
public sealed partial class DevicesPage
{
    /// <summary>Who finds devices worth a link: everyone who sees sites.</summary>
    public static readonly IReadOnlySet<Role> Readers = new HashSet<Role>
    {
        Role.OperatorEngineer, Role.CountyOfficer, Role.CityOfficer, Role.SupplierStaff, Role.ProjectManager, Role.SiteClerk, Role.SupervisionEngineer,
        Role.OwnerRepresentative,
    };

    private DataList<DeviceRow>? _list;
    private IReadOnlyList<Option<string>> _kinds = [];
    private IReadOnlyList<Option<string>> _states = [];
    private IReadOnlyDictionary<long, OnlineRate> _rates = new Dictionary<long, OnlineRate>();
    private DeviceRow? _noted;
    private bool _operator;
    private bool _reader;
    private long? _application;
    private string? _number;
    private int _waiting;

    [Inject]
    private DeviceRecords Records { get; set; } = null!;

    [Inject]
    private OnlineRates Rates { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private TermNames Terms { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private IStringLocalizer<DeviceTexts> L { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _kinds = [.. DeviceKinds.Installable.Select(k => new Option<string>(k.ToString(), Terms.Of(k)))];
        _states = [.. new[] { DeviceOnlineFilter.NeverSeen, DeviceOnlineFilter.Online, DeviceOnlineFilter.Offline, DeviceOnlineFilter.NotInService }.Select(s => new Option<string>(s.ToString(), L[s.ToString()]))];
        var role = (await Me.RequireAsync()).Role;
        _operator = role == Role.OperatorEngineer;
        _reader = Readers.Contains(role);
    }

    /// <summary>The filters of a list's address, as page and export read them.</summary>
    internal static DeviceQuery QueryOf(ListRequest request) => new()
    {
        Text = request.Filter("q"),
        Kind = request.Filter<DeviceKind>("kind"),
        Online = request.Filter<DeviceOnlineFilter>("online") ?? DeviceOnlineFilter.All,
        ApplicationId = long.TryParse(request.Filter("application"), CultureInfo.InvariantCulture, out var application) ? application : null,
        RegionCode = request.Filter(RegionFilter.Name),
        Skip = request.Page.Skip,
        Take = request.Page.Size,
    };

    private async Task<PageOf<DeviceRow>> LoadAsync(ListRequest request)
    {
        var actor = await Me.RequireAsync();
        var query = QueryOf(request);
        _application = query.ApplicationId;
        var (rows, total) = await Records.ListAsync(actor, query);
        if (_application is not null)
        {
            _number = rows.Count > 0 ? rows[0].OriginNumber : null;
            _waiting = (await Records.ListAsync(actor, new DeviceQuery { ApplicationId = _application, Online = DeviceOnlineFilter.NeverSeen, Take = 1 })).Total;
        }

        var now = Clock.GetUtcNow();
        _rates = await Rates.OfDevicesAsync(actor, [.. rows.Select(r => r.Id)], new Period(now.AddDays(-DeviceRecords.RateDays), now));
        StateHasChanged();
        return new PageOf<DeviceRow>(rows, total);
    }

    private void Close() => _noted = null;

    private async Task NotedAsync()
    {
        Close();
        await _list!.ReloadAsync();
        Toasts.Show(Tone.Done, _application is not null && _waiting == 0 ? L["AllSeen"] : L["Noted"]);
    }
}
