using Domain;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Errors;
using Portal.Terms;
using Workflows.Access;
using Workflows.Engine.Shell;

namespace Portal.Access.Actions;

/// <summary>
/// What one open step asks of its holder: a panel of the case page. It acts through a service, which decides again whether the reader may.
/// </summary>
public abstract class AccessAction : ComponentBase
{
    [Parameter, EditorRequired]
    public AccessCase Case { get; set; } = null!;

    [Parameter, EditorRequired]
    public CaseStep Step { get; set; } = null!;

    /// <summary>Told after the step was done: shows the case as it stands now, and the next item.</summary>
    [Parameter]
    public Func<string, Task> OnDone { get; set; } = _ => Task.CompletedTask;

    /// <summary>Told when the case had changed meanwhile, typically because a colleague was faster.</summary>
    [Parameter]
    public Func<string, Task> OnOvertaken { get; set; } = _ => Task.CompletedTask;

    [Inject]
    protected IStringLocalizer<AccessTexts> L { get; set; } = null!;

    [Inject]
    protected TermNames Terms { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    /// <summary>Names what is typed here, so that it survives a cut connection and a restart.</summary>
    protected string DraftKey => $"access/{Case.Id}/{Step.NodeId}/{Step.WorkItemId}";

    /// <summary>Does it, and shows the case anew.</summary>
    protected async Task ActAsync(string doneKey, Func<Actor, Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        await act(await Me.RequireAsync());
        await OnDone(L[doneKey]);
    }

    /// <summary>As <see cref="ActAsync"/> for a plain button, which has no form to show a refusal at.</summary>
    protected async Task ClickAsync(string doneKey, Func<Actor, Task> act)
    {
        try
        {
            await ActAsync(doneKey, act);
        }
        catch (DomainException refusal) when (Overtaken(refusal))
        {
            await OnOvertaken(Errors.Of(refusal));
        }
    }

    /// <summary>For <c>Form.OnRefused</c>.</summary>
    protected Task RefusedAsync(DomainException refusal) => Overtaken(refusal) ? OnOvertaken(Errors.Of(refusal)) : Task.CompletedTask;

    private static bool Overtaken(DomainException refusal) =>
        refusal.Code is "work-item.already-handled" or "work-item.not-yours" or "case.changed-meanwhile" or "engine.task-not-open";
}
