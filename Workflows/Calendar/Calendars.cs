using System.Globalization;
using Domain;
using Domain.Audit;
using Domain.Calendar;
using Domain.Organizations;
using Infrastructure.Calendar;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;

namespace Workflows.Calendar;

/// <summary>
/// The working calendar in force. One per node: it holds the calendar in memory and asks the database at most every
/// <see cref="CalendarSettings.SeenWithin"/> whether a year's revision changed, so a change on another node is seen within seconds.
/// </summary>
/// <remarks>Stored years win; a year that is not stored comes from the package.</remarks>
public sealed class Calendars(
    IDbContextFactory<PortalDbContext> contexts, TimeProvider time, CalendarSettings settings, IEnumerable<ICalendarFollower> followers)
{
    private static readonly IReadOnlyList<CalendarYear> Packaged = PackagedCalendars.Load();

    private volatile Held? _held;

    /// <summary>
    /// 1 while someone asks the database. The others go on with what is held: they hold a connection already, and a second one
    /// each could exhaust the pool.
    /// </summary>
    private int _refreshing;

    public ValueTask<WorkingCalendar> CurrentAsync(CancellationToken cancellationToken = default)
    {
        if (_held is not { } held)
            return new(RefreshAsync(cancellationToken));
        if (time.GetElapsedTime(held.CheckedAt) < settings.SeenWithin || Interlocked.Exchange(ref _refreshing, 1) == 1)
            return new(held.Calendar);
        return new(RefreshAloneAsync(cancellationToken));
    }

    /// <summary>All stored years, the latest first.</summary>
    public async Task<IReadOnlyList<CalendarYearView>> YearsAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<CalendarYear>().OrderByDescending(year => year.Year)
            .Select(year => new CalendarYearView(year.Year, year.Source, year.Days, year.Revision))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Stores the year; what follows the calendar is brought up to date in the same save.</summary>
    /// <exception cref="DomainException">
    /// <c>calendar.administrators-only</c>, <c>calendar.changed-meanwhile</c> with the year, and what <see cref="CalendarYear"/> refuses
    /// </exception>
    public async Task SaveYearAsync(SaveCalendarYear save, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await RequireAdministratorAsync(context, save.By, cancellationToken);
        var years = await context.Set<CalendarYear>().ToListAsync(cancellationToken);
        var before = With(years);

        var year = years.Find(stored => stored.Year == save.Year);
        if (year?.Revision != save.Revision)
            throw new DomainException("calendar.changed-meanwhile", save.Year);
        var known = year?.Days;
        if (year is null)
            years.Add(context.Add(new CalendarYear(save.Year, save.Days, CalendarSource.Administrator)).Entity);
        else
            year.Announce(save.Days, CalendarSource.Administrator);

        var subject = new AuditSubject("calendar", save.Year, save.Year.ToString(CultureInfo.InvariantCulture));
        Auditing.Record(context, save.By, "calendar.save", subject, time.GetUtcNow(), Audited(known), Audited(save.Days));
        await FollowAsync(context, [save.Year], before, With(years), save.By.Name, cancellationToken);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(entry => entry.Entity is CalendarYear))
        {
            throw new DomainException("calendar.changed-meanwhile", save.Year);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation("PK_CalendarYear"))
        {
            throw new DomainException("calendar.changed-meanwhile", save.Year);
        }

        _held = null;
    }

    /// <summary>
    /// Stores the package's years that are missing and corrects those that came from an older package; years that an administrator
    /// saved stay. For the start of a node: may run on several at once, and again.
    /// </summary>
    public async Task ImportPackagedAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var years = await context.Set<CalendarYear>().ToListAsync(cancellationToken);
        var before = new WorkingCalendar(years, settings.EndOfWork);
        var changed = new List<int>();
        foreach (var packaged in Packaged)
        {
            var stored = years.Find(year => year.Year == packaged.Year);
            if (stored is null)
                years.Add(context.Add(new CalendarYear(packaged.Year, packaged.Days)).Entity);
            else if (stored.Source == CalendarSource.Package && !stored.Days.SequenceEqual(packaged.Days))
                stored.Announce(packaged.Days, CalendarSource.Package);
            else
                continue;
            changed.Add(packaged.Year);
        }

        if (changed.Count == 0)
            return;

        await FollowAsync(context, changed, before, With(years), byName: null, cancellationToken);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation("PK_CalendarYear"))
        {
            // Another node, started at the same moment with the same package, was faster; that is as good.
        }

        _held = null;
    }

    private async Task<WorkingCalendar> RefreshAloneAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RefreshAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _refreshing, 0);
        }
    }

    private async Task<WorkingCalendar> RefreshAsync(CancellationToken cancellationToken)
    {
        var checkedAt = time.GetTimestamp();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (_held is { } held && held.Revisions.SequenceEqual(await RevisionsAsync(context, cancellationToken)))
        {
            _held = held with { CheckedAt = checkedAt };
            return held.Calendar;
        }

        var years = await context.Set<CalendarYear>().AsNoTracking().OrderBy(year => year.Year).ToListAsync(cancellationToken);
        var calendar = With(years);
        _held = new Held(calendar, [.. years.Select(year => (year.Year, year.Revision))], checkedAt);
        return calendar;
    }

    private static async Task RequireAdministratorAsync(PortalDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        var holds = await context.Set<Membership>().AnyAsync(
            membership => membership.Id == actor.MembershipId && membership.AccountId == actor.AccountId
                && membership.Role == Role.Administrator && membership.Active && membership.Organization.Enabled,
            cancellationToken);
        if (!holds)
            throw new DomainException("calendar.administrators-only");
    }

    private static async Task<List<(int, long)>> RevisionsAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var revisions = await context.Set<CalendarYear>().OrderBy(year => year.Year)
            .Select(year => new { year.Year, year.Revision }).ToListAsync(cancellationToken);
        return [.. revisions.Select(year => (year.Year, year.Revision))];
    }

    private WorkingCalendar With(IReadOnlyCollection<CalendarYear> stored)
    {
        var storedYears = stored.Select(year => year.Year).ToHashSet();
        return new WorkingCalendar([.. stored, .. Packaged.Where(year => !storedYears.Contains(year.Year))], settings.EndOfWork);
    }

    private async Task FollowAsync(
        PortalDbContext context, IReadOnlyList<int> years, WorkingCalendar before, WorkingCalendar after, string? byName,
        CancellationToken cancellationToken)
    {
        var change = new CalendarChange
        {
            Context = context,
            Years = years,
            Before = before,
            After = after,
            ByName = byName,
            At = time.GetUtcNow(),
        };
        foreach (var follower in followers)
            await follower.FollowAsync(change, cancellationToken);
    }

    private static Dictionary<string, object?>? Audited(IReadOnlyList<CalendarDay>? days) => days is null ? null : new(StringComparer.Ordinal)
    {
        ["daysOff"] = string.Join(' ', days.Where(day => !day.IsWorkingDay).OrderBy(day => day.Date).Select(day => day.Date.ToString("O", CultureInfo.InvariantCulture))),
        ["makeUpDays"] = string.Join(' ', days.Where(day => day.IsWorkingDay).OrderBy(day => day.Date).Select(day => day.Date.ToString("O", CultureInfo.InvariantCulture))),
    };

    private sealed record Held(WorkingCalendar Calendar, IReadOnlyList<(int Year, long Revision)> Revisions, long CheckedAt);
}
