using Domain.Calendar;
using Domain.Inability;
using Domain.Organizations;
using Domain.Registration;
using Domain.Relocation;
using Domain.Supervision;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Devices;
using Testing.Inability;
using Testing.Registration;
using Testing.Relocation;
using Testing.Supervision;
using Workflows.Dismantling;
using Workflows.Inability;
using Workflows.Registration;
using Workflows.Relocation;
using Workflows.Supervision;

namespace Workflows.Tests.Leave;

/// <summary>The forms that a contractor fills in about its site.</summary>
internal sealed partial class StandInPaths
{
    private readonly RelocationWalk _relocation = new(world);

    private DateOnly Today => WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow());

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
            new("resubmit", by => AfterAsync(ClearAsync(by), () => walk.RecalledAsync()), (by, id) =>
                filing.ResubmitAsync(new ResubmitInabilityStatement { Actor = by, Id = id, Form = form })),
            new("withdraw", by => AfterAsync(ClearAsync(by), () => walk.FiledAsync()), (by, id) => filing.WithdrawAsync(by, id, reason: null)),
        ];

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

    private List<StandInPath> Supervision()
    {
        var (walk, filing) = (new SupervisionWalk(world), world.Get<SupervisionFiling>());
        return
        [
            new("sites", ClearAsync, (by, _) => OneAsync(filing.SitesAsync(by))),
            new("file", ClearAsync, (by, _) => filing.FileAsync(
                new FileSupervisionNotice { Actor = by, SiteId = Site, Kind = SupervisionKind.Suspension, Form = walk.Form })),
            new("resubmit", by => AfterAsync(ClearAsync(by), () => walk.RecalledAsync(SupervisionKind.Suspension)), (by, id) =>
                filing.ResubmitAsync(new ResubmitSupervisionNotice { Actor = by, Id = id, Form = walk.Form })),
            new("withdraw", by => AfterAsync(ClearAsync(by), () => walk.FiledAsync(SupervisionKind.Suspension)), (by, id) =>
                filing.WithdrawAsync(by, id, reason: null)),
        ];

        async Task<long> ClearAsync(Actor by)
        {
            await using var db = world.Open();
            foreach (var open in await db.Set<SupervisionNotice>().Where(n => n.Status == SupervisionStatus.UnderReview || n.Status == SupervisionStatus.Correction).Select(n => n.Id).ToListAsync())
                await filing.WithdrawAsync(world.ProjectManager, open, reason: null);
            return 0;
        }
    }

    private static async Task<long> AfterAsync(Task clearing, Func<Task<long>> make)
    {
        await clearing;
        return await make();
    }
}
