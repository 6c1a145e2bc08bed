using System.Globalization;
using System.Linq.Expressions;
using Domain;
using Domain.Organizations;
using Domain.Reports;
using Domain.Scoring;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Workflows.Organizations;

namespace Workflows.Reports;

/// <summary>A workbook that was made.</summary>
/// <param name="Hash">SHA-256 of the file.</param>
/// <param name="Current">There is no newer version, and no card changed since.</param>
public sealed record MadeFile(long Id, ScoreMonth Month, int Version, long Bytes, int Cards, string Hash, DateTimeOffset MadeAt, bool Current);

/// <summary>The workbooks of closed months, made by a job and kept by their content; for the city regulator whose they are.</summary>
public sealed class MonthFiles(IDbContextFactory<PortalDbContext> databases, MonthReports reports, FileStore files, TimeProvider time)
{
    /// <summary>Makes the workbook of every closed month that has none, or whose cards were changed since by an appeal. Run twice, it makes nothing twice.</summary>
    /// <returns>How many were made.</returns>
    public async Task<int> MakeDueAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db.Set<ScoreClose>()
            .Select(close => new
            {
                close.CityId,
                close.Month,
                Cards = db.Set<Scorecard>().Where(c => c.CityId == close.CityId && c.Month == close.Month).Max(c => (DateTimeOffset?)c.ComputedAt),
                Made = db.Set<MonthFile>().Where(f => f.CityId == close.CityId && f.Month == close.Month).Max(f => (DateTimeOffset?)f.CardsAt),
            })
            .Where(m => m.Cards != null && (m.Made == null || m.Cards > m.Made))
            .OrderBy(m => m.Month).ThenBy(m => m.CityId).ToListAsync(cancellationToken);
        foreach (var month in due) await MakeAsync(month.CityId, ScoreMonth.FromNumber(month.Month), cancellationToken);
        return due.Count;
    }

    /// <summary>The files of the reader's city, the newest month and version first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<MadeFile>> ListAsync(Actor actor, ReportPeriod period, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        ArgumentNullException.ThrowIfNull(period);
        var (first, last) = (period.First.Number, period.Last.Number);
        return await ReadAsync(db, await VisibleAsync(db, actor, cancellationToken), f => f.Month >= first && f.Month <= last, cancellationToken);
    }

    /// <summary>A file's content; the caller disposes it.</summary>
    /// <exception cref="DomainException">actor.not-allowed; report.unknown: not there, or another city's.</exception>
    public async Task<(MadeFile File, Stream Content)> OpenAsync(Actor actor, long fileId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await ReadAsync(db, await VisibleAsync(db, actor, cancellationToken), f => f.Id == fileId, cancellationToken);
        return await TakeAsync(db, actor, found, cancellationToken) ?? throw new DomainException("report.unknown");
    }

    /// <summary>The newest file of a month, if it says what the cards say now; null where it must be made for the reader.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<(MadeFile File, Stream Content)?> OpenCurrentAsync(Actor actor, ScoreMonth month, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var number = month.Number;
        var found = await ReadAsync(db, await VisibleAsync(db, actor, cancellationToken), f => f.Month == number, cancellationToken);
        return await TakeAsync(db, actor, [.. found.Where(f => f.Current)], cancellationToken);
    }

    private static async Task<IQueryable<MonthFile>> VisibleAsync(PortalDbContext db, Actor actor, CancellationToken cancellationToken)
    {
        await Memberships.RequireAsync(db, actor, [Role.CityOfficer], cancellationToken);
        var city = actor.OrganizationId;
        return db.Set<MonthFile>().Where(f => f.CityId == city);
    }

    private static async Task<IReadOnlyList<MadeFile>> ReadAsync(
        PortalDbContext db, IQueryable<MonthFile> visible, Expression<Func<MonthFile, bool>> which, CancellationToken cancellationToken)
    {
        var rows = await visible.Where(which).OrderByDescending(f => f.Month).ThenByDescending(f => f.Version)
            .Select(f => new
            {
                File = f,
                Newer = db.Set<MonthFile>().Any(o => o.CityId == f.CityId && o.Month == f.Month && o.Version > f.Version)
                    || db.Set<Scorecard>().Any(c => c.CityId == f.CityId && c.Month == f.Month && c.ComputedAt > f.CardsAt),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new MadeFile(
            r.File.Id, ScoreMonth.FromNumber(r.File.Month), r.File.Version, r.File.Bytes, r.File.Cards, r.File.Hash, r.File.MadeAt, !r.Newer))];
    }

    private async Task<(MadeFile File, Stream Content)?> TakeAsync(
        PortalDbContext db, Actor actor, IReadOnlyList<MadeFile> found, CancellationToken cancellationToken)
    {
        if (found is not [var file, ..] || files.OpenRead(file.Hash) is not { } content) return null;
        ReportRecords.Add(db, actor, time.GetUtcNow(), "file", file.Month, string.Create(CultureInfo.InvariantCulture, $"{file.Version}"));
        await db.SaveChangesAsync(cancellationToken);
        return (file, content);
    }

    private async Task MakeAsync(long cityId, ScoreMonth month, CancellationToken cancellationToken)
    {
        var report = await reports.OfCityAsync(cityId, month, cancellationToken);
        var content = MonthWorkbook.OfMonth(report, ReportTexts.Chinese);
        var hash = (await files.SaveAllAsync([content], cancellationToken))[0];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var number = month.Number;
        var former = await db.Set<MonthFile>().Where(f => f.CityId == cityId && f.Month == number).MaxAsync(f => (int?)f.Version, cancellationToken) ?? 0;
        db.Add(new MonthFile(cityId, month, former, new MonthContent(hash, content.Length, report.Cards.Count, report.ComputedAt, time.GetUtcNow())));
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Runs <see cref="MonthFiles"/>.</summary>
[DisallowConcurrentExecution]
public sealed class MonthFilesJob(MonthFiles files) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await files.MakeDueAsync(cancellationToken);
}
