using Domain;
using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Access;

/// <summary>Reads one application as a case, and its files.</summary>
public sealed class AccessCaseReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress, FileStore files)
{
    /// <exception cref="DomainException">access.unknown: not there, or not for this reader.</exception>
    public async Task<AccessCase> ReadAsync(Actor actor, long applicationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var application = await db.Set<AccessApplication>().AsNoTracking().AsSplitQuery()
            .Include(a => a.Opinions).Include(a => a.Attachments).Include(a => a.Site).ThenInclude(s => s.Participants).ThenInclude(p => p.Organization)
            .RequireAsync(db, actor, applicationId, cancellationToken);
        var form = await FormForAsync(db, application, actor, cancellationToken);
        var names = await db.Set<Organization>().Where(o => o.Id == application.ContractorId || o.Id == form.SupplierId)
            .ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var debug = await db.Set<DebugApplication>().AsNoTracking().SingleOrDefaultAsync(d => d.ApplicationId == applicationId, cancellationToken);
        var slot = await db.Set<DebugSlot>().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == applicationId, cancellationToken);
        var rounds = await db.Set<DebugRound>().AsNoTracking().Where(r => r.ApplicationId == applicationId).OrderBy(r => r.Ordinal).ToListAsync(cancellationToken);
        var receipt = await db.Set<DebugReceipt>().AsNoTracking().SingleOrDefaultAsync(r => r.ApplicationId == applicationId, cancellationToken);
        var devices = await db.Set<Device>().Where(d => d.ApplicationId == applicationId)
            .GroupBy(_ => 1).Select(g => new { All = g.Count(), Online = g.Count(d => d.FirstOnlineAt != null) }).SingleOrDefaultAsync(cancellationToken);
        var progressed = await progress.ReadAsync(db, AccessSubmission.DefinitionKey, AccessScope.BusinessKey(applicationId), actor, cancellationToken);

        var site = application.Site;
        return new AccessCase
        {
            Id = application.Id,
            Number = application.Number,
            Status = application.Status,
            Revision = application.Revision,
            InScope = application.InScope,
            Editable = application.Editable && application.ContractorId == actor.OrganizationId,
            Rights = application.RightsOf(actor),
            MayMoveSlot = slot is not null && progressed.Steps.Any(s => s is { Mine: true, NodeId: "delivery" }),
            Site = new SiteFacts(site.Id, site.Name, site.Address, site.RegionCode, site.Investment, site.FloorArea, site.StartDate, site.EndDate, site.State),
            ContractorName = names[application.ContractorId],
            OwnerName = site.Participants.FirstOrDefault(p => p.Kind == OrganizationKind.Owner)?.Organization.Name,
            SupervisorName = site.Participants.FirstOrDefault(p => p.Kind == OrganizationKind.Supervisor)?.Organization.Name,
            SupplierName = form.SupplierId is { } supplier ? names[supplier] : null,
            Form = form,
            FormRevision = application.FormRevision,
            Track = application.Track,
            Letter = application.LetterHolds ? application.Letter : null,
            CreatedAt = application.CreatedAt,
            SubmittedAt = application.SubmittedAt,
            ClosedAt = application.ClosedAt,
            Opinions = Facts(application.Opinions.Where(o => o.RecalledAt is null)),
            Recalled = Facts(application.Opinions.Where(o => o.RecalledAt is not null)),
            Attachments = [.. application.CurrentAttachments.OrderBy(a => a.Kind).ThenBy(a => a.Id)
                .Select(a => new AttachmentFacts(a.Id, a.Kind, a.FileName, a.ContentType, a.Bytes, a.UploadedByName, a.UploadedAt))],
            Debug = debug?.Form,
            DebugFiledByName = debug?.FiledByName,
            DebugFiledAt = debug?.FiledAt,
            SlotDate = slot?.Date,
            SlotOrdinal = slot?.Ordinal,
            SlotGivenByName = slot?.GivenByName,
            SlotGivenAt = slot?.GivenAt,
            Rounds = [.. rounds.Select(r => new RoundFacts(
                r.Ordinal, r.CheckedAt, r.CheckedByName, r.Missing, r.Passed, r.ResultNote, r.ResultAt, r.ResultByName, r.Shortages))],
            Receipt = receipt is null ? null : new ReceiptFacts(
                receipt.Rows, receipt.Total, receipt.ReceivedByName, receipt.ReceivedAt, receipt.HandedOverByName, receipt.HandedOverAt,
                receipt.CollectedByName, receipt.CollectedAt),
            Devices = devices?.All ?? 0,
            DevicesOnline = devices?.Online ?? 0,
            Progress = progressed,
        };
    }

    private static async Task<AccessForm> FormForAsync(PortalDbContext db, AccessApplication application, Actor actor, CancellationToken cancellationToken)
    {
        var writes = actor.OrganizationId == application.ContractorId || actor.OrganizationId == application.SupplierId;
        if (application.Status != AccessStatus.Correction || writes) return application.Form;
        return (await db.Set<AccessFormRevision>().AsNoTracking()
            .SingleAsync(r => r.ApplicationId == application.Id && r.Number == application.FormRevision, cancellationToken)).Form;
    }

    private static IReadOnlyList<OpinionFacts> Facts(IEnumerable<AccessOpinion> opinions) => [.. opinions.OrderBy(o => o.At).ThenBy(o => o.Id)
        .Select(o => new OpinionFacts(o.Step, o.Result, o.Text, o.FormRevision, o.Name, o.OrganizationName, o.Role, o.At, o.RecalledAt))];

    /// <summary>Opens a file of an application for download.</summary>
    /// <exception cref="DomainException">access.attachment-unknown: not there, removed, or not for this reader.</exception>
    public async Task<(AttachmentFacts File, Stream Content)> OpenAttachmentAsync(
        Actor actor, long applicationId, long attachmentId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visible = db.Set<AccessApplication>().VisibleTo(db, actor);
        var attachment = await visible.Where(a => a.Id == applicationId).SelectMany(a => a.Attachments)
            .SingleOrDefaultAsync(a => a.Id == attachmentId && a.RemovedAt == null, cancellationToken) ?? throw new DomainException("access.attachment-unknown");
        var content = files.OpenRead(attachment.Hash) ?? throw new DomainException("access.attachment-unknown");
        return (
            new AttachmentFacts(
                attachment.Id, attachment.Kind, attachment.FileName, attachment.ContentType, attachment.Bytes, attachment.UploadedByName, attachment.UploadedAt),
            content);
    }
}
