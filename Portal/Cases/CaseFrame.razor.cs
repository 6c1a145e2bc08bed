using Domain;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Errors;
using Workflows.Cases;
using Workflows.Engine.Shell;

namespace Portal.Cases;

/// <summary>
/// What every case page has, whatever the chain: standing and clocks, the reader's own steps with the operations that all chains share,
/// opinions, diagram and history. The chain's page adds what its case is about.
/// </summary>
public sealed partial class CaseFrame
{
    private IReadOnlyList<CaseStep> _mine = [];
    private string? _done;
    private string? _overtaken;
    private CaseStep? _urging;
    private bool _copying;

    [Parameter, EditorRequired]
    public string BusinessKey { get; set; } = "";

    /// <summary>What the case is about, typically the site's name.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Number, county, applicant.</summary>
    [Parameter, EditorRequired]
    public string Summary { get; set; } = "";

    /// <summary>Path of the list that the case stands in, for those who have nothing to do here.</summary>
    [Parameter, EditorRequired]
    public string ListAddress { get; set; } = "";

    [Parameter, EditorRequired]
    public string ListText { get; set; } = "";

    [Parameter, EditorRequired]
    public Progress Progress { get; set; } = null!;

    /// <summary>The panel of a step of the reader's own.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<CaseStep> Panel { get; set; } = null!;

    /// <summary>Badges beside the title.</summary>
    [Parameter]
    public RenderFragment? State { get; set; }

    /// <summary>Buttons of the chain's own.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Shown in place of the open steps when there are none: how it ended.</summary>
    [Parameter]
    public RenderFragment? Ended { get; set; }

    /// <summary>More about where it stands.</summary>
    [Parameter]
    public RenderFragment? Standing { get; set; }

    /// <summary>Why a clock stands still; a general sentence without it.</summary>
    [Parameter]
    public string? StoppedText { get; set; }

    /// <summary>The chain's own list of opinions; without it the history's.</summary>
    [Parameter]
    public RenderFragment? Opinions { get; set; }

    /// <summary>What the case is about.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Something was done: reads the case anew.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private Chains Chains { get; set; } = null!;

    [Inject]
    private CaseWaysBack WaysBack { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    internal IChain Chain { get; private set; } = null!;

    /// <summary>Whether a refusal means that the page is out of date, typically because a colleague was faster.</summary>
    public static bool IsOvertaken(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code is "work-item.already-handled" or "work-item.not-yours" or "work-item.transferred" or "case.changed-meanwhile"
            or "engine.task-not-open" or "engine.recall-too-late";
    }

    protected override void OnParametersSet()
    {
        Chain = Chains.Find(CaseKey.Parse(BusinessKey).Chain) ?? throw new InvalidOperationException($"No chain of {BusinessKey}.");
        _mine = [.. Progress.Steps.Where(s => s.Mine)];
    }

    /// <summary>Says what was done, shows the case as it stands now, and the way to the next item.</summary>
    public Task DoneAsync(string text) => ChangedAsync(text, overtaken: null);

    /// <summary>Says why it could not be done, and shows the case as it stands now.</summary>
    public Task OvertakenAsync(string text) => ChangedAsync(done: null, text);

    private async Task ChangedAsync(string? done, string? overtaken)
    {
        (_done, _overtaken, _urging, _copying) = (done, overtaken, null, false);
        await OnChanged.InvokeAsync();
        StateHasChanged();
    }

    private async Task RecallAsync(string step)
    {
        try
        {
            await WaysBack.RecallAsync(new RecallCase { Actor = await Me.RequireAsync(), BusinessKey = BusinessKey, Step = step });
            await DoneAsync(L["DoneRecall"]);
        }
        catch (DomainException refusal) when (IsOvertaken(refusal))
        {
            await OvertakenAsync(Errors.Of(refusal));
        }
    }
}
