using Domain;
using Domain.Access;
using Domain.Engine;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Access.Actions;
using Portal.Accounts;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Regions;

namespace Portal.Access.Cases;

/// <summary>The case page of an access application.</summary>
public sealed partial class AccessCasePage
{
    private AccessCase? _case;
    private Actor _actor = null!;
    private string _county = "";
    private bool _missing;

    [Parameter, EditorRequired]
    public long Id { get; set; }

    [Inject]
    private AccessCaseReader Cases { get; set; } = null!;

    [Inject]
    private AccessSubmission Submission { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private RegionDirectory Regions { get; set; } = null!;

    private string Key => new CaseKey(AccessSubmission.DefinitionKey, Id).ToString();

    private string StoppedBy => _case!.Status switch
    {
        AccessStatus.Correction => "StoppedByCorrection",
        AccessStatus.UnderReview => "StoppedByReturn",
        _ => "StoppedByDifficulty",
    };

    private string Summary => string.Join(" · ", new[] { _case!.Number ?? L["NoNumber"].Value, _county, _case.ContractorName });

    /// <summary>The forms that have something to print already.</summary>
    private IEnumerable<string> Printable => new (string Form, bool There)[]
    {
        ("1-1", true), ("1-3", true), ("1-4", _case!.Letter is not null), ("1-5", _case.Debug is not null), ("1-6", _case.Receipt is not null),
    }.Where(f => f.There).Select(f => f.Form);

    protected override async Task OnInitializedAsync()
    {
        _actor = await Me.RequireAsync();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var access = await Cases.ReadAsync(_actor, Id);
            _county = (await Regions.ReadAsync()).Of(access.Site.RegionCode);
            _case = access;
        }
        catch (DomainException hidden) when (hidden.Code == "access.unknown")
        {
            _missing = true;
        }
    }

    private static Type ActionFor(CaseStep step) => step.Kind == WorkItemKind.Wait ? typeof(WaitingPanel) : step.NodeId switch
    {
        "supervisorReview" or "operatorReview" or "countyReview" => typeof(OpinionAction),
        "correction" or "submission" => typeof(CorrectionAction),
        "debugApplication" => typeof(DebugApplicationAction),
        "slotAssignment" => typeof(SlotAction),
        "delivery" => typeof(DeliveryAction),
        "debugging" => typeof(DebuggingAction),
        "technicalDifficulty" => typeof(ResolveAction),
        "handOver" or "collection" => typeof(SignAction),
        "countyConfirmation" => typeof(ConfirmAction),
        _ => typeof(UnknownAction),
    };

    private async Task WithdrawAsync()
    {
        await Submission.WithdrawAsync(_actor, Id, reason: null);
        await ReadAsync();
    }
}
