using Microsoft.AspNetCore.Http;
using Portal.Errors;

namespace Portal.Tests.Errors;

public sealed class ErrorResponsesTests
{
    [Theory]
    [InlineData("file.not-found", StatusCodes.Status404NotFound)]
    [InlineData("actor.not-allowed", StatusCodes.Status403Forbidden)]
    [InlineData("case.changed-meanwhile", StatusCodes.Status409Conflict)]
    [InlineData("field.required", StatusCodes.Status422UnprocessableEntity)]
    public void StatusOf_ACode_FollowsItsEnding(string code, int status) => ErrorResponses.StatusOf(code).ShouldBe(status);

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
