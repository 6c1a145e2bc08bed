using System.Security.Cryptography;
using Domain.Audit;
using Domain.Reports;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Testing.Scoring;
using Testing.Spreadsheets;
using Workflows.Lists;
using Workflows.Reports;
using Workflows.Tests.Scoring;
using static Testing.Refusals;

namespace Workflows.Tests.Reports;

/// <summary>What the workbooks are made of, who gets them, and what is kept at the close.</summary>
public sealed class MonthReportsTests : ScoringTest
{
    /// <summary>The month before has cards too: the devices were in service on its last day.</summary>
    private static readonly ReportPeriod OfNovember = ReportPeriod.Of("2026-11", "2026-11");

    private MonthReports Reports => World.Get<MonthReports>();

    private MonthFiles Files => World.Get<MonthFiles>();

    [Fact]
    public async Task Workbook_ReadBackCellByCell_SaysWhatTheRankingAndTheCardsSay()
    {
        await Raw.StoreAsync(WithOutage(November, 10, November.From.AddDays(3), November.From.AddDays(12)));
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2, 1), World.NeighbourSupplier);
        await CloseAsync();

        var file = MonthWorkbook.OfMonth(await Reports.ReadAsync(World.CityOfficer, November), ReportTexts.Chinese);

        var ranking = (await Scorecards.RankingAsync(World.CityOfficer, November))!;
        var summary = Workbooks.Rows(file);
        for (var i = 0; i < ranking.Rows.Count; i++)
        {
            var row = ranking.Rows[i];
            summary[4 + i].Take(8).ShouldBe([$"{row.Rank}", row.SupplierName, .. row.Points.Select(p => $"{p}"), $"{row.Points.Sum()}", $"{row.Score}"]);
            var card = await Scorecards.ReadAsync(World.CityOfficer, row.Id);
            var sheet = Workbooks.Rows(file, i + 1);
            sheet[1].ShouldContain(row.SupplierName);
            sheet[1][^1].ShouldBe($"{row.Score}");
            var evidence = sheet.SkipWhile(r => r.Count < 2 || r[1] != ReportTexts.Chinese["At"]).Skip(1).Where(r => r.Count == 9 && r[8].Length > 0).ToList();
            evidence.Select(r => r[8]).ShouldBe(card.Deductions.Select(d => $"{d.Points}"));
            evidence.Select(r => r[5]).ShouldBe(card.Deductions.Select(d => d.Evidence.OutageId is { } id ? card.Outages.Single(o => o.OutageId == id).Device.Code : ""));
            sheet[^1][0].ShouldContain(card.Digest);
        }
    }

    [Fact]
    public async Task Read_ByOthers_IsTheRankingForACounty_AndNothingForNeighbours()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await Raw.StoreAsync(ScoringWorld.Online(November, 10), World.NeighbourSupplier);
        await CloseAsync();
        var card = await CardAsync();

        var county = await Reports.ReadAsync(World.CountyOfficer, November);
        (county.SummaryOnly, county.Cards.Count).ShouldBe((true, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => Workbooks.Rows(MonthWorkbook.OfMonth(county, ReportTexts.Chinese), 1), "no supplier's sheet");
        (await Reports.CardsAsync(World.Supplier, November)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Id.ShouldBe(card.Id), c => c.Rank.ShouldBeNull());
        (await Reports.MonthsAsync(World.Supplier, OfNovember, new PageRequest())).Items.ShouldHaveSingleItem().CardId.ShouldBe(card.Id);

        await RefusedAsync("report.nothing", () => Reports.ReadAsync(World.NeighbourCityOfficer, November));
        await RefusedAsync("scoring.unknown", () => Reports.CardAsync(World.NeighbourSupplier, card.Id));
        await RefusedAsync("scoring.unknown", () => Reports.CardAsync(World.NeighbourCityOfficer, card.Id));
        (await Reports.MonthsAsync(World.NeighbourCityOfficer, OfNovember, new PageRequest())).Items.ShouldBeEmpty();
        foreach (var stranger in new[] { World.Supplier, World.Operator, World.ProjectManager, World.Administrator })
            await RefusedAsync("actor.not-allowed", () => Reports.ReadAsync(stranger, November));
        await RefusedAsync("actor.not-allowed", () => Reports.CardAsync(World.CountyOfficer, card.Id));

        await World.EndMembershipAsync(World.CityOfficer);
        await RefusedAsync("actor.not-allowed", () => Reports.ReadAsync(World.CityOfficer, November));
    }

    [Fact]
    public async Task Read_IsRecorded()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await CloseAsync();

        await Reports.ReadAsync(World.CityOfficer, November);
        await Reports.CardAsync(World.Supplier, (await CardAsync()).Id);

        await using var db = World.Open();
        var entries = await db.Set<AuditEntry>().Where(e => e.Action == "report.export").OrderBy(e => e.Id).ToListAsync();
        entries.Select(e => (e.AccountId, e.After)).ShouldBe(
        [
            (World.CityOfficer.AccountId, """{"contents":"month","month":"2026-11"}"""),
            (World.Supplier.AccountId, $$"""{"contents":"card","month":"2026-11","detail":"{{World.Supplier.OrganizationName}}"}"""),
        ]);
    }

    [Fact]
    public async Task MakeDue_AfterTheClose_KeepsTheWorkbookByItsContent_Once()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        (await Files.MakeDueAsync()).ShouldBe(0, "the month is not closed");
        await CloseAsync();

        (await Files.MakeDueAsync()).ShouldBe(2, "October and November");
        (await Files.MakeDueAsync()).ShouldBe(0);

        var made = (await Files.ListAsync(World.CityOfficer, OfNovember)).ShouldHaveSingleItem();
        (made.Month, made.Version, made.Cards, made.Current).ShouldBe((November, 1, 1, true));
        var kept = await ReadAsync((await Files.OpenCurrentAsync(World.CityOfficer, November))!.Value.Content);
        (Convert.ToHexStringLower(SHA256.HashData(kept)), (long)kept.Length).ShouldBe((made.Hash, made.Bytes));
        Convert.ToHexStringLower(SHA256.HashData(MonthWorkbook.OfMonth(await Reports.ReadAsync(World.CityOfficer, November), ReportTexts.Chinese)))
            .ShouldBe(made.Hash, "what is made now is the same file");
        (await Files.ListAsync(World.NeighbourCityOfficer, OfNovember)).ShouldBeEmpty();
        await RefusedAsync("report.unknown", () => Files.OpenAsync(World.NeighbourCityOfficer, made.Id));
        await RefusedAsync("actor.not-allowed", () => Files.OpenAsync(World.Supplier, made.Id));
        await RefusedAsync("actor.not-allowed", () => Files.OpenAsync(World.CountyOfficer, made.Id));
    }

    [Fact]
    public async Task MakeDue_AfterACorrection_MakesTheNextVersion_AndKeepsTheFormer()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await CloseAsync();
        await Files.MakeDueAsync();
        World.Clock.Advance(TimeSpan.FromDays(2));
        await CorrectAsync();
        (await Files.OpenCurrentAsync(World.CityOfficer, November)).ShouldBeNull("the kept one says what no longer holds");

        (await Files.MakeDueAsync()).ShouldBe(1);

        var made = await Files.ListAsync(World.CityOfficer, OfNovember);
        made.Select(f => (f.Version, f.Current)).ShouldBe([(2, true), (1, false)]);
        var (now, former) = (await ReadAsync((await Files.OpenAsync(World.CityOfficer, made[0].Id)).Content), await ReadAsync((await Files.OpenAsync(World.CityOfficer, made[1].Id)).Content));
        (Workbooks.Rows(now)[4][7], Workbooks.Rows(former)[4][7]).ShouldBe(("100", "80"));
        await using var db = World.Open();
        (await db.Set<MonthFile>().CountAsync(f => f.Month == November.Number)).ShouldBe(2);
    }

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        await using (content)
        {
            var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            return copy.ToArray();
        }
    }

    /// <summary>The one check that deducts is struck, as an appeal's result.</summary>
    private async Task CorrectAsync()
    {
        await using var db = World.Open();
        var card = await db.Set<Scorecard>().Include(c => c.Deductions).SingleAsync(c => c.Month == November.Number);
        var correction = new ScoreCorrection(
            card, new CorrectedEvidence { Evidence = card.Deductions.Single().Facts.Evidence }, "Power cut.", null, World.CityOfficer, World.Clock.GetUtcNow());
        db.Add(correction);
        card.Correct([correction], World.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
