using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Fields;
using Portal.Lists;
using Workflows.Access;
using Workflows.Inbox;
using Workflows.Lists;
using Workflows.Regions;
using Contents = Workflows.Inbox.InboxPage;

namespace Portal.Inbox;

/// <summary>待办: everything that waits for the reader's role. Its whole state is the address: ?due=Overdue&amp;step=countyReview&amp;q=…</summary>
public sealed partial class InboxPage
{
    private const string FilterName = "due";

    private IReadOnlyList<Option<string>> _steps = [];
    private InboxFilter _filter;
    private Contents? _page;
    private bool _contractor;
    private DateOnly _today;

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
    ];

    private string Address(InboxFilter filter) => Navigator.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        [FilterName] = filter == InboxFilter.All ? null : filter.ToString(),
        [ListAddress.Page] = null,
    });

    private async Task<PageOf<InboxLine>> LoadAsync(ListRequest request)
    {
        var actor = await Me.RequireAsync();
        _contractor = actor.OrganizationKind == OrganizationKind.Contractor;
        _today = ShanghaiTime.Today(Clock);
        _filter = request.Filter<InboxFilter>(FilterName) ?? InboxFilter.All;
        _page = await Inbox.ReadAsync(actor, new InboxQuery
        {
            Filter = _filter,
            NodeId = request.Filter("step"),
            Text = request.Filter("q"),
            Skip = request.Page.Skip,
            Take = request.Page.Size,
        });
        _steps = [.. _page.Nodes.Select(node => new Option<string>(node, Labels.Node(AccessSubmission.DefinitionKey, node)))];
        var counties = await Regions.ReadAsync();
        StateHasChanged();
        return new PageOf<InboxLine>(
            [.. _page.Rows.Select(row => new InboxLine(row, Labels.Node(row.DefinitionKey, row.NodeId), counties.Of(row.RegionCode), $"/cases/{row.BusinessKey}"))],
            _page.Total);
    }

    /// <summary>A row with the words for it.</summary>
    private sealed record InboxLine(InboxRow Row, string Step, string County, string Address);
}
