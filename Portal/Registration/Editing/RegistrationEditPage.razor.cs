using System.Globalization;
using Domain;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Errors;
using Portal.Fields;
using Portal.Shell;
using Workflows.Registration;

namespace Portal.Registration.Editing;

/// <summary>The form of one registration, for the contractor's people: as a draft, and for corrections while it is debugged.</summary>
public sealed partial class RegistrationEditPage : IDisposable
{
    private RegistrationEditor? _editor;
    private Form<RegistrationModel>? _form;
    private string? _problem;
    private int _version;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private RegistrationDrafts Drafts { get; set; } = null!;

    [Inject]
    private RegistrationSaves Saves { get; set; } = null!;

    [Inject]
    private RegistrationReader Reader { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private string Address => string.Create(CultureInfo.InvariantCulture, $"/registrations/{Id}");

    private string Back => _editor is { IsDraft: true } ? "/registrations" : Address;

    /// <summary>A correction of an older state must not overwrite a newer one unseen.</summary>
    private string DraftKey => _editor!.IsDraft
        ? string.Create(CultureInfo.InvariantCulture, $"registration/{Id}")
        : string.Create(CultureInfo.InvariantCulture, $"registration/{Id}/{_editor.Revision}");

    public void Dispose()
    {
        if (_editor is not null) _editor.Changed -= Redraw;
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var editor = await RegistrationEditor.OpenAsync(new RegistrationEditorServices(Drafts, Saves, Reader), await Me.RequireAsync(), Id);
            if (!editor.View.Rights.Edit)
            {
                Navigator.NavigateTo(Address, replace: true);
                return;
            }

            editor.Changed += Redraw;
            _editor = editor;
        }
        catch (DomainException hidden)
        {
            _problem = Errors.Of(hidden);
        }
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private Task ChangedAsync() => _form?.SaveDraftAsync() ?? Task.CompletedTask;

    private async Task SubmitAsync()
    {
        var first = _editor!.IsDraft;
        var number = await _editor.SubmitAsync();
        Toasts.Show(Tone.Done, first ? L["Registered", number] : L["Corrected"]);
        Navigator.NavigateTo(Address);
    }

    /// <summary>What the registers answered now stands beside its fields.</summary>
    private async Task ShowAsync(DomainException refused)
    {
        if (refused.Code == "registration.incomplete") await _form!.ValidateAsync(_ => true);
    }

    private async Task TakeTheirsAsync()
    {
        if (_form is not null) await _form.DiscardDraftAsync();
        _editor?.TakeTheirs();
        // Fields that hold what could not be read are made anew.
        _version++;
    }

    private async Task KeepMineAsync()
    {
        _editor?.KeepMine();
        await ChangedAsync();
    }

    private async Task DiscardAsync()
    {
        await _editor!.DiscardAsync();
        if (_form is not null) await _form.DiscardDraftAsync();
        Toasts.Show(Tone.Done, L["Discarded"]);
        Navigator.NavigateTo("/registrations");
    }
}
