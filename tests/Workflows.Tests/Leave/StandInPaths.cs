using Domain.Access;
using Domain.Calendar;
using Domain.Inability;
using Domain.Organizations;
using Domain.Registration;
using Domain.Relocation;
using Domain.Supervision;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Testing.Devices;
using Testing.Inability;
using Testing.Registration;
using Testing.Relocation;
using Testing.Supervision;
using Testing.Violations;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Dismantling;
using Workflows.Inability;
using Workflows.Lists;
using Workflows.Registration;
using Workflows.Relocation;
using Workflows.Sites;
using Workflows.Supervision;
using Workflows.Suppliers;
using Workflows.Violations;

namespace Workflows.Tests.Leave;

/// <summary>Something that a project manager does at a site.</summary>
/// <param name="Name">What.</param>
/// <param name="Prepare">Makes what it is done to, by the given person where that matters, and clears away what would be in its way.</param>
/// <param name="Act">Does it.</param>
internal sealed record StandInPath(string Name, Func<Actor, Task<long>> Prepare, Func<Actor, long, Task> Act)
{
    /// <summary>Whether something is kept under the person's name.</summary>
    public bool Recorded { get; init; } = true;
}

/// <summary>The ways through the services on which a site's own people act, feature by feature.</summary>
internal sealed class StandInPaths(PortalWorld world)
{
    public static readonly IReadOnlyList<string> Features =
        ["access", "cases", "crane", "inability", "registration", "relocation", "sites", "supervision", "suppliers", "violations"];

    /// <summary>The files of Workflows that ask for rights at a site, all walked below.</summary>
    public static readonly IReadOnlyList<string> Files =
    [
        "AccessDrafts", "AccessSubmission", "CaseCopies", "CaseHandovers", "CaseWaysBack", "CraneNoticeDrafts", "CraneNoticeScope", "InabilityFiling",
        "RegistrationScope", "RegistrationSites", "RelocationDrafts", "RelocationScope", "SiteRegister", "SupervisionFiling", "SupplierEntries",
        "SupplierPoints", "SupplierRegister", "ViolationPhotos", "ViolationSteps",
    ];

    private readonly AccessWalk _access = new(world);
    private readonly RelocationWalk _relocation = new(world);

    private long Site => world.Site.Id;

