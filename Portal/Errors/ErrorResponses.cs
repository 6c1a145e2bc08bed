using Domain;
using Microsoft.AspNetCore.Connections;
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
    private const string Unreadable = "request.unreadable";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (BrokeOff(httpContext, exception)) return true;
        // A request that cannot be read, such as one that was cut off, is its sender's mistake and not an incident of the portal.
        var incident = exception is DomainException or BadHttpRequestException ? null : incidents.Report(exception);
        if (WantsPage(httpContext.Request))
        {
            httpContext.Items[IncidentItem] = incident;
            // The error page is shown, not sent a form.
            httpContext.Request.Method = HttpMethods.Get;
            return false;
        }
        var problem = exception switch
        {
            DomainException broken => Refused(StatusOf(broken.Code), broken.Code, messages.Of(broken)),
            BadHttpRequestException unreadable => Refused(unreadable.StatusCode, Unreadable, messages.Of(Unreadable, [])),
            _ => new ProblemDetails { Status = StatusCodes.Status500InternalServerError, Title = messages.Of("incident-inline", [incident!]), Extensions = { ["incident"] = incident } },
        };
        httpContext.Response.StatusCode = problem.Status!.Value;
        await httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", cancellationToken);
        return true;
    }

    /// <summary>Nobody is there to be answered.</summary>
    private static bool BrokeOff(HttpContext context, Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException || (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested);

    private static ProblemDetails Refused(int status, string code, string title) =>
        new() { Status = status, Title = title, Type = "urn:portal:problem:" + code, Extensions = { ["code"] = code } };

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
