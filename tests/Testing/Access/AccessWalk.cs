using Domain.Access;
using Domain.Calendar;
using Domain.Devices;
using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Devices;
using Workflows.Engine.Shell;

namespace Testing.Access;

/// <summary>Walks applications of a <see cref="PortalWorld"/> along the access chain, doing at each step what lets it go on.</summary>
public sealed class AccessWalk(PortalWorld world)
{
    private static readonly AttachmentKind[] AllKinds = [.. Enum.GetValues<AttachmentKind>().Where(k => k != AttachmentKind.Other)];

    /// <summary>Lists the models of <see cref="AccessForms.Complete"/>, so that a signed letter gives the commitment track.</summary>
    public async Task ListModelsAsync()
    {
        await world.ListModelAsync(DeviceKind.GateDome, AccessForms.Brand, AccessForms.DomeModel);
        await world.ListModelAsync(DeviceKind.GatePlateCamera, AccessForms.Brand, AccessForms.PlateModel);
        await world.ListModelAsync(DeviceKind.DustMonitor, AccessForms.Brand, AccessForms.DustModel);
    }

    /// <summary>A draft with everything that a submission needs.</summary>
    public async Task<long> DraftAsync(Site? site = null, AccessForm? form = null, bool letter = true, Actor? by = null)
    {
        var clerk = by ?? world.SiteClerk;
        var drafts = world.Get<AccessDrafts>();
        var id = await drafts.StartAsync(new StartAccessDraft { Actor = clerk, SiteId = (site ?? world.Site).Id });
        await SaveFormAsync(id, form ?? AccessForms.Complete(world.Supplier.OrganizationId), clerk);
        foreach (var kind in AllKinds) await AttachAsync(id, kind, clerk);
        if (letter)
        {
            await drafts.SignCommitmentAsync(
                new SignCommitmentLetter { Actor = world.Supplier, ApplicationId = id, ContactName = "Su", ContactPhone = "13700000003" });
        }

        return id;
    }

    public async Task SaveFormAsync(long id, AccessForm form, Actor? by = null) =>
        await world.Get<AccessDrafts>().SaveFormAsync(new SaveAccessForm
        {
            Actor = by ?? world.SiteClerk,
            ApplicationId = id,
            Form = form,
            Revision = await RevisionAsync(id),
        });

    public async Task AttachAsync(long id, AttachmentKind kind, Actor? by = null) =>
        await world.Get<AccessDrafts>().AttachAsync(new AttachAccessFile
        {
            Actor = by ?? world.SiteClerk,
            ApplicationId = id,
            Kind = kind,
            FileName = $"{kind}.pdf",
            Content = new MemoryStream(SampleFiles.Pdf),
        });

    /// <summary>A draft, submitted. On the commitment track if the models are listed.</summary>
    public async Task<long> SubmittedAsync(Site? site = null, AccessForm? form = null, bool letter = true)
    {
        var id = await DraftAsync(site, form, letter);
        await SubmitAsync(id);
        return id;
    }

    /// <returns>The application's number.</returns>
    public async Task<string> SubmitAsync(long id, Actor? by = null) =>
        await world.Get<AccessSubmission>().SubmitAsync(new SubmitAccessApplication
        {
            Actor = by ?? world.ProjectManager,
            ApplicationId = id,
            Opinion = "All is there.",
            Revision = await RevisionAsync(id),
        });

    /// <summary>Goes on until the step is open, and returns its item.</summary>
    public async Task<WorkItem> UntilAsync(long id, string node)
    {
        for (var steps = 0; steps < 30; steps++)
        {
            var open = await OpenAsync(id);
            if (open.FirstOrDefault(w => w.NodeId == node) is { } found) return found;
            if (open.Count == 0) break;
            await StepAsync(id, open[0]);
        }

        throw new InvalidOperationException($"Application {id} never came to {node}.");
    }

    /// <summary>Goes on until nothing is left to do.</summary>
    public async Task FinishAsync(long id)
    {
        while (await OpenAsync(id) is { Count: > 0 } open) await StepAsync(id, open[0]);
    }

