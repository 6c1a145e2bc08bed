using System.Globalization;
using Domain;
using Domain.Access;
using Domain.Dismantling;
using Microsoft.AspNetCore.Components;
using Portal.Fields;
using Portal.Shell;
using Workflows.Dismantling;

namespace Portal.Dismantling;

/// <summary>The form of one notice, for the contractor's people, while it is with them.</summary>
public sealed partial class CraneNoticeEditPage
{
    private CraneNoticeCase? _case;

    protected override string ListAddress => "/crane-notices";

    protected override string CaseAddress => string.Create(CultureInfo.InvariantCulture, $"/cases/crane:{Id}");

    protected override object Typed => Model.ToForm();

    [Inject]
    private CraneNoticeCases Cases { get; set; } = null!;

    [Inject]
    private CraneNoticeDrafts Drafts { get; set; } = null!;

    [Inject]
    private CraneNoticeSubmission Submission { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string Back => _case?.Number is null ? ListAddress : CaseAddress;

    protected override async Task<bool> ReadAsync()
    {
        var notice = await Cases.ReadAsync(Actor, Id);
        if (!notice.Rights.Edit) return false;
        (_case, Model, Revision) = (notice, CraneNoticeModel.Of(notice.Form), notice.Revision);
        return true;
    }

    protected override Task<long> SaveAsync() => Drafts.SaveAsync(new SaveCraneNotice { Actor = Actor, NoticeId = Id, Form = Model.ToForm(), Revision = Revision });

    protected override Task DeleteAsync() => Submission.WithdrawAsync(Actor, Id);

    private List<FormProblem> Problems()
    {
        var problems = CraneNoticeRules.Check(Model.ToForm(), ShanghaiTime.Today(Clock)).ToList();
        if (_case!.Rights.Submit && string.IsNullOrWhiteSpace(Model.Opinion)) problems.Add(new("opinion", "opinion.text-required"));
        return problems;
    }

    private async Task SubmitAsync()
    {
        if (!_case!.Rights.Submit) throw new DomainException("crane.manager-must-sign");
        await KeepAsync();
        var number = await Submission.SubmitAsync(new SubmitCraneNotice { Actor = Actor, NoticeId = Id, Opinion = Model.Opinion ?? "", Revision = Revision });
        Toasts.Show(Tone.Done, L["Submitted", number]);
        Navigator.NavigateTo(CaseAddress);
    }
}
