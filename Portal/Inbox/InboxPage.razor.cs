using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Fields;
using Portal.Lists;
using Workflows.Inbox;
using Workflows.Lists;
using Workflows.Regions;
using Contents = Workflows.Inbox.InboxPage;

namespace Portal.Inbox;

/// <summary>待办: everything that waits for the reader's role. Its whole state is the address: ?due=Overdue&amp;step=access.countyReview&amp;q=…</summary>
public sealed partial class InboxPage
{
    private const string FilterName = "due";

    private IReadOnlyList<Option<string>> _steps = [];
    private InboxFilter _filter;
    private Contents? _page;
    private bool _contractor;
    private DateOnly _today;
    private readonly HashSet<long> _chosen = [];
    private Dictionary<long, (string Name, string Address)> _offered = [];
    private DataList<InboxLine>? _list;
    private bool _decidedMany;

    [Inject]
    private InboxReader Inbox { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private RegionDirectory Regions { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private IEnumerable<(InboxFilter Filter, string Text, int? Count, string? Tone)> Chips =>
    [
        (InboxFilter.All, "FilterAll", _page?.All, null),
        (InboxFilter.Overdue, "FilterOverdue", _page?.Overdue, _page?.Overdue > 0 ? "tone-danger" : null),
        (InboxFilter.DueSoon, "FilterDueSoon", _page?.DueSoon, _page?.DueSoon > 0 ? "tone-warning" : null),
        (InboxFilter.Waiting, "FilterWaiting", _page?.Waiting, null),
        (InboxFilter.HandedOn, "FilterHandedOn", _page?.HandedOn, null),
    ];

    private string Address(InboxFilter filter) => Navigator.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        [FilterName] = filter == InboxFilter.All ? null : filter.ToString(),
        [ListAddress.Page] = null,
    });

    private void Choose(long item, bool chosen)
    {
        if (chosen) _chosen.Add(item);
        else _chosen.Remove(item);
    }

    /// <summary>What became of the items stays on the page when none is left to choose.</summary>
    private Task DecidedAsync()
    {
        _decidedMany = true;
        return _list!.ReloadAsync();
    }

    private async Task<PageOf<InboxLine>> LoadAsync(ListRequest request)
    {
        var actor = await Me.RequireAsync();
        _contractor = actor.OrganizationKind == OrganizationKind.Contractor;
        _today = ShanghaiTime.Today(Clock);
        _filter = request.Filter<InboxFilter>(FilterName) ?? InboxFilter.All;
        _page = await Inbox.ReadAsync(actor, new InboxQuery
        {
            Filter = _filter,
            Step = InboxStep.Parse(request.Filter("step")),
            Text = request.Filter("q"),
            Skip = request.Page.Skip,
            Take = request.Page.Size,
        });
        _steps = [.. _page.Steps.Select(step => new Option<string>(step.ToString(), $"{Labels.Chain(step.DefinitionKey)} · {Labels.Node(step.DefinitionKey, step.NodeId)}"))];
        _offered = _page.Rows.Where(row => row.CanAssent).ToDictionary(
            row => row.WorkItemId, row => ($"{row.Subject} · {Labels.Node(row.DefinitionKey, row.NodeId)}", $"/cases/{row.BusinessKey}"));
        _chosen.IntersectWith(_offered.Keys);
        var counties = await Regions.ReadAsync();
        StateHasChanged();
        return new PageOf<InboxLine>(
            [.. _page.Rows.Select(row => new InboxLine(row, Labels.Node(row.DefinitionKey, row.NodeId), counties.Of(row.RegionCode), $"/cases/{row.BusinessKey}"))],
            _page.Total);
    }

    /// <summary>A row with the words for it.</summary>
    private sealed record InboxLine(InboxRow Row, string Step, string County, string Address);
}
