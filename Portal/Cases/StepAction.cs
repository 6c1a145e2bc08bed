using Domain;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Engine;
using Portal.Errors;
using Portal.Terms;
using Workflows.Engine.Shell;

namespace Portal.Cases;

/// <summary>
/// What one open step asks of its holder: a panel of a <see cref="CaseFrame"/>. It acts through a service, which decides again whether the
/// reader may.
/// </summary>
public abstract class StepAction : ComponentBase
{
    /// <summary>The case page, which shows the case anew after the step was done.</summary>
    [CascadingParameter]
    public CaseFrame Frame { get; set; } = null!;

    [Parameter, EditorRequired]
    public CaseStep Step { get; set; } = null!;

    /// <summary>The words that all chains share.</summary>
    [Inject]
    protected IStringLocalizer<CaseTexts> Words { get; set; } = null!;

    [Inject]
    protected TermNames Terms { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    /// <summary>Names what is typed here, so that it survives a cut connection and a restart.</summary>
    protected string DraftKey => $"{Frame.BusinessKey.Replace(':', '/')}/{Step.NodeId}/{Step.WorkItemId}";

    /// <summary>Does it, says so, and shows the case anew.</summary>
    protected async Task ActAsync(string done, Func<Actor, Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        await act(await Me.RequireAsync());
        await Frame.DoneAsync(done);
    }

    /// <summary>As <see cref="ActAsync"/> for a plain button, which has no form to show a refusal at.</summary>
    protected async Task ClickAsync(string done, Func<Actor, Task> act)
    {
        try
        {
            await ActAsync(done, act);
        }
        catch (DomainException refusal) when (CaseFrame.IsOvertaken(refusal))
        {
            await Frame.OvertakenAsync(Errors.Of(refusal));
        }
    }

    /// <summary>For <c>Form.OnRefused</c>.</summary>
    protected Task RefusedAsync(DomainException refusal) =>
        CaseFrame.IsOvertaken(refusal) ? Frame.OvertakenAsync(Errors.Of(refusal)) : Task.CompletedTask;
}
