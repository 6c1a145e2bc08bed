using Domain.Access;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Testing.Violations;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Lists;
using Workflows.Sites;
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
internal sealed partial class StandInPaths(PortalWorld world)
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

    private long Site => world.Site.Id;

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
            new("prepare", _ => walk.OrderedAsync(), (by, id) => steps.PrepareAsync(by, id, "Installed.")),
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
