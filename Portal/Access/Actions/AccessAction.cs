using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Cases;
using Workflows.Access;

namespace Portal.Access.Actions;

/// <summary>A panel of the access chain: it knows the application, and says what was done in the chain's own words.</summary>
public abstract class AccessAction : StepAction
{
    [Parameter, EditorRequired]
    public AccessCase Case { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<AccessTexts> L { get; set; } = null!;

    /// <param name="doneKey">Name of the text.</param>
    /// <param name="act">The action.</param>
    protected new Task ActAsync(string doneKey, Func<Actor, Task> act) => base.ActAsync(L[doneKey], act);

    /// <inheritdoc cref="ActAsync"/>
    protected new Task ClickAsync(string doneKey, Func<Actor, Task> act) => base.ClickAsync(L[doneKey], act);
}
