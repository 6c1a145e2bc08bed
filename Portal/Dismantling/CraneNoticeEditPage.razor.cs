using System.Globalization;
using System.Text.Json;
using Domain;
using Domain.Access;
using Domain.Dismantling;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Access.Editing;
using Portal.Accounts;
using Portal.Errors;
using Portal.Fields;
using Portal.Shell;
using Workflows.Dismantling;

namespace Portal.Dismantling;

/// <summary>The form of one notice, for the contractor's people, while it is with them.</summary>
public sealed partial class CraneNoticeEditPage
{
    private CraneNoticeCase? _case;
    private CraneNoticeModel _model = new();
    private Form<CraneNoticeModel>? _form;
    private SaveRunner _saves = null!;
    private Actor _actor = null!;
    private long _revision;
    private string _stored = "";
    private string? _problem;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private CraneNoticeCases Cases { get; set; } = null!;

    [Inject]
    private CraneNoticeDrafts Drafts { get; set; } = null!;

    [Inject]
    private CraneNoticeSubmission Submission { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string Address => string.Create(CultureInfo.InvariantCulture, $"/cases/crane:{Id}");

    private string Back => _case?.Number is null ? "/crane-notices" : Address;

    private string DraftKey => string.Create(CultureInfo.InvariantCulture, $"crane/{Id}");

    protected override async Task OnInitializedAsync()
    {
        _saves = new SaveRunner(StoreAsync);
        try
        {
            _actor = await Me.RequireAsync();
            var notice = await Cases.ReadAsync(_actor, Id);
            if (!notice.Rights.Edit)
            {
                Navigator.NavigateTo(Address, replace: true);
                return;
            }

            (_model, _revision, _stored) = (CraneNoticeModel.Of(notice.Form), notice.Revision, JsonSerializer.Serialize(notice.Form));
            _case = notice;
        }
        catch (DomainException hidden)
        {
            _problem = Errors.Of(hidden);
        }
    }

    private List<FormProblem> Problems()
    {
        var problems = CraneNoticeRules.Check(_model.ToForm(), ShanghaiTime.Today(Clock)).ToList();
        if (_case!.Rights.Submit && string.IsNullOrWhiteSpace(_model.Opinion)) problems.Add(new("opinion", "opinion.text-required"));
        return problems;
    }

    private Task KeepAsync() => _saves.RunAsync();

    private async Task StoreAsync()
    {
        var form = _model.ToForm();
        var text = JsonSerializer.Serialize(form);
        if (text == _stored) return;
        _revision = await Drafts.SaveAsync(new SaveCraneNotice { Actor = _actor, NoticeId = Id, Form = form, Revision = _revision });
        _stored = text;
    }

    private async Task SubmitAsync()
    {
        if (!_case!.Rights.Submit) throw new DomainException("crane.manager-must-sign");
        await KeepAsync();
        var number = await Submission.SubmitAsync(new SubmitCraneNotice { Actor = _actor, NoticeId = Id, Opinion = _model.Opinion ?? "", Revision = _revision });
        Toasts.Show(Tone.Done, L["Submitted", number]);
        Navigator.NavigateTo(Address);
    }

    private async Task WithdrawAsync()
    {
        await Submission.WithdrawAsync(_actor, Id);
        if (_form is not null) await _form.DiscardDraftAsync();
        Toasts.Show(Tone.Done, L["Discarded"]);
        Navigator.NavigateTo("/crane-notices");
    }
}
