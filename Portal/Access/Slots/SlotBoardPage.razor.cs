using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Fields;
using Portal.Shell;
using Workflows.Access;
using Workflows.Calendar;
using Workflows.Inbox;

namespace Portal.Access.Slots;

/// <summary>Four weeks of the operator's board, and the applications that wait for a place on it.</summary>
public sealed partial class SlotBoardPage
{
    private const int Weeks = 4;
    private const int WaitingShown = 50;

    private IReadOnlyList<BoardWeek> _weeks = [];
    private InboxPage? _waiting;
    private PlaceWish? _wish;
    private BoardDay? _capacityOf;
    private DateOnly _monday;
    private DateOnly _today;

    /// <summary>Any day of the first week; this week's without it.</summary>
    [SupplyParameterFromQuery(Name = "week")]
    public string? Week { get; set; }

    [Inject]
    private SlotBoard Board { get; set; } = null!;

    [Inject]
    private InboxReader Inbox { get; set; } = null!;

    [Inject]
    private Calendars Calendars { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override Task OnParametersSetAsync()
    {
        _today = ShanghaiTime.Today(Clock);
        var asked = DateOnly.TryParseExact(Week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : _today;
        // The address is typed by anyone: a year around today is all that can hold deliveries.
        _monday = BoardWeek.MondayOf(asked < _today.AddYears(-1) || asked > _today.AddYears(1) ? _today : asked);
        return ReadAsync();
    }

    private static string Address(DateOnly monday) => $"/slots?week={ShanghaiTime.Text(monday)}";

    private static string Short(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private async Task ReadAsync()
    {
        var monday = _monday;
        var actor = await Me.RequireAsync();
        var weeks = BoardWeek.Of(await Board.DaysAsync(actor, monday, Weeks * 7), await Calendars.YearsAsync());
        var waiting = await Inbox.ReadAsync(actor, new InboxQuery { Step = new InboxStep(AccessSubmission.DefinitionKey, "slotAssignment"), Take = WaitingShown });
        // A slower answer for the week left behind must not win.
        if (monday != _monday) return;
        (_weeks, _waiting) = (weeks, waiting);
    }

    private async Task DoneAsync(string said)
    {
        (_wish, _capacityOf) = (null, null);
        Toasts.Show(Tone.Done, said);
        await ReadAsync();
    }
}
