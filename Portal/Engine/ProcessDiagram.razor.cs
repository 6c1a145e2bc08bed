using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Shell;
using Workflows.Engine.Shell;

namespace Portal.Engine;

/// <summary>Shows a chain, and in it the way of a case: give <see cref="Case"/>, or <see cref="Xml"/> and what there is to mark.</summary>
public sealed partial class ProcessDiagram
{
    private static readonly Dictionary<string, int> Nothing = [];

    private ElementReference _root;
    private DotNetObjectReference<ProcessDiagram>? _self;
    private IJSObjectReference? _diagram;
    private IReadOnlyList<OutlineStep> _steps = [];
    private string _drawn = "";
    private bool _stale;
    private bool _gone;

    /// <summary>The diagram of a case. In its place the four others can be set.</summary>
    [Parameter] public CaseDiagram? Case { get; set; }

    /// <summary>BPMN 2.0 with diagram, as published.</summary>
    [Parameter] public string Xml { get; set; } = "";

    /// <summary>The chain's key, for its name.</summary>
    [Parameter] public string DefinitionKey { get; set; } = "";

    /// <summary>Ids of nodes entered and flows taken, with how often.</summary>
    [Parameter] public IReadOnlyDictionary<string, int> Taken { get; set; } = Nothing;

    /// <summary>Ids of the nodes where the case stands.</summary>
    [Parameter] public IReadOnlyList<string> Current { get; set; } = [];

    private bool HasCase => Taken.Count + Current.Count > 0;

    private string Label
    {
        get
        {
            var now = _steps.Where(step => step.State == StepState.Now).Select(step => step.Name).ToList();
            return now.Count == 0 ? L["Label", Labels.Chain(DefinitionKey)] : L["LabelNow", Labels.Chain(DefinitionKey), string.Join(L["Separator"], now)];
        }
    }

    /// <summary>For the script: what to draw, once it is wanted.</summary>
    [JSInvokable]
    public DiagramContent Read() => new(
        DiagramXml.Localize(Xml, Labels), Taken, Current, new DiagramWords(Label, L["NowBadge"]));

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _self?.Dispose();
        if (_diagram is not { } diagram) return;
        await Browsing.UnlessLeftAsync(async () =>
        {
            await diagram.InvokeVoidAsync("dispose");
            await diagram.DisposeAsync();
        });
    }

    protected override void OnParametersSet()
    {
        if (Case is { } shown) (Xml, DefinitionKey, Taken, Current) = (shown.Xml, shown.DefinitionKey, shown.Taken, shown.Current);
        var content = string.Join('\n', Taken.Select(t => $"{t.Key} {t.Value}").Concat(Current).Append(Xml));
        if (content == _drawn) return;
        _drawn = content;
        _stale = true;
        _steps = Xml.Length == 0 ? [] : ProcessOutline.Read(Xml, Taken, Current, Labels);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_stale) return;
        _stale = false;
        await Browsing.UnlessLeftAsync(async () =>
        {
            if (_diagram is not null)
            {
                await _diagram.InvokeVoidAsync("refresh");
            }
            else if (firstRender)
            {
                _self = DotNetObjectReference.Create(this);
                await using var script = await Browser.InvokeAsync<IJSObjectReference>("import", "./Engine/ProcessDiagram.razor.js");
                _diagram = await script.InvokeAsync<IJSObjectReference?>("attach", _root, _self);
                if (_gone) await DisposeAsync();
            }
        });
    }

    private string? StateOf(OutlineStep step) => step.State switch
    {
        null => (string?)null,
        StepState.Done when step.Times > 1 => L["StepState.DoneTimes", step.Times],
        StepState.Now when step.Times > 0 => L["StepState.NowAgain", step.Times],
        { } state => L[$"StepState.{state}"],
    };
}

/// <summary>What the script draws.</summary>
public sealed record DiagramContent(string Xml, IReadOnlyDictionary<string, int> Taken, IReadOnlyList<string> Current, DiagramWords Words);

/// <summary>The words that the script writes itself.</summary>
public sealed record DiagramWords(string Label, string Now);
