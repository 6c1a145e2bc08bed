using System.Globalization;
using Domain;
using Domain.Access;
using Domain.Relocation;
using Microsoft.AspNetCore.Components;
using Portal.Shell;
using Workflows.Relocation;

namespace Portal.Relocation.Editing;

/// <summary>The form of one application, for the contractor's people, while it is with them.</summary>
public sealed partial class RelocationEditPage
{
    private RelocationCase? _case;

    protected override string ListAddress => "/relocations";

    protected override string CaseAddress => string.Create(CultureInfo.InvariantCulture, $"/cases/relocation:{Id}");

    protected override object Typed => Model.ToForm();

    [Inject]
    private RelocationCases Cases { get; set; } = null!;

    [Inject]
    private RelocationDrafts Drafts { get; set; } = null!;

    [Inject]
    private RelocationSubmission Submission { get; set; } = null!;

    private string Back => _case?.Number is null ? ListAddress : CaseAddress;

    protected override async Task<bool> ReadAsync()
    {
        var relocation = await Cases.ReadAsync(Actor, Id);
        if (!relocation.Rights.Edit) return false;
        (_case, Model, Revision) = (relocation, RelocationModel.Of(relocation.Form), relocation.Revision);
        return true;
    }

    protected override Task<long> SaveAsync() =>
        Drafts.SaveAsync(new SaveRelocation { Actor = Actor, ApplicationId = Id, Form = Model.ToForm(), Revision = Revision });

    protected override Task DeleteAsync() => Submission.WithdrawAsync(Actor, Id);

    private List<FormProblem> Problems()
    {
        var problems = RelocationRules.Check(_case!.Kind, Model.ToForm(), _case.Ground).ToList();
        if (_case.Rights.Submit && string.IsNullOrWhiteSpace(Model.Opinion)) problems.Add(new("opinion", "opinion.text-required"));
        return problems;
    }

    private async Task SubmitAsync()
    {
        if (!_case!.Rights.Submit) throw new DomainException("relocation.manager-must-sign");
        await KeepAsync();
        try
        {
            var number = await Submission.SubmitAsync(new SubmitRelocation { Actor = Actor, ApplicationId = Id, Opinion = Model.Opinion ?? "", Revision = Revision });
            Toasts.Show(Tone.Done, L["Submitted", number]);
        }
        catch (DomainException)
        {
            // What the registers say may have changed since the page was opened: shown beside the fields.
            _case = _case with { Ground = (await Cases.ReadAsync(Actor, Id)).Ground };
            throw;
        }

        Navigator.NavigateTo(CaseAddress);
    }
}
