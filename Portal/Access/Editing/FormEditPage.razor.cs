using Domain;
using Domain.Access;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Fields;
using Portal.Shell;
using Workflows.Access;
using Workflows.Drafts;

namespace Portal.Access.Editing;

/// <summary>Form 1-1 of one application, for the contractor's people, as a draft and during a correction.</summary>
public sealed partial class FormEditPage : IDisposable
{
    private FormEditor? _editor;
    private Form<FormModel>? _form;
    private FormStep _step;
    private bool _missing;
    private int _version;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "step")]
    private string? Step { get; set; }

    [Inject]
    private AccessDrafts Drafts { get; set; } = null!;

    [Inject]
    private AccessSubmission Submission { get; set; } = null!;

    [Inject]
    private AccessCaseReader Cases { get; set; } = null!;

    [Inject]
    private FormDrafts Opinions { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private Page Page { get; set; } = null!;

    private string CaseAddress => $"/cases/access:{Id}";

    private string Summary => string.Join(" · ", new[] { _editor!.Case.Site.Name, _editor.Case.Number, _editor.Case.ContractorName }.OfType<string>());

    /// <summary>What the county wants corrected.</summary>
    private OpinionFacts? Asked => _editor is { Case.Status: AccessStatus.Correction } editor
        ? editor.Case.Opinions.LastOrDefault(o => o.Result == OpinionResult.Correct)
        : null;

    private string? WhyNot => _editor is null ? null
        : !_editor.MaySubmit ? L["OnlyManager"].Value
        : _editor.Theirs is not null ? L["ConflictFirst"].Value
        : null;

    protected override async Task OnInitializedAsync()
    {
        Actor actor = await Me.RequireAsync();
        try
        {
            var editor = await FormEditor.OpenAsync(new FormEditorServices(Drafts, Submission, Cases, Opinions), actor, Id);
            if (!editor.Case.Rights.Edit)
            {
                Navigation.NavigateTo(CaseAddress, replace: true);
                return;
            }

            editor.Changed += Redraw;
            _editor = editor;
        }
        catch (DomainException hidden) when (hidden.Code == "access.unknown")
        {
            _missing = true;
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var step = FormSteps.Parse(Step);
        if (step == _step) return;
        _step = step;
        if (_form is null) return;
        await _form.SaveDraftAsync();
        await Page.FocusAsync($"step-{FormSteps.Name(step)}-heading");
    }

    public void Dispose()
    {
        if (_editor is not null) _editor.Changed -= Redraw;
    }

    private void Redraw() => _ = InvokeAsync(() =>
    {
        // The registers' answer to what was just stored may have cleared a problem, or found one.
        _form?.CheckAgain();
        StateHasChanged();
    });

    private Task ChangedAsync() => _form?.SaveDraftAsync() ?? Task.CompletedTask;

    private async Task JumpAsync(string path)
    {
        var step = FormSteps.Of(path);
        if (step == _step) return;
        Navigation.NavigateTo(FormSteps.Address(Id, step));
        // The heading must not take the focus from the field.
        _step = step;
        StateHasChanged();
        await Task.Yield();
    }

    private async Task GoToAsync(string path)
    {
        await JumpAsync(path);
        await Page.FocusAsync(path == "positions" ? "positions-add" : FieldPaths.IdOf(path));
    }

    private async Task TakeTheirsAsync()
    {
        if (_editor is null || _form is null) return;
        await _editor.TakeTheirsAsync();
        // Fields that hold what could not be read are made anew.
        _version++;
        StateHasChanged();
        await _form.DiscardDraftAsync();
    }

    private async Task KeepMineAsync()
    {
        if (_editor is null || _form is null) return;
        _editor.KeepMine();
        await _form.SaveDraftAsync();
    }

    private async Task SubmitAsync()
    {
        var again = _editor!.Case.Status == AccessStatus.Correction;
        var number = await _editor.SubmitAsync();
        Toasts.Show(Tone.Done, again ? L["Resubmitted", number] : L["Submitted", number]);
        Navigation.NavigateTo(CaseAddress);
    }
}
