using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Domain.Devices;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access.Print;
using Portal.Terms;
using Workflows.Access;

namespace Portal.Tests.Access.Print;

public sealed class SheetTests : BunitContext
{
    public SheetTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        Services.AddLocalization();
        Services.AddSingleton<TermNames>();
    }

    [Fact]
    public void Application_Complete_HasEveryFieldAndAllPositions()
    {
        var sheet = Show<ApplicationSheet>(PrintedCases.Complete());
        var text = Text(sheet);

        text.ShouldContain("赤坎区");
        text.ShouldContain("7 路");
        foreach (var field in new[]
        {
            "海湾花园二期 3 号楼", "粤西海湾置业有限公司", "粤西海湾建设工程有限公司", "南粤工程监理有限公司", "2026 年 9 月 1 日", "2028 年 6 月 30 日",
            "赤坎区海湾路 18 号", "陈海生 13800000001", "智安集成技术有限公司", "黄志明 13800000002", "罗文静", "13800000003", "liaison@example.com", "50 / 100.5 Mbit/s",
        }) text.ShouldContain(field);
        sheet.QuerySelectorAll("tr.position").Length.ShouldBe(7);
        foreach (var position in PrintedCases.Complete().Form.Positions)
        {
            foreach (var value in new[] { position.Position!, $"{position.Brand} {position.Model}", position.SimNumber!, position.IpAddress! }) text.ShouldContain(value);
        }

        Ticked(sheet).ShouldBe(["监控点位平面图", "服务协议"]);
    }

    [Fact]
    public void Application_Minimal_HasFiveEmptyPositionsAndRoomForADate()
    {
        var sheet = Show<ApplicationSheet>(PrintedCases.Minimal());

        sheet.QuerySelectorAll("tr.position").Length.ShouldBe(5);
        sheet.QuerySelectorAll("tr.position td").ShouldAllBe(cell => cell.TextContent.Trim().Length == 0);
        Cell(sheet, "建设单位").ShouldBe("");
        Cell(sheet, "项目经理及电话").ShouldBe("");
        Text(sheet).ShouldContain("　年　　月　　日");
        Ticked(sheet).ShouldBeEmpty();
    }

    [Fact]
    public void Opinions_AfterACorrection_HaveTheLatestInTheirBoxesAndTheEarlierBelow()
    {
        var sheet = Show<OpinionSheet>(PrintedCases.Complete());
        var boxes = sheet.QuerySelectorAll("tr.opinion");
        var earlier = sheet.QuerySelectorAll(".sheet-more tbody tr");

        boxes.Length.ShouldBe(4);
        foreach (var (box, expected) in boxes.Zip(new[]
        {
            new[] { "已补充塔吊点位。", "陈海生", "粤西海湾建设工程有限公司", "2026 年 11 月 6 日" },
            ["点位布置满足要求，同意接入。", "林静", "南粤工程监理有限公司", "2026 年 11 月 3 日", "就第 1 次提交"],
            ["设备参数与网络条件符合要求。", "何俊杰", "粤西智慧工地运维中心", "2026 年 11 月 4 日"],
            ["同意接入。", "梁敏", "赤坎区住房和城乡建设局", "2026 年 11 月 9 日"],
        }))
        {
            foreach (var part in expected) box.TextContent.ShouldContain(part);
        }

        earlier.Length.ShouldBe(2);
        earlier[1].TextContent.ShouldContain("退回补正");
        earlier[1].TextContent.ShouldContain("平面图缺少塔吊点位，请补正。");
        Cell(sheet, "视频监控安装日期").ShouldBe("2026 年 11 月 28 日");
        Cell(sheet, "申请接入监控点位置及数量").ShouldContain("共 7 处");
        Text(sheet).ShouldContain("塔吊两台，均已办理使用登记。");
    }

    [Fact]
    public void Opinions_Minimal_AreFourEmptyBoxes()
    {
        var sheet = Show<OpinionSheet>(PrintedCases.Minimal());

        sheet.QuerySelectorAll("tr.opinion").Length.ShouldBe(4);
        sheet.QuerySelectorAll("tr.opinion .free").ShouldAllBe(text => text.TextContent.Length == 0);
        sheet.QuerySelectorAll(".sheet-more").ShouldBeEmpty();
    }

    [Fact]
    public void Commitment_Signed_NamesTheSignerAndHoldsFiveCommitments()
    {
        var sheet = Show<CommitmentSheet>(PrintedCases.Complete());
        var text = Text(sheet);

        text.ShouldContain("湛江市智慧渣土平台接入承诺书");
        sheet.QuerySelectorAll(".letter-points li").Length.ShouldBe(5);
        foreach (var fact in new[] { "APN", "10%", "吴晓东", "13800000004", "智安集成技术有限公司", "2026 年 11 月 2 日", "海湾花园二期 3 号楼", "陈海生" })
            text.ShouldContain(fact);
    }

    [Fact]
    public void Commitment_Unsigned_LeavesTheSignatureOpen()
    {
        var sheet = Show<CommitmentSheet>(PrintedCases.Minimal());

        sheet.QuerySelectorAll(".signature dd").Take(2).ShouldAllBe(place => place.TextContent.Length == 0);
        Text(sheet).ShouldContain("　年　　月　　日");
    }

    [Fact]
    public void Debugging_Complete_HasStageBrandTenCountsAndDustModel()
    {
        var sheet = Show<DebugSheet>(PrintedCases.Complete());
        var names = Services.GetRequiredService<TermNames>();

        Ticked(sheet).ShouldBe(["主体施工", "其他品牌：宇视"]);
        Cell(sheet, "扬尘设备型号").ShouldBe("EC-DM500");
        DeviceKinds.Counted.Count.ShouldBe(10);
        for (var i = 0; i < 10; i++) Cell(sheet, $"{names.Of(DeviceKinds.Counted[i])}（个）").ShouldBe($"{11 + i}");
        Cell(sheet, "申请调试日期").ShouldBe("2026 年 11 月 12 日");
        Cell(sheet, "预计领取日期").ShouldBe("2026 年 11 月 17 日");
        Cell(sheet, "调试排期").ShouldBe("2026 年 11 月 13 日，第 2 位");
        Cell(sheet, "审核人").ShouldBe("何俊杰");
        Cell(sheet, "交收设备对接人").ShouldBe("郑凯");
        Cell(sheet, "申请人员").ShouldBe("陈海生");
        Cell(sheet, "申请日期").ShouldBe("2026 年 11 月 9 日");
        Cell(sheet, "领取人员").ShouldBe("黄志明");
        Cell(sheet, "领取日期").ShouldBe("2026 年 11 月 17 日");
    }

    [Fact]
    public void Debugging_Minimal_HasAllRowsEmpty()
    {
        var sheet = Show<DebugSheet>(PrintedCases.Minimal());

        Ticked(sheet).ShouldBeEmpty();
        sheet.QuerySelectorAll("td.count").Length.ShouldBe(10);
        sheet.QuerySelectorAll("td:not(.ticks)").ShouldAllBe(cell => cell.TextContent.Trim().Length == 0);
    }

    [Fact]
    public void Receipt_Complete_HasEachClassWithBrandQuantityModelAndBothSignatures()
    {
        var sheet = Show<ReceiptSheet>(PrintedCases.Complete());
        var rows = sheet.QuerySelectorAll("tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))).ToList();

        rows.ShouldContain("Hikvision / 3|DS-2DC4423IW-D");
        rows.ShouldContain("宇视 / 2|IPC-B6A2");
        rows.ShouldContain("Seagate / 2|8 TB");
        rows.ShouldContain("7|1440400000001 至 1440400000007");
        rows.ShouldContain("18");
        rows.ShouldContain("郑凯|2026 年 11 月 14 日");
        rows.ShouldContain("何俊杰|2026 年 11 月 17 日");
        rows.ShouldContain("黄志明|2026 年 11 月 17 日");
    }

    [Fact]
    public void Receipt_Minimal_HasAnEmptyRowForEachClass()
    {
        var sheet = Show<ReceiptSheet>(PrintedCases.Minimal());

        foreach (var name in new[] { "网络高清球机 品牌/数量", "车牌抓拍枪机 品牌/数量", "扬尘监测仪 品牌/数量", "NVR 硬盘录像机 品牌/数量", "硬盘 品牌/数量", "路由器 品牌/数量", "APN 卡 数量" })
            Cell(sheet, name).ShouldBe("");
        Cell(sheet, "设备总数合计（件）").ShouldBe("");
    }

    [Fact]
    public void Sheets_InEnglish_HoldNoChineseLabels()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("en");

        foreach (var label in new[] { Show<ApplicationSheet>(PrintedCases.Minimal()), Show<OpinionSheet>(PrintedCases.Minimal()), Show<CommitmentSheet>(PrintedCases.Minimal()),
            Show<DebugSheet>(PrintedCases.Minimal()), Show<ReceiptSheet>(PrintedCases.Minimal()) }.SelectMany(sheet => sheet.QuerySelectorAll("h1, th, dt, .tick, .sheet-notes, .letter")))
            label.TextContent.ShouldNotContain(c => c >= '\u4e00' && c <= '\u9fff');
    }

    private IElement Show<T>(AccessCase filled)
        where T : Sheet =>
        Render<T>(parameters => parameters.Add(s => s.Case, filled).Add(s => s.County, "赤坎区").Add(s => s.City, "湛江市").Add(s => s.ShowPhones, true)).Find("article");

    private static string Text(IElement sheet) => string.Join(' ', sheet.TextContent.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What stands in the box after a label.</summary>
    private static string Cell(IElement sheet, string label) =>
        sheet.QuerySelectorAll("th").Single(th => th.TextContent.Trim() == label).NextElementSibling!.TextContent.Trim();

    private static IReadOnlyList<string> Ticked(IElement sheet) =>
        [.. sheet.QuerySelectorAll(".tick").Where(tick => tick.QuerySelector(".tick-box")!.TextContent.Length > 0).Select(tick => tick.TextContent.TrimStart('✓').Trim())];
}
