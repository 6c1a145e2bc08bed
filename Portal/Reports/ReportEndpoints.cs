using System.Globalization;
using Domain;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Spreadsheets;
using Portal.Accounts;
using Portal.Lists;
using Workflows.Reports;

namespace Portal.Reports;

/// <summary>Scorecards as files: a month's workbook, one card, all cards of a month or the months of a period in an archive, and what was kept at the close.</summary>
public static class ReportEndpoints
{
    private const string Base = "/reports";

    public static string MonthAddress(ScoreMonth month) => string.Create(CultureInfo.InvariantCulture, $"{Base}/months/{month.Number}.xlsx");

    public static string CardsAddress(ScoreMonth month) => string.Create(CultureInfo.InvariantCulture, $"{Base}/months/{month.Number}.zip");

    public static string CardAddress(long cardId) => string.Create(CultureInfo.InvariantCulture, $"{Base}/cards/{cardId}.xlsx");

    public static string FileAddress(long fileId) => string.Create(CultureInfo.InvariantCulture, $"{Base}/files/{fileId}.xlsx");

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup(Base).RequireAuthorization(policy => policy.RequireRole(MonthReports.Readers.Select(role => role.ToString())));
        reports.MapGet("/months/{month:int}.xlsx", (int month, HttpContext context, ReportDownloads downloads) =>
            SendAsync(context, actor => downloads.MonthAsync(context, actor, Read(month))));
        reports.MapGet("/months/{month:int}.zip", (int month, HttpContext context, ReportDownloads downloads) =>
            SendAsync(context, actor => downloads.CardsAsync(context, actor, Read(month))));
        reports.MapGet("/months.zip", (string? from, string? until, HttpContext context, ReportDownloads downloads) =>
            SendAsync(context, actor => downloads.PeriodAsync(context, actor, ReportPeriod.Of(from, until))));
        reports.MapGet("/cards/{id:long}.xlsx", (long id, HttpContext context, ReportDownloads downloads) =>
            SendAsync(context, actor => downloads.CardAsync(context, actor, id)));
        reports.MapGet("/files/{id:long}.xlsx", FileAsync);
    }

    private static Task<IResult> FileAsync(long id, HttpContext context, MonthFiles files) => SendAsync(context, async actor =>
    {
        var (file, content) = await files.OpenAsync(actor, id, context.RequestAborted);
        Downloads.Announce(context, ReportTexts.Chinese["MonthFile", file.Month] + ".xlsx", SheetWriter.ContentType);
        return Results.Stream(content, SheetWriter.ContentType);
    });

    /// <summary>404 for what is not there, and for what is not for this reader.</summary>
    private static async Task<IResult> SendAsync(HttpContext context, Func<Actor, Task<IResult>> send)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            return await send(actor);
        }
        catch (DomainException refused) when (refused.Code is "report.nothing" or "report.unknown" or "scoring.unknown" or "actor.not-allowed" && !context.Response.HasStarted)
        {
            return Results.NotFound();
        }
        catch (OperationCanceledException)
        {
            // Stopped: the connection is cut, so that nobody takes the part for the whole.
            context.Abort();
            return Results.Empty;
        }
    }

    /// <exception cref="DomainException">report.nothing: there is no such month.</exception>
    private static ScoreMonth Read(int number) =>
        ScoreMonth.TryParse(string.Create(CultureInfo.InvariantCulture, $"{number / 100:0000}-{number % 100:00}"), out var month)
            ? month
            : throw new DomainException("report.nothing");
}
