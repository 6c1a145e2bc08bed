using System.Globalization;
using System.Text.Json;
using Domain;
using Domain.Access;
using Domain.Organizations;
using Domain.Relocation;
using Microsoft.AspNetCore.Components;
using Portal.Access.Editing;
using Portal.Accounts;
using Portal.Errors;
using Portal.Fields;
using Portal.Shell;
using Workflows.Relocation;

namespace Portal.Relocation.Editing;

/// <summary>The form of one application, for the contractor's people, while it is with them.</summary>
public sealed partial class RelocationEditPage
{
    private RelocationCase? _case;
    private RelocationModel _model = new();
    private Form<RelocationModel>? _form;
    private SaveRunner _saves = null!;
    private Actor _actor = null!;
    private long _revision;
    private string _stored = "";
    private string? _problem;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private RelocationCases Cases { get; set; } = null!;

    [Inject]
    private RelocationDrafts Drafts { get; set; } = null!;

    [Inject]
    private RelocationSubmission Submission { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private string Address => string.Create(CultureInfo.InvariantCulture, $"/cases/relocation:{Id}");

    private string Back => _case?.Number is null ? "/relocations" : Address;

    private string DraftKey => string.Create(CultureInfo.InvariantCulture, $"relocation/{Id}");

    protected override async Task OnInitializedAsync()
    {
        _saves = new SaveRunner(StoreAsync);
        try
        {
            _actor = await Me.RequireAsync();
            var relocation = await Cases.ReadAsync(_actor, Id);
            if (!relocation.Rights.Edit)
            {
                Navigator.NavigateTo(Address, replace: true);
                return;
            }

            (_model, _revision, _stored) = (RelocationModel.Of(relocation.Form), relocation.Revision, JsonSerializer.Serialize(relocation.Form));
            _case = relocation;
        }
        catch (DomainException hidden)
        {
            _problem = Errors.Of(hidden);
        }
    }

    private List<FormProblem> Problems()
    {
        var problems = RelocationRules.Check(_case!.Kind, _model.ToForm(), _case.Ground).ToList();
        if (_case.Rights.Submit && string.IsNullOrWhiteSpace(_model.Opinion)) problems.Add(new("opinion", "opinion.text-required"));
        return problems;
    }

    private Task KeepAsync() => _saves.RunAsync();

    private async Task StoreAsync()
    {
        var form = _model.ToForm();
        var text = JsonSerializer.Serialize(form);
        if (text == _stored) return;
        _revision = await Drafts.SaveAsync(new SaveRelocation { Actor = _actor, ApplicationId = Id, Form = form, Revision = _revision });
        _stored = text;
    }

    private async Task SubmitAsync()
    {
        if (!_case!.Rights.Submit) throw new DomainException("relocation.manager-must-sign");
        await KeepAsync();
        try
        {
            var number = await Submission.SubmitAsync(new SubmitRelocation { Actor = _actor, ApplicationId = Id, Opinion = _model.Opinion ?? "", Revision = _revision });
            Toasts.Show(Tone.Done, L["Submitted", number]);
        }
        catch (DomainException)
        {
            // What the registers say may have changed since the page was opened: shown beside the fields.
            _case = _case with { Ground = (await Cases.ReadAsync(_actor, Id)).Ground };
            throw;
        }

        Navigator.NavigateTo(Address);
    }

    private async Task WithdrawAsync()
    {
        await Submission.WithdrawAsync(_actor, Id);
        if (_form is not null) await _form.DiscardDraftAsync();
        Toasts.Show(Tone.Done, L["Discarded"]);
        Navigator.NavigateTo("/relocations");
    }
}
