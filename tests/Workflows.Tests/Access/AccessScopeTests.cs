using Domain.Access;
using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Devices;
using Workflows.Inbox;

namespace Workflows.Tests.Access;

/// <summary>
/// Every operation of the chain, tried by everybody: only those it is for may do it. Refused are neighbours (other county, city,
/// contractor, supplier, supervisor), the administrator, wrong roles of the right unit, people whose membership or account has ended,
/// people of a closed unit, and whoever claims another's unit or role.
/// </summary>
public class AccessScopeTests : AccessTest
{
    private static readonly string[] Refusals =
        ["actor.not-allowed", "access.unknown", "access.attachment-unknown", "access.not-installer", "work-item.not-yours", "site.unknown", "device.unknown"];

    /// <summary>An operation on an application of <see cref="PortalWorld.Site"/>'s neighbourhood that stands at a step.</summary>
    private sealed record Operation(string Name, string Step, Func<PortalWorld, Actor[]> Allowed, Func<PortalWorld, Actor, Case, Task> Run);

    /// <summary>What the operations need of one application.</summary>
    private sealed record Case(long Id, long Item, long File, long OtherFile, long Site, AccessForm Form, long Revision, long Device);

    private static readonly Func<PortalWorld, Actor[]> Manager = w => [w.ProjectManager];
    private static readonly Func<PortalWorld, Actor[]> Writers = w => [w.ProjectManager, w.SiteClerk];
    private static readonly Func<PortalWorld, Actor[]> Installer = w => [w.Supplier];
    private static readonly Func<PortalWorld, Actor[]> Operator = w => [w.Operator];
    private static readonly Func<PortalWorld, Actor[]> County = w => [w.CountyOfficer];
    private static readonly Func<PortalWorld, Actor[]> DraftReaders = w => [w.ProjectManager, w.SiteClerk, w.Supplier];

    private static readonly Func<PortalWorld, Actor[]> Readers = w =>
        [w.ProjectManager, w.SiteClerk, w.Supervisor, w.Owner, w.Operator, w.Supplier, w.CountyOfficer, w.CityOfficer];