    /// <summary>Does what lets the case go on at one open item.</summary>
    public async Task StepAsync(long id, WorkItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var debugging = world.Get<AccessDebugging>();
        switch (item.NodeId)
        {
            case "supervisorReview":
                await OpineAsync(item, world.Supervisor);
                break;
            case "operatorReview":
                await OpineAsync(item, world.Operator);
                break;
            case "countyReview":
                await OpineAsync(item, world.CountyOfficer);
                break;
            case "correction" or "submission":
                await SubmitAsync(id);
                break;
            case "debugApplication":
                var form = (await ReadAsync(id)).Form;
                await debugging.FileAsync(new FileDebugApplication { Actor = world.ProjectManager, WorkItemId = item.Id, Form = AccessForms.Debug(form, Today) });
                break;
            case "slotAssignment":
                await world.Get<SlotBoard>().AssignAsync(
                    new AssignDebugSlot { Actor = world.Operator, WorkItemId = item.Id, ApplicationId = id, Date = await FreeDayAsync() });
                break;
            case "delivery":
                await DeliverAsync(id, item);
                break;
            case "debugging":
                await ReportAsync(item, DebugReport.Passed);
                break;
            case "technicalDifficulty":
                await debugging.ResolveAsync(world.Operator, item.Id, "Firmware renewed.");
                break;
            case "handOver":
                await debugging.SignHandOverAsync(world.Operator, item.Id);
                break;
            case "collection":
                await debugging.SignCollectionAsync(world.ProjectManager, item.Id);
                break;
            case "devicesOnline":
                foreach (var device in await DevicesAsync(id)) await SeenOnlineAsync(device.Id);
                break;
            case "countyConfirmation":
                await debugging.ConfirmAsync(world.CountyOfficer, item.Id, "Seen on the platform.");
                break;
            default:
                throw new InvalidOperationException($"Nothing is known to do at {item.NodeId}.");
        }
    }

    public async Task OpineAsync(WorkItem item, Actor by, OpinionResult result = OpinionResult.Agree, string text = "Checked.") =>
        await world.Get<CaseDecisions>().DecideAsync(new DecideItem
        {
            Actor = by,
            WorkItemId = item.Id,
            Outcome = AccessChain.OutcomeOf(item.NodeId, result),
            Opinion = text,
        });

    /// <summary>Checks a delivery in which everything is there, or in which <paramref name="missing"/> is not.</summary>
    public async Task DeliverAsync(long id, WorkItem item, string? missing = null)
    {
        var filed = (await ReadAsync(id)).Debug!;
        await world.Get<AccessDebugging>().CheckAsync(
            new CheckDelivery { Actor = world.Operator, WorkItemId = item.Id, Rows = AccessForms.Receipt(filed), Missing = missing });
    }

    public async Task ReportAsync(WorkItem item, DebugReport report, string? note = null) =>
        await world.Get<AccessDebugging>().ReportAsync(new ReportDebugging { Actor = world.Operator, WorkItemId = item.Id, Report = report, Note = note });

    public async Task SeenOnlineAsync(long deviceId) =>
        await world.Get<DeviceRecords>().NoteAsync(
            new NoteDevice { Actor = world.Operator, DeviceId = deviceId, At = world.Clock.GetUtcNow(), Online = true });

    /// <summary>The case as the contractor's project manager sees it, or another reader.</summary>
    public async Task<AccessCase> ReadAsync(long id, Actor? by = null) =>
        await world.Get<AccessCaseReader>().ReadAsync(by ?? world.ProjectManager, id);

    public async Task<IReadOnlyList<WorkItem>> OpenAsync(long id)
    {
        var key = $"access:{id}";
        await using var db = world.Open();
        return await db.Set<WorkItem>().AsNoTracking().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).OrderBy(w => w.Id).ToListAsync();
    }

    public async Task<IReadOnlyList<Device>> DevicesAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<Device>().AsNoTracking().Where(d => d.ApplicationId == id).OrderBy(d => d.Ordinal).ToListAsync();
    }

    /// <summary>Fires what is due now, as the timer job does.</summary>
    public async Task FireTimersAsync() => await world.Get<ProcessTimers>().FireDueAsync();

    public DateOnly Today => WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow());

    private async Task<DateOnly> FreeDayAsync() =>
        (await world.Get<SlotBoard>().DaysAsync(world.Operator, Today.AddDays(1), 90)).First(d => d.Slots.Count < d.Capacity).Date;

    private async Task<long> RevisionAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<AccessApplication>().Where(a => a.Id == id).Select(a => a.Revision).SingleAsync();
    }
}
