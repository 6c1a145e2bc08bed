using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Ingest.Docs;

/// <summary>A line to the portal on which things go wrong, one for each request, and nothing any more when the list is at its end.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Fault> _faults;
    private readonly Uri _portal;
    private readonly HttpClient _http = new();

    private FaultyLine(WebApplication app, Uri portal, IEnumerable<Fault> faults) => (_app, _portal, _faults) = (app, portal, new Queue<Fault>(faults));

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Requests that came.</summary>
    public int Requests { get; private set; }

    public static async Task<FaultyLine> StartAsync(Uri portal, params Fault[] faults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var line = new FaultyLine(builder.Build(), portal, faults);
        line._app.Run(line.PassAsync);
        await line._app.StartAsync();
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task PassAsync(HttpContext context)
    {
        Requests++;
        switch (_faults.TryDequeue(out var fault) ? fault : Fault.None)
        {
            case Fault.CutBefore:
                context.Abort();
                return;
            case Fault.Overloaded:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "1";
                await context.Response.WriteAsync("<html>a proxy's page</html>");
                return;
            case Fault.ClockAhead:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.ContentType = "application/problem+json";
                await context.Response.WriteAsync("""{"status":401,"code":"signature.skew","clockDifference":1000}""");
                return;
            case Fault.TooLarge:
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            case Fault.CutAfter:
                (await ForwardAsync(context)).Dispose();
                context.Abort();
                return;
        }

        using var answer = await ForwardAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        if (answer.Headers.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait.ToString();
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_portal, context.Request.Path)) { Content = new ByteArrayContent(body.ToArray()) };
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
        return await _http.SendAsync(request);
    }
}

/// <summary>What goes wrong with a request.</summary>
internal enum Fault
{
    None,

    /// <summary>The connection is cut before the portal has it.</summary>
    CutBefore,

    /// <summary>The portal has stored it, and its answer is lost.</summary>
    CutAfter,

    Overloaded,

    /// <summary>The sender is told that its clock is 1,000 seconds ahead, which it is not; so it will be told the opposite next.</summary>
    ClockAhead,

    TooLarge,
}
