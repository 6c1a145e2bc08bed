using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Errors;
using Portal.Terms;

namespace Portal.Tests.Errors;

public sealed class ErrorResponsesTests
{
    [Theory]
    [InlineData("file.not-found", StatusCodes.Status404NotFound)]
    [InlineData("actor.not-allowed", StatusCodes.Status403Forbidden)]
    [InlineData("case.changed-meanwhile", StatusCodes.Status409Conflict)]
    [InlineData("field.required", StatusCodes.Status422UnprocessableEntity)]
    public void StatusOf_ACode_FollowsItsEnding(string code, int status) => ErrorResponses.StatusOf(code).ShouldBe(status);

    public static TheoryData<Exception, bool> Departures => new()
    {
        { new ConnectionResetException("reset"), false },
        { new ConnectionAbortedException("aborted"), false },
        { new OperationCanceledException("gone"), true },
    };

    /// <summary>Nothing is written: whoever breaks off must not be able to fill the log with incidents.</summary>
    [Theory]
    [MemberData(nameof(Departures))]
    public async Task Handle_SenderBrokeOff_IsNoIncident(Exception exception, bool told)
    {
        var (context, incidents) = Request();
        if (told) context.RequestAborted = new CancellationToken(canceled: true);

        (await incidents.Responses.TryHandleAsync(context, exception, default)).ShouldBeTrue();

        (context.Response.Body.Length, incidents.Log.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(StatusCodes.Status400BadRequest)]
    [InlineData(StatusCodes.Status413PayloadTooLarge)]
    public async Task Handle_UnreadableRequest_IsRefusedWithItsStatus(int status)
    {
        var (context, incidents) = Request();

        (await incidents.Responses.TryHandleAsync(context, new BadHttpRequestException("Unexpected end of request content.", status), default)).ShouldBeTrue();

        context.Response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(context.Response.Body);
        (context.Response.StatusCode, problem.RootElement.GetProperty("code").GetString(), incidents.Log.Count).ShouldBe((status, "request.unreadable", 0));
    }

    [Fact]
    public async Task Handle_AnythingElse_IsAnIncidentThatSaysNothingOfTheInside()
    {
        var (context, incidents) = Request();

        (await incidents.Responses.TryHandleAsync(context, new InvalidOperationException("the inside"), default)).ShouldBeTrue();

        context.Response.Body.Position = 0;
        var text = await new StreamReader(context.Response.Body).ReadToEndAsync();
        (context.Response.StatusCode, incidents.Log.Count).ShouldBe((StatusCodes.Status500InternalServerError, 1));
        text.ShouldNotContain("the inside");
    }

    private static (HttpContext Context, Written Incidents) Request()
    {
        var context = new DefaultHttpContext { Request = { Path = "/api/v1/captures" } };
        context.Response.Body = new MemoryStream();
        return (context, new Written());
    }

    /// <summary>The responses, and what they wrote into the log.</summary>
    private sealed class Written : ILogger<Incidents>
    {
        public Written()
        {
            var texts = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<TermNames>().AddSingleton<ErrorMessages>().BuildServiceProvider();
            Responses = new ErrorResponses(texts.GetRequiredService<ErrorMessages>(), new Incidents(this));
        }

        public ErrorResponses Responses { get; }

        public List<string> Log { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Log.Add(formatter(state, exception));
    }

    [Theory]
    [InlineData("/applications", "text/html,application/xhtml+xml", true)]
    [InlineData("/api/devices", "text/html", false)]
    [InlineData("/files/3", "*/*", false)]
    public void WantsPage_ByPathAndAccept_IsForBrowsersOnPages(string path, string accept, bool page)
    {
        var context = new DefaultHttpContext { Request = { Path = path } };
        context.Request.Headers.Accept = accept;

        ErrorResponses.WantsPage(context.Request).ShouldBe(page);
    }
}
