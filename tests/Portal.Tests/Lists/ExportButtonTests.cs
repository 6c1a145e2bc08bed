using Bunit;
using Domain.Organizations;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Portal.Lists;
using Portal.Tests.Shell;

namespace Portal.Tests.Lists;

public sealed class ExportButtonTests : IDisposable
{
    private const long Account = 7;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly FaceContext _face = new();

    public void Dispose() => _face.Dispose();

    [Fact]
    public void Stop_WhileFilesAreSent_StopsTheExport_AndThePageSaysThatNothingWasKept()
    {
        var exports = _face.As(Role.CityOfficer, Account).Services.GetRequiredService<ListExports>();
        var button = _face.Render<ExportButton>(p => p.Add(b => b.Path, "/reports/months.zip").Add(b => b.Files, true));
        var run = Run(button);
        _ = button.Find("a").ClickAsync(new());
        var export = exports.Begin(Account, run, TimeSpan.FromMinutes(1), CancellationToken.None);
        export.Count();
        _face.Clock.Advance(Look);
        button.WaitForAssertion(() => button.Find("[role=status]").TextContent.ShouldBe("1 files sent"));

        button.Find("button").Click();
        export.Stopped.IsCancellationRequested.ShouldBeTrue();
        export.Dispose();
        _face.Clock.Advance(Look);

        button.WaitForAssertion(() => button.Find("[role=status]").TextContent.ShouldBe("Stopped; no part of the file was kept."));
        button.FindAll("button").ShouldBeEmpty();
        Run(button).ShouldNotBe(run);
    }

    [Fact]
    public void Export_ThatEndsByItself_LeavesNoNotice()
    {
        var exports = _face.As(Role.CityOfficer, Account).Services.GetRequiredService<ListExports>();
        var button = _face.Render<ExportButton>(p => p.Add(b => b.Path, "/devices/export"));
        var run = Run(button);
        _ = button.Find("a").ClickAsync(new());
        var export = exports.Begin(Account, run, TimeSpan.FromMinutes(1), CancellationToken.None);
        _face.Clock.Advance(Look);
        button.WaitForAssertion(() => button.Find("[role=status]").TextContent.ShouldBe("0 rows so far"));

        export.Dispose();
        _face.Clock.Advance(Look);

        button.WaitForAssertion(() => button.FindAll("[role=status]").ShouldBeEmpty());
    }

    private static string Run(IRenderedComponent<ExportButton> button) =>
        QueryHelpers.ParseQuery(new Uri(new Uri("https://portal.example"), button.Find("a").GetAttribute("href")).Query)["run"].ToString();
}