    private static readonly Operation[] Operations =
    [
        new("start", "draft", Writers, (w, a, c) => w.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = a, SiteId = c.Site })),
        new("save form", "draft", Writers, async (w, a, c) => await w.Get<AccessDrafts>().SaveFormAsync(
            new SaveAccessForm { Actor = a, ApplicationId = c.Id, Form = c.Form, Revision = (await w.Get<AccessCaseReader>().ReadAsync(w.ProjectManager, c.Id)).Revision })),
        new("attach", "draft", Writers, (w, a, c) => w.Get<AccessDrafts>().AttachAsync(
            new AttachAccessFile { Actor = a, ApplicationId = c.Id, Kind = AttachmentKind.Other, FileName = "x.pdf", Content = new MemoryStream(SampleFiles.Pdf) })),
        new("remove file", "draft2", Writers, (w, a, c) => w.Get<AccessDrafts>().RemoveAttachmentAsync(a, c.Id, a.Role == Role.ProjectManager ? c.File : c.OtherFile)),
        new("sign letter", "draft", Installer, (w, a, c) => w.Get<AccessDrafts>().SignCommitmentAsync(
            new SignCommitmentLetter { Actor = a, ApplicationId = c.Id, ContactName = "Su", ContactPhone = "13700000003" })),
        new("preview", "draft", DraftReaders, (w, a, c) => w.Get<AccessSubmission>().PreviewAsync(a, c.Id)),
        new("read draft", "draft", DraftReaders, (w, a, c) => w.Get<AccessCaseReader>().ReadAsync(a, c.Id)),
        new("open file of a draft", "draft", DraftReaders, async (w, a, c) => await (await w.Get<AccessCaseReader>().OpenAttachmentAsync(a, c.Id, c.File)).Content.DisposeAsync()),
        new("withdraw draft", "draft3", Manager, (w, a, c) => w.Get<AccessSubmission>().WithdrawAsync(a, c.Id, null)),
        new("submit", "draft4", Manager, (w, a, c) => w.Get<AccessSubmission>().SubmitAsync(
            new SubmitAccessApplication { Actor = a, ApplicationId = c.Id, Opinion = "ok", Revision = c.Revision })),
        new("read", "supervisorReview", Readers, (w, a, c) => w.Get<AccessCaseReader>().ReadAsync(a, c.Id)),
        new("open file", "supervisorReview", Readers, async (w, a, c) => await (await w.Get<AccessCaseReader>().OpenAttachmentAsync(a, c.Id, c.File)).Content.DisposeAsync()),
        new("supervisor's opinion", "supervisorReview", w => [w.Supervisor], OpineAsync),
        new("operator's opinion", "operatorReview", Operator, OpineAsync),
        new("county's review", "countyReview", County, OpineAsync),
        new("resubmit", "correction", Manager, (w, a, c) => w.Get<AccessSubmission>().SubmitAsync(
            new SubmitAccessApplication { Actor = a, ApplicationId = c.Id, Opinion = "ok", Revision = c.Revision })),
        new("file form 1-5", "debugApplication", Manager, (w, a, c) => w.Get<AccessDebugging>().FileAsync(
            new FileDebugApplication { Actor = a, WorkItemId = c.Item, Form = AccessForms.Debug(c.Form, new DateOnly(2026, 11, 25)) })),
        new("assign slot", "slotAssignment", Operator, (w, a, c) => w.Get<SlotBoard>().AssignAsync(
            new AssignDebugSlot { Actor = a, WorkItemId = c.Item, ApplicationId = c.Id, Date = new DateOnly(2026, 12, 18) })),
        new("move slot", "delivery", Operator, (w, a, c) => w.Get<SlotBoard>().AssignAsync(
            new AssignDebugSlot { Actor = a, ApplicationId = c.Id, Date = new DateOnly(2026, 12, 17) })),
        new("check delivery", "delivery", Operator, (w, a, c) => w.Get<AccessDebugging>().CheckAsync(new CheckDelivery
        {
            Actor = a, WorkItemId = c.Item, Rows = AccessForms.Receipt(AccessForms.Debug(c.Form, new DateOnly(2026, 11, 25))),
        })),
        new("report", "debugging", Operator, (w, a, c) => w.Get<AccessDebugging>().ReportAsync(
            new ReportDebugging { Actor = a, WorkItemId = c.Item, Report = DebugReport.Passed })),
        new("resolve", "technicalDifficulty", Operator, (w, a, c) => w.Get<AccessDebugging>().ResolveAsync(a, c.Item, "Renewed.")),
        new("sign hand-over", "handOver", Operator, (w, a, c) => w.Get<AccessDebugging>().SignHandOverAsync(a, c.Item)),
        new("sign collection", "collection", Manager, (w, a, c) => w.Get<AccessDebugging>().SignCollectionAsync(a, c.Item)),
        new("note device", "devicesOnline", Operator, async (w, a, c) => await w.Get<DeviceRecords>().NoteAsync(
            new NoteDevice { Actor = a, DeviceId = c.Device, At = w.Clock.GetUtcNow(), Online = true })),
        new("confirm", "countyConfirmation", County, (w, a, c) => w.Get<AccessDebugging>().ConfirmAsync(a, c.Item, "Seen.")),
    ];

    [Fact]
    public async Task Operations_ByEverybody_AreForTheirOwnPeopleOnly()
    {
        var cases = await CasesAsync();
        var faults = new List<string>();
        var before = await StandAsync();

        foreach (var operation in Operations)
        {
            foreach (var (who, actor) in await OthersAsync(operation.Allowed(World)))
            {
                var code = await CodeOfAsync(() => operation.Run(World, actor, cases[operation.Step]));
                if (!Refusals.Contains(code)) faults.Add($"{operation.Name} by {who}: {code ?? "done"}");
            }
        }

        faults.ShouldBeEmpty();
        (await StandAsync()).ShouldBe(before);

        // The same calls succeed for whom they are: what was refused above was refused for the person.
        foreach (var operation in Operations)
        {
            foreach (var actor in operation.Allowed(World))
            {
                var code = await CodeOfAsync(() => operation.Run(World, actor, cases[operation.Step]));
                if (code is not null) faults.Add($"{operation.Name} by {actor.Role}: {code}");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_OfStrangers_ShowNothing()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "devicesOnline");
        var device = (await Walk.DevicesAsync(id))[0];

        foreach (var (who, stranger) in await OthersAsync(Readers(World)))
        {
            (await World.Get<AccessCases>().ListAsync(stranger, new AccessQuery())).Total.ShouldBe(0, who);
            (await World.Get<DeviceRecords>().ListAsync(stranger, new DeviceQuery())).Total.ShouldBe(0, who);
            (await World.Get<DeviceRecords>().NotesAsync(stranger, device.Id)).ShouldBeEmpty(who);
            (await World.Get<InboxReader>().ReadAsync(stranger, new InboxQuery())).All.ShouldBe(0, who);
            if (stranger.OrganizationKind == OrganizationKind.Supplier)
                (await World.Get<AccessCases>().LettersAsync(stranger)).ShouldBeEmpty(who);
            var board = await CodeOfAsync(async () => (await World.Get<SlotBoard>().DaysAsync(stranger, Walk.Today, 30)).SelectMany(d => d.Slots).ShouldBeEmpty(who));
            (board ?? "actor.not-allowed").ShouldBe("actor.not-allowed", who);
        }

        foreach (var reader in Readers(World))
        {
            (await World.Get<AccessCases>().ListAsync(reader, new AccessQuery())).Rows.ShouldHaveSingleItem().Id.ShouldBe(id);
            (await World.Get<DeviceRecords>().ListAsync(reader, new DeviceQuery())).Total.ShouldBe(3);
        }
    }

    [Fact]
    public async Task List_Draft_IsSeenByItsContractorAndNamedInstallerOnly()
    {
        var id = await Walk.DraftAsync();

        foreach (var reader in Readers(World))
        {
            var (rows, _) = await World.Get<AccessCases>().ListAsync(reader, new AccessQuery());
            rows.Select(r => r.Id).ShouldBe(DraftReaders(World).Contains(reader) ? [id] : [], reader.Role.ToString());
        }

        (await World.Get<AccessCases>().LettersAsync(World.Supplier)).ShouldHaveSingleItem().ApplicationId.ShouldBe(id);
    }

    private static Task OpineAsync(PortalWorld world, Actor actor, Case at) => world.Get<CaseDecisions>().DecideAsync(
        new DecideItem { Actor = actor, WorkItemId = at.Item, Outcome = actor.Role == Role.CountyOfficer ? "approve" : "agree", Opinion = "ok" });

    /// <summary>Everybody but the given people, and the given people in every form in which they may no longer or not yet act.</summary>
    private async Task<IReadOnlyList<(string Who, Actor Actor)>> OthersAsync(Actor[] allowed)
    {
        var others = World.Strangers.Select(s => ($"strange {s.Role}", s)).ToList();
        others.AddRange(Readers(World).Except(allowed).Select(a => ($"{a.Role} of the case", a)));
        foreach (var actor in allowed)
        {
            others.Add(($"{actor.Role}, membership ended", await EndedAsync(actor)));
            others.Add(($"{actor.Role}, account closed", await ClosedAsync(actor)));
            others.Add(($"{actor.Role}, claimed by a stranger", actor with { AccountId = World.NeighbourProjectManager.AccountId }));
            others.Add(($"{actor.Role}, unit claimed by a stranger", World.NeighbourProjectManager with
            {
                OrganizationId = actor.OrganizationId,
                OrganizationKind = actor.OrganizationKind,
                Role = actor.Role,
                RegionCode = actor.RegionCode,
            }));
        }

        return others;
    }

    private readonly Dictionary<long, Actor> _ended = [];
    private readonly Dictionary<long, Actor> _closed = [];

    private async Task<Actor> EndedAsync(Actor like)
    {
        if (_ended.TryGetValue(like.MembershipId, out var known)) return known;
        var actor = await World.PersonAsync(await UnitAsync(like), like.Role);
        await World.EndMembershipAsync(actor);
        return _ended[like.MembershipId] = actor;
    }

    private async Task<Actor> ClosedAsync(Actor like)
    {
        if (_closed.TryGetValue(like.MembershipId, out var known)) return known;
        var actor = await World.PersonAsync(await UnitAsync(like), like.Role);
        await using var db = World.Open();
        (await db.Set<Infrastructure.Accounts.Account>().SingleAsync(a => a.Id == actor.AccountId)).Enabled = false;
        await db.SaveChangesAsync();
        return _closed[like.MembershipId] = actor;
    }

    private async Task<Organization> UnitAsync(Actor of)
    {
        await using var db = World.Open();
        return await db.Set<Organization>().SingleAsync(o => o.Id == of.OrganizationId);
    }

    private async Task<Dictionary<string, Case>> CasesAsync()
    {
        var cases = new Dictionary<string, Case>(StringComparer.Ordinal);
        foreach (var step in Operations.Select(o => o.Step).Distinct(StringComparer.Ordinal))
        {
            var site = await World.SiteAsync();
            var id = step.StartsWith("draft", StringComparison.Ordinal) ? await Walk.DraftAsync(site) : await Walk.SubmittedAsync(site);
            long item = 0;
            if (!step.StartsWith("draft", StringComparison.Ordinal))
            {
                if (step == "correction")
                    await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "Again.");
                if (step == "technicalDifficulty") await Walk.ReportAsync(await Walk.UntilAsync(id, "debugging"), DebugReport.Difficulty, "Firmware.");
                item = (await Walk.UntilAsync(id, step)).Id;
            }

            var read = await Walk.ReadAsync(id);
            var device = (await Walk.DevicesAsync(id)).Select(d => d.Id).FirstOrDefault();
            cases[step] = new Case(id, item, read.Attachments[0].Id, read.Attachments[1].Id, site.Id, read.Form, read.Revision, device);
        }

        return cases;
    }

    /// <summary>Everything that an action would change.</summary>
    private async Task<string> StandAsync()
    {
        await using var db = World.Open();
        var applications = await db.Set<AccessApplication>().OrderBy(a => a.Id).Select(a => $"{a.Id}:{a.Revision}:{a.Status}").ToListAsync();
        var items = await db.Set<WorkItem>().OrderBy(w => w.Id).Select(w => $"{w.Id}:{w.Revision}:{w.Status}").ToListAsync();
        var files = await db.Set<AccessAttachment>().CountAsync(a => a.RemovedAt == null);
        var notes = await db.Set<Domain.Devices.DeviceRecord>().CountAsync();
        var slots = await db.Set<DebugSlot>().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync();
        return string.Join('\n', [.. applications, .. items, $"{files} files, {notes} notes", .. slots.Select(s => $"slot {s}")]);
    }
}
