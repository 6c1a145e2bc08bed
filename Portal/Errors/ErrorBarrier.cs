using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Errors;

/// <summary>Keeps an unexpected error inside the page body: the shell stays, the page says what to do and which number to quote.</summary>
public sealed class ErrorBarrier : ErrorBoundaryBase
{
    private string? _incident;

    [Inject]
    private Incidents Incidents { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _incident = Incidents.Report(exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<IncidentNotice>(1);
        builder.AddComponentParameter(2, nameof(IncidentNotice.Incident), _incident);
        builder.AddComponentParameter(3, nameof(IncidentNotice.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
