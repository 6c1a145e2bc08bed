using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Browser.Tests.Running;
using Domain.Dust;
using Infrastructure.Dust;
using Microsoft.Playwright;
using Testing.Dust;

namespace Browser.Tests.Dust;

/// <summary>An installer connects an instrument that computes its check value otherwise, finds out why it is refused, and sees it measured.</summary>
public sealed class DustJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Mn = "DUST00000001";

    private static readonly Hj212Variant Modbus = new() { Crc = Hj212Crc.Modbus };

    [Fact]
    public async Task Instrument_FromItsSettingsToTheChart_IsUnderstoodByItsInstaller()
    {
        var world = visitors.Portal.World;
        var monitor = await world.MonitorAsync();
        await using var installer = await visitors.SignInAsync(world.Supplier);

        await installer.GoAsync($"/dust/{monitor.Id}/instrument");
        await installer.Page.Locator("input[name=mn]").FillAsync(Mn);
        await installer.Page.GetByRole(AriaRole.Button, new() { Name = "保存设置" }).ClickAsync();
        await installer.Page.GetByText("仪器设置已保存").WaitForAsync();
        (await SendAsync(patience: TimeSpan.FromSeconds(1))).ShouldBeNull("it is refused");

        await installer.Page.ReloadAsync();
        await installer.Page.GetByText("校验码不正确").First.WaitForAsync();
        await installer.Page.GetByText("CRC-16/MODBUS").First.WaitForAsync();
        await installer.ShouldBeAccessibleAsync();
        await installer.PictureAsync("dust-instrument");
        await installer.Page.GetByRole(AriaRole.Button, new() { Name = "采用此方式" }).First.ClickAsync();
        await installer.Page.Locator("dialog[open] button.primary").ClickAsync();
        await installer.Page.GetByText("校验方式已更改").WaitForAsync();
        // The service holds settings for some seconds.
        var answer = await SendAsync(patience: TimeSpan.FromSeconds(30));
        answer.ShouldNotBeNull();
        answer.ShouldContain("CN=9014");

        await using var officer = await visitors.SignInAsync(world.CountyOfficer);
        await officer.GoAsync($"/dust?q={monitor.Code}");
        await officer.Page.GetByRole(AriaRole.Cell, new() { Name = "80.5" }).First.WaitForAsync();
        await officer.ShouldBeAccessibleAsync();
        await officer.PictureAsync("dust-list");
        await officer.Page.Locator("a.row-link").First.ClickAsync();
        await officer.Page.Locator("svg.chart-plane").WaitForAsync();
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "显示数据表" }).ClickAsync();
        await officer.Page.Locator(".chart-table").GetByText("80.5").First.WaitForAsync();
        await officer.ShouldBeAccessibleAsync();
        officer.ScriptErrors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zh-CN", 1440, "light")]
    [InlineData("en", 1440, "dark")]
    [InlineData("zh-CN", 390, "dark")]
    [InlineData("en", 390, "light")]
    public async Task Pages_OfMeasurements_AreReadableAndNoWiderThanTheWindow(string language, int width, string theme)
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var now = visitors.Portal.Now;
        foreach (var dirty in new[] { 1.0, 0.4 })
        {
            var monitor = await world.MonitorAsync(site);
            await world.ReadingsAsync(monitor, [.. Enumerable.Range(0, 200).Select(i => monitor.Reading(now.AddMinutes(-5 * i), pm10: dirty * (60 + (i % 50 * 3)), noise: 50 + (i % 20)))]);
            await world.Database.AddAsync(new DustAlarm(monitor, DustQuantity.Pm10, new DustWindow(now.AddMinutes(-60), now.AddMinutes(-45), 190), 150, now));
        }

        await using var officer = await visitors.SignInAsync(world.CountyOfficer, language, width, theme: theme);
        foreach (var (path, name) in new[] { ($"/dust/sites/{site.Id}?span=Week", "site"), ($"/dust/sites/{site.Id}?quantity=Noise", "noise"), ("/dust/alarms", "alarms"), ("/dust/limits", "limits"), ("/dust", "list") })
        {
            await officer.SettleAsync(path);
            if (name is "site" or "noise") await officer.Page.Locator("svg.chart-plane").WaitForAsync();
            (await officer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, path);
            await officer.ShouldBeAccessibleAsync();
            await officer.PictureAsync($"dust-{name}-{language}-{width}-{theme}");
        }
    }

    /// <summary>Sends a frame of this moment until it is answered.</summary>
    /// <returns>Null when it was not answered in that time.</returns>
    private async Task<string?> SendAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", visitors.Portal.DustPort, CancellationToken.None);
        var buffer = new byte[1000];
        try
        {
            while (true)
            {
                await client.GetStream().WriteAsync(Frame(), limit.Token);
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
                wait.CancelAfter(TimeSpan.FromSeconds(2));
                try
                {
                    return Encoding.Latin1.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, wait.Token));
                }
                catch (OperationCanceledException) when (!limit.IsCancellationRequested)
                {
                    // As an instrument does: not answered, so sent again.
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private byte[] Frame()
    {
        var stamp = visitors.Portal.Now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return Hj212Writer.Frame(
            new Hj212Message
            {
                Qn = stamp + "000",
                St = "39",
                Cn = Hj212Commands.RealTime,
                Pw = "123456",
                Mn = Mn,
                Flag = 5,
                Parameters = [new Hj212Field(0, "DataTime", stamp), new Hj212Field(1, "a34002-Rtd", "80.5"), new Hj212Field(1, "a34002-Flag", "N")],
            },
            Modbus);
    }
}
