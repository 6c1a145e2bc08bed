using Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Errors;

/// <summary>
/// The translator of the HTTP edge: a broken rule becomes an RFC 9457 problem with its code, anything unexpected a problem that only
/// carries the number under which the log has it. Pages get the error page instead.
/// </summary>
internal sealed class ErrorResponses(ErrorMessages messages, Incidents incidents) : IExceptionHandler
{
    public const string IncidentItem = "portal.incident";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var broken = exception as DomainException;
        var incident = broken is null ? incidents.Report(exception) : null;
        if (WantsPage(httpContext.Request))
        {
            httpContext.Items[IncidentItem] = incident;
            // The error page is shown, not sent a form.
            httpContext.Request.Method = HttpMethods.Get;
            return false;
        }
        var problem = broken is null
            ? new ProblemDetails { Status = StatusCodes.Status500InternalServerError, Title = messages.Of("incident-inline", [incident!]), Extensions = { ["incident"] = incident } }
            : new ProblemDetails { Status = StatusOf(broken.Code), Title = messages.Of(broken), Type = "urn:portal:problem:" + broken.Code, Extensions = { ["code"] = broken.Code } };
        httpContext.Response.StatusCode = problem.Status!.Value;
        await httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", cancellationToken);
        return true;
    }

    /// <summary>The status that fits a code by its ending; a refusal that is neither is 422: understood, and against a rule.</summary>
    public static int StatusOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.EndsWith("not-found", StringComparison.Ordinal)) return StatusCodes.Status404NotFound;
        if (code.EndsWith("not-allowed", StringComparison.Ordinal) || code.EndsWith("forbidden", StringComparison.Ordinal)) return StatusCodes.Status403Forbidden;
        if (code.EndsWith("changed-meanwhile", StringComparison.Ordinal) || code.EndsWith("already-handled", StringComparison.Ordinal)) return StatusCodes.Status409Conflict;
        return StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Whether an empty answer is dressed up as a page. Forms answer themselves.</summary>
    public static bool WantsStatusPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && WantsPage(request);

    public static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
