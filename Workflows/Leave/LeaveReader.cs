using Domain;
using Domain.Calendar;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Engine.Shell;
using Workflows.Files;

namespace Workflows.Leave;

/// <summary>Reads one leave as a case, and its papers.</summary>
public sealed class LeaveReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress, Calendars calendars, FileStore files, TimeProvider time)
{
    /// <exception cref="DomainException">leave.unknown: not there, or not for this reader.</exception>
    public async Task<LeaveCase> ReadAsync(Actor actor, long leaveId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var leave = await db.Set<LeaveRequest>().AsNoTracking().Include(l => l.Attachments).RequireAsync(db, actor, leaveId, cancellationToken);
        var site = await db.Set<Site>().AsNoTracking().Include(s => s.Participants).ThenInclude(p => p.Organization).SingleAsync(s => s.Id == leave.SiteId, cancellationToken);
        var unit = await db.Set<Organization>().Where(o => o.Id == leave.UnitId).Select(o => o.Name).SingleAsync(cancellationToken);
        var absence = await db.Set<AbsenceRecord>().AsNoTracking().SingleOrDefaultAsync(a => a.LeaveId == leaveId, cancellationToken);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        var told = LeaveScope.SeesReason(actor, leave.UnitId);
        var own = actor.ActsFor(leave.AccountId);
        var progressed = await progress.ReadAsync(db, LeaveScope.DefinitionKey, LeaveScope.BusinessKey(leaveId), actor, cancellationToken);
        return new LeaveCase
        {
            Id = leave.Id,
            Number = leave.Number,
            Status = leave.Status,
            SiteId = site.Id,
            SiteName = site.Name,
            RegionCode = site.RegionCode,
            Post = leave.Post,
            UnitName = unit,
            OwnerName = site.Participants.FirstOrDefault(p => p.Kind == OrganizationKind.Owner)?.Organization.Name,
            PersonName = leave.PersonName,
            StandInName = leave.StandInName,
            StandInId = leave.StandInMembershipId,
            Kind = leave.Kind,
            From = leave.From,
            To = leave.To,
            Days = leave.Days,
            Reason = told ? leave.Reason : null,
            SubmittedAt = leave.SubmittedAt,
            DecidedAt = leave.DecidedAt,
            ReturnedAt = leave.ReturnedAt,
            ReturnNote = told ? leave.ReturnNote : null,
            ClosedAt = leave.ClosedAt,
            ReturnDueAt = ReturnDue(leave, calendar),
            AbsentSince = absence?.Since,
            Runs = leave.Status == LeaveStatus.Approved && leave.From <= now && now < leave.To,
            NotReturned = leave.NotReturnedAt(now),
            Overdue = leave.Overdue,
            Attachments = told ? [.. leave.Attachments.OrderBy(a => a.Id).Select(FileView.Of)] : [],
            Rights = leave.RightsOf(actor, now),
            OwnDecision = own && progressed.Steps.Any(s => s is { Mine: true, IsPersonal: false }),
            Progress = For(progressed, told, own),
        };
    }

    /// <summary>Opens a paper for download.</summary>
    /// <exception cref="DomainException">leave.attachment-unknown: not there, or not for this reader.</exception>
    public async Task<(FileView File, Stream Content)> OpenAttachmentAsync(Actor actor, long leaveId, long attachmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<LeaveRequest>().AsNoTracking().VisibleTo(db, actor).Where(l => l.Id == leaveId)
            .SelectMany(l => l.Attachments, (leave, file) => new { leave.UnitId, file }).SingleOrDefaultAsync(f => f.file.Id == attachmentId, cancellationToken);
        if (found is null || !LeaveScope.SeesReason(actor, found.UnitId)) throw new DomainException("leave.attachment-unknown");
        var content = files.OpenRead(found.file.Hash) ?? throw new DomainException("leave.attachment-unknown");
        return (FileView.Of(found.file), content);
    }

    /// <summary>What people wrote in the history tells the reason too; and nobody decides on their own leave.</summary>
    private static Progress For(Progress progress, bool told, bool own) => progress with
    {
        History = told ? progress.History : [.. progress.History.Select(line => line with { Comment = null })],
        Steps = own ? [.. progress.Steps.Select(step => step with { Mine = step is { Mine: true, IsPersonal: true } })] : progress.Steps,
    };

    private static DateTimeOffset? ReturnDue(LeaveRequest leave, WorkingCalendar calendar)
    {
        try
        {
            return LeaveWatch.ReturnDue(leave.To, calendar);
        }
        catch (DomainException missing) when (missing.Code == "calendar.year-missing")
        {
            return null;
        }
    }
}