    private DateOnly Today => WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow());

    public async Task<IReadOnlyList<StandInPath>> OfAsync(string feature) => feature switch
    {
        "access" => Access(),
        "cases" => Cases(),
        "crane" => Crane(),
        "inability" => Inability(),
        "registration" => await RegistrationAsync(),
        "relocation" => await RelocationAsync(),
        "sites" => Sites(),
        "supervision" => Supervision(),
        "suppliers" => await SuppliersAsync(),
        _ => Violations(),
    };

    private static Task<long> Nothing(Actor by) => Task.FromResult(0L);

    private List<StandInPath> Access() =>
    [
        new("start", ClearedAsync, (by, _) => world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = by, SiteId = Site })),
        new("save", AccessDraftAsync, (by, id) => _access.SaveFormAsync(id, AccessForms.Complete(world.Supplier.OrganizationId), by)),
        new("attach", AccessDraftAsync, (by, id) => _access.AttachAsync(id, AttachmentKind.Other, by)),
        new("remove", WithOtherPaperAsync, async (by, id) => await world.Get<AccessDrafts>().RemoveAttachmentAsync(by, id, await OtherPaperAsync(id))),
        new("submit", AccessDraftAsync, (by, id) => _access.SubmitAsync(id, by)),
        new("withdraw", SubmittedAsync, (by, id) => world.Get<AccessSubmission>().WithdrawAsync(by, id, reason: null)),
    ];

    private List<StandInPath> Cases() =>
    [
        new("copy", SubmittedAsync, (by, id) => world.Get<CaseCopies>().CopyAsync(
            new CopyCase { Actor = by, BusinessKey = $"access:{id}", AccountIds = [world.Supervisor.AccountId] })),
        new("urge", AnewAsync, async (by, id) => await world.Get<CaseHandovers>().UrgeAsync(
            new UrgeItem { Actor = by, WorkItemId = (await _access.OpenAsync(id)).Single().Id })),
        new("recall", AnewAsync, (by, id) => world.Get<CaseWaysBack>().RecallAsync(
            new RecallCase { Actor = by, BusinessKey = $"access:{id}", Step = "submission" })),
    ];

    private List<StandInPath> Crane() =>
    [
        new("start", Nothing, (by, _) => world.Get<CraneNoticeDrafts>().StartAsync(by, Site)) { Recorded = false },
        new("save", _ => _relocation.DraftCraneNoticeAsync(), async (by, id) => await world.Get<CraneNoticeDrafts>().SaveAsync(
            new SaveCraneNotice { Actor = by, NoticeId = id, Form = RelocationForms.CraneNotice(Today), Revision = (await _relocation.NoticeAsync(id)).Revision })),
        new("submit", _ => _relocation.DraftCraneNoticeAsync(), (by, id) => _relocation.FileAsync(id, by)),
        new("withdraw", _ => _relocation.CraneNoticeAsync(), (by, id) => world.Get<CraneNoticeSubmission>().WithdrawAsync(by, id)),
    ];

    private List<StandInPath> Inability()
    {
        var (walk, filing) = (new InabilityWalk(world), world.Get<InabilityFiling>());
        var form = new InabilityForm { Reason = "No power yet.", PromisedOn = Today.AddDays(9), ContactName = "Lin", ContactPhone = "13700000001" };
        return
        [
            new("sites", ClearAsync, (by, _) => OneAsync(filing.SitesAsync(by))),
            new("file", ClearAsync, (by, _) => filing.FileAsync(new FileInabilityStatement { Actor = by, SiteId = Site, Form = form })),
            new("resubmit", by => AfterClearingAsync(by, () => walk.RecalledAsync()), (by, id) =>
                filing.ResubmitAsync(new ResubmitInabilityStatement { Actor = by, Id = id, Form = form })),
            new("withdraw", by => AfterClearingAsync(by, () => walk.FiledAsync()), (by, id) => filing.WithdrawAsync(by, id, reason: null)),
        ];

        async Task<long> AfterClearingAsync(Actor by, Func<Task<long>> make)
        {
            await ClearAsync(by);
            return await make();
        }

        async Task<long> ClearAsync(Actor by)
        {
            await using var db = world.Open();
            foreach (var open in await db.Set<InabilityStatement>().Where(s => s.Status == InabilityStatus.UnderReview || s.Status == InabilityStatus.Correction).Select(s => s.Id).ToListAsync())
                await filing.WithdrawAsync(world.ProjectManager, open, reason: null);
            return 0;
        }
    }

    private async Task<List<StandInPath>> RegistrationAsync()
    {
        var walk = new RegistrationWalk(world);
        await using (var db = world.Open())
        {
            await db.AddAsync(new MuckSite(Site, RegistrationForms.Site(departmentId: await walk.DepartmentAsync()), declared: false));
            await db.SaveChangesAsync();
        }

        var form = await walk.FormAsync() with { Origin = SiteOrigin.Known, KnownSiteId = Site };
        var id = await walk.DebuggingAsync(form: form);
        var complete = (await walk.ReadAsync(id)).Form;
        var life = world.Get<RegistrationLife>();
        return
        [
            new("known sites", Nothing, (by, _) => OneAsync(world.Get<RegistrationSites>().KnownAsync(by))) { Recorded = false },
            new("check", Nothing, (by, _) => world.Get<RegistrationSaves>().CheckAsync(by, id, complete)) { Recorded = false },
            new("attach", _ => DebuggingAsync(), (by, _) => world.Get<RegistrationDrafts>().AttachAsync(new AttachRegistrationFile
            {
                Actor = by,
                RegistrationId = id,
                Kind = RegistrationFileKind.Contract,
                FileName = "contract.pdf",
                Content = new MemoryStream(SampleFiles.Pdf),
            })),
            new("correct", _ => DebuggingAsync(), (by, _) => walk.SaveAsync(id, complete, by)),
            new("request", _ => DebuggingAsync(), (by, _) => life.RequestAsync(Because(by))),
            new("return", _ => PendingAsync(), (by, _) => life.ReturnAsync(Because(by))),
        ];

        ChangeRegistration Because(Actor by) => new() { Actor = by, RegistrationId = id, Reason = "The cable is being laid." };
        async Task<long> DebuggingAsync()
        {
            if ((await walk.ReadAsync(id)).State == RegistrationState.PendingGoLive) await life.ReturnAsync(Because(world.ProjectManager));
            return id;
        }

        async Task<long> PendingAsync()
        {
            if ((await walk.ReadAsync(id)).State == RegistrationState.Debugging) await life.RequestAsync(Because(world.ProjectManager));
            return id;
        }
    }

    private async Task<List<StandInPath>> RelocationAsync()
    {
        var device = (await new Signals(world).DevicesAsync(1))[0].Id;
        var (drafts, submission) = (world.Get<RelocationDrafts>(), world.Get<RelocationSubmission>());
        return
        [
            new("start", Nothing, (by, _) => drafts.StartAsync(new StartRelocation { Actor = by, SiteId = Site, Kind = RelocationKind.Relocation })),
            new("save", DraftAsync, async (by, id) => await drafts.SaveAsync(
                new SaveRelocation { Actor = by, ApplicationId = id, Form = RelocationForms.Move(Today, device), Revision = (await _relocation.ReadAsync(id)).Revision })),
            new("submit", DraftAsync, (by, id) => _relocation.SubmitAsync(id, by)),
            new("withdraw", FiledAsync, (by, id) => submission.WithdrawAsync(by, id)),
        ];

        async Task<long> FiledAsync(Actor by)
        {
            var id = await DraftAsync(by);
            await _relocation.SubmitAsync(id);
            return id;
        }

        async Task<long> DraftAsync(Actor by)
        {
            await using var db = world.Open();
            foreach (var open in await db.Set<RelocationApplication>().Where(a => a.Status == RelocationStatus.UnderReview).Select(a => a.Id).ToListAsync())
                await submission.WithdrawAsync(world.ProjectManager, open);
            return await _relocation.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Today, device));
        }
    }

    private List<StandInPath> Sites() =>
    [
        new("change", Nothing, async (by, _) =>
        {
            var site = await world.Get<SiteDirectory>().ReadAsync(world.ProjectManager, Site);
            await world.Get<SiteRegister>().ChangeAsync(new ChangeSite
            {
                Actor = by,
                SiteId = Site,
                Details = site.Details with { Address = $"{world.Clock.GetUtcNow().Ticks} Harbour Road" },
                OwnerId = world.Owner.OrganizationId,
                SupervisorId = world.Supervisor.OrganizationId,
                Revision = site.Revision,
            });
        }),
    ];

    private List<StandInPath> Supervision()
    {
        var (walk, filing) = (new SupervisionWalk(world), world.Get<SupervisionFiling>());
        return
        [
            new("sites", ClearAsync, (by, _) => OneAsync(filing.SitesAsync(by))),
            new("file", ClearAsync, (by, _) => filing.FileAsync(
                new FileSupervisionNotice { Actor = by, SiteId = Site, Kind = SupervisionKind.Suspension, Form = walk.Form })),
            new("resubmit", by => AfterClearingAsync(by, () => walk.RecalledAsync(SupervisionKind.Suspension)), (by, id) =>
                filing.ResubmitAsync(new ResubmitSupervisionNotice { Actor = by, Id = id, Form = walk.Form })),
            new("withdraw", by => AfterClearingAsync(by, () => walk.FiledAsync(SupervisionKind.Suspension)), (by, id) =>
                filing.WithdrawAsync(by, id, reason: null)),
        ];

        async Task<long> AfterClearingAsync(Actor by, Func<Task<long>> make)
        {
            await ClearAsync(by);
            return await make();
        }

        async Task<long> ClearAsync(Actor by)
        {
            await using var db = world.Open();
            foreach (var open in await db.Set<SupervisionNotice>().Where(n => n.Status == SupervisionStatus.UnderReview || n.Status == SupervisionStatus.Correction).Select(n => n.Id).ToListAsync())
                await filing.WithdrawAsync(world.ProjectManager, open, reason: null);
            return 0;
        }
    }

    private async Task<List<StandInPath>> SuppliersAsync()
    {
        await using (var db = world.Open())
        {
            // It has dealings with the site.
            var (id, unit) = (Site, world.Supplier.OrganizationId);
            var site = await db.Set<Domain.Sites.Site>().Include(s => s.Participants).SingleAsync(s => s.Id == id);
            site.AddParticipant(await db.Set<Organization>().SingleAsync(o => o.Id == unit));
            await db.SaveChangesAsync();
        }

        var (register, supplier) = (world.Get<SupplierRegister>(), world.Supplier.OrganizationId);
        return
        [
            new("list", Nothing, (by, _) => register.ListAsync(by, new SupplierQuery())),
            new("history", Nothing, (by, _) => register.HistoryAsync(by, supplier)),
            new("points", Nothing, (by, _) => world.Get<SupplierPoints>().ListAsync(by, supplier, new PageRequest())),
            new("phone", Nothing, (by, _) => world.Get<SupplierEntries>().RevealPhoneAsync(by, supplier)),
        ];
    }

    private List<StandInPath> Violations()
    {
        var (walk, steps, photos) = (new ViolationWalk(world), world.Get<ViolationSteps>(), world.Get<ViolationPhotos>());
        return
        [
            new("photo", _ => walk.OrderedAsync(), (by, id) => walk.AddToAnswerAsync(id, by)) { Recorded = false },
            new("remove photo", WithPhotoAsync, async (by, id) => await photos.RemoveFromAnswerAsync(by, id, await PhotoAsync(id))) { Recorded = false },
            new("prepare", _ => walk.OrderedAsync(), (by, id) => steps.PrepareAsync(by, id, "Installed.")) { Recorded = false },
        ];

        async Task<long> WithPhotoAsync(Actor by)
        {
            var id = await walk.OrderedAsync();
            await walk.AddToAnswerAsync(id);
            return id;
        }

        async Task<long> PhotoAsync(long id)
        {
            await using var db = world.Open();
            return await db.Set<Domain.Violations.ViolationPhoto>().Where(p => p.ViolationId == id).Select(p => p.Id).SingleAsync();
        }
    }

    private async Task<long> ClearedAsync(Actor by)
    {
        await using var db = world.Open();
        foreach (var open in await db.Set<AccessApplication>().Where(a => a.Status == AccessStatus.Draft || a.Status == AccessStatus.UnderReview || a.Status == AccessStatus.Correction)
            .Select(a => a.Id).ToListAsync()) await world.Get<AccessSubmission>().WithdrawAsync(world.ProjectManager, open, reason: null);
        return 0;
    }

    private async Task<long> AccessDraftAsync(Actor by)
    {
        await using var db = world.Open();
        if (await db.Set<AccessApplication>().Where(a => a.Status == AccessStatus.Draft && a.SupplierId != null).Select(a => a.Id).FirstOrDefaultAsync() is > 0 and var open) return open;
        await ClearedAsync(by);
        return await _access.DraftAsync();
    }

    private async Task<long> SubmittedAsync(Actor by)
    {
        await using var db = world.Open();
        if (await db.Set<AccessApplication>().Where(a => a.Status == AccessStatus.UnderReview).Select(a => a.Id).FirstOrDefaultAsync() is > 0 and var open) return open;
        return await AnewAsync(by);
    }

    /// <summary>Submitted by the person: what others submitted is not theirs to take back.</summary>
    private async Task<long> AnewAsync(Actor by)
    {
        await ClearedAsync(by);
        var id = await _access.DraftAsync();
        await _access.SubmitAsync(id, by);
        return id;
    }

    private async Task<long> WithOtherPaperAsync(Actor by)
    {
        var id = await AccessDraftAsync(by);
        await _access.AttachAsync(id, AttachmentKind.Other);
        return id;
    }

    private async Task<long> OtherPaperAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<AccessAttachment>().Where(a => a.ApplicationId == id && a.RemovedAt == null && a.Kind == AttachmentKind.Other).Select(a => a.Id).FirstAsync();
    }

    private static async Task OneAsync<T>(Task<IReadOnlyList<T>> read) => (await read).Count.ShouldBe(1);
}
