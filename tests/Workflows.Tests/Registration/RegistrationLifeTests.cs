using Domain.Access;
using Domain.Captures;
using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Registration;
using Workflows.Regions;
using Workflows.Registration;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class RegistrationLifeTests : RegistrationTest
{
    private RegistrationLife Life => World.Get<RegistrationLife>();

    [Fact]
    public async Task GoLive_WithEverythingInOrder_GivesTheNumberPutsInServiceAndTellsTheSupplier()
    {
        var id = await ReadyAsync();

        await Life.RequestAsync(By(World.SiteClerk, id));
        await Life.GoLiveAsync(By(World.ProjectManager, id));

        var view = await Walk.ReadAsync(id);
        (view.State, view.Site!.Number, view.LiveAt, view.Review!.Reason).ShouldBe((RegistrationState.Live, "CK20261125001", World.Clock.GetUtcNow(), null));
        await using var db = World.Open();
        (await db.Set<Device>().Where(d => d.RegistrationId == id).AllAsync(d => d.ServicePeriods.Any(p => p.Until == null))).ShouldBeTrue();
        var told = await db.Set<OutboxMessage>().Where(m => m.Template == "registration.live").ToListAsync();
        told.Select(m => (m.Channel, m.OrganizationId)).ShouldBe(
            [(MessageChannel.Portal, World.Supplier.OrganizationId), (MessageChannel.Sms, World.Supplier.OrganizationId)], ignoreOrder: true);
        told[0].Arguments[2].ShouldBe("CK20261125001");
    }

    [Fact]
    public async Task Request_WithAnOpenChecklist_NeedsAReason()
    {
        var id = await Walk.DebuggingAsync();

        await RefusedAsync("registration.reason-required", () => Life.RequestAsync(By(World.SiteClerk, id)));
        await Life.RequestAsync(By(World.SiteClerk, id, "cameras are tested at the supplier's"));

        (await Walk.ReadAsync(id)).Review!.Checklist.Green.ShouldBeFalse();
    }

    [Fact]
    public async Task GoLive_WhenANewerCaptureIsWorse_IsRefused()
    {
        var id = await ReadyAsync();
        await Life.RequestAsync(By(World.SiteClerk, id));
        await new TestCaptures(World).SendAsync(id, PassageDirection.In, CameraHeight.Low, World.Clock.GetUtcNow(), f => f with { Plate = null, RecordId = "worse" });

        await RefusedAsync("registration.checklist-changed", () => Life.GoLiveAsync(By(World.SiteClerk, id)));

        (await StoredAsync(id)).State.ShouldBe(RegistrationState.PendingGoLive);
    }

    [Fact]
    public async Task GoLive_SeveralAtOnce_GiveEachSiteItsOwnNumber()
    {
        await World.Get<RegionList>().ImportPackagedAsync();
        var ids = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            var id = await Walk.DebuggingAsync();
            await Life.RequestAsync(By(World.SiteClerk, id, "test"));
            ids.Add(id);
        }

        await Task.WhenAll(ids.Select(id => Life.GoLiveAsync(By(World.SiteClerk, id))));

        await using var db = World.Open();
        (await db.Set<Site>().Where(s => s.Number != null).Select(s => s.Number).OrderBy(n => n).ToListAsync())
            .ShouldBe(Enumerable.Range(1, 6).Select(n => $"CK20261125{n:D3}"));
    }

    [Fact]
    public async Task GoLive_WhenADeclarationHasTheNumber_TakesTheNext_AndADeclaredSiteKeepsItsOwn()
    {
        await World.Get<RegionList>().ImportPackagedAsync();
        await DeclareAsync(OneStopFiles.Declared("CK20261125001"));
        var declared = await Walk.DebuggingAsync(form: await Walk.FormAsync() with
        {
            Origin = SiteOrigin.Declared,
            DeclaredRegion = PortalWorld.County,
            DeclaredNumbers = ["CK20261125001"],
            Site = new MuckSiteForm(),
        });
        var byHand = await Walk.DebuggingAsync();

        foreach (var id in new[] { byHand, declared })
        {
            await Life.RequestAsync(By(World.SiteClerk, id, "test"));
            await Life.GoLiveAsync(By(World.SiteClerk, id));
        }

        (await Walk.ReadAsync(byHand)).Site!.Number.ShouldBe("CK20261125002");
        (await Walk.ReadAsync(declared)).Site!.Number.ShouldBe("CK20261125001");
    }

    [Fact]
    public async Task SuspendAndResume_ByRegulatorsAndOperator_TakeOutOfServiceAndBack()
    {
        var id = await LiveAsync();
        foreach (var overseer in new[] { World.CountyOfficer, World.CityOfficer, World.Operator })
        {
            World.Clock.Advance(TimeSpan.FromHours(1));
            await RefusedAsync("registration.reason-required", () => Life.SuspendAsync(By(overseer, id)));
            await Life.SuspendAsync(By(overseer, id, "lens"));
            (await InServiceAsync(id)).ShouldBe(0);
            World.Clock.Advance(TimeSpan.FromHours(1));
            await Life.ResumeAsync(By(overseer, id, "clean"));
            (await InServiceAsync(id)).ShouldBe(4);
        }

        await using var db = World.Open();
        (await db.Set<OutboxMessage>().CountAsync(m => m.Template == "registration.suspended")).ShouldBe(12);
    }

    [Fact]
    public async Task Remove_ByTheCounty_EndsIt()
    {
        var id = await LiveAsync();
        World.Clock.Advance(TimeSpan.FromHours(1));

        await RefusedAsync("actor.not-allowed", () => Life.RemoveAsync(By(World.CityOfficer, id, "done")));
        await Life.RemoveAsync(By(World.CountyOfficer, id, "earthworks are done"));

        (await InServiceAsync(id)).ShouldBe(0);
        (await Walk.ReadAsync(id)).Events[0].Reason.ShouldBe("earthworks are done");
        await RefusedAsync("registration.not-suspended", () => Life.ResumeAsync(By(World.CountyOfficer, id, "again")));
    }

    /// <summary>S2 section 3.2, for devices that came by S0: what counts is whether any is left, by whichever way it came.</summary>
    [Fact]
    public async Task Remove_OfTheLastPoint_LetsTheSiteLeave_AndANewPointBringsItBack()
    {
        var first = await LiveAsync();
        var siteId = (await StoredAsync(first)).SiteId!.Value;
        var second = await PointOfAsync(siteId);
        World.Clock.Advance(TimeSpan.FromHours(1));

        await Life.RemoveAsync(By(World.CountyOfficer, first, "gate closed"));
        (await SiteStateAsync(siteId)).ShouldBe(SiteState.NotConnected);
        await Life.RemoveAsync(By(World.CountyOfficer, second, "earthworks are done"));
        (await SiteStateAsync(siteId)).ShouldBe(SiteState.Left);

        await PointOfAsync(siteId);
        (await SiteStateAsync(siteId)).ShouldBe(SiteState.NotConnected);
    }

    [Fact]
    public async Task Remove_OfTheLastPoint_WhileAccessIsAppliedFor_LeavesTheSiteOnThePlatform()
    {
        var id = await LiveAsync();
        var siteId = (await StoredAsync(id)).SiteId!.Value;
        await using (var db = World.Open())
        {
            var site = await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == siteId);
            await db.AddAsync(new AccessApplication(site, World.ProjectManager, World.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
            await db.Set<AccessApplication>().ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, AccessStatus.UnderReview));
        }

        await Life.RemoveAsync(By(World.CountyOfficer, id, "earthworks are done"));

        (await SiteStateAsync(siteId)).ShouldBe(SiteState.NotConnected);
    }

    [Fact]
    public async Task EveryStep_ByNeighboursAndOtherRoles_IsRefused()
    {
        var id = await ReadyAsync();
        var capture = (await World.Get<GoLiveReader>().ReadAsync(World.SiteClerk, id)).Captures[0];

        foreach (var (other, code) in new[]
        {
            (World.NeighbourProjectManager, "registration.unknown"), (World.Supplier, "actor.not-allowed"), (World.CountyOfficer, "actor.not-allowed"),
        })
        {
            await RefusedAsync(code, () => Life.RequestAsync(By(other, id)));
            await RefusedAsync(code, () => Life.GoLiveAsync(By(other, id)));
            await RefusedAsync(code, () => Life.ReturnAsync(By(other, id, "x")));
            await RefusedAsync(code, () => Life.JudgeAsync(Judge(id, capture, other)));
        }

        foreach (var (other, code) in new[]
        {
            (World.NeighbourCountyOfficer, "registration.unknown"), (World.NeighbourOperator, "registration.unknown"), (World.NeighbourCityOfficer, "registration.unknown"),
            (World.SiteClerk, "actor.not-allowed"), (World.Supplier, "actor.not-allowed"),
        })
        {
            await RefusedAsync(code, () => Life.SuspendAsync(By(other, id, "x")));
            await RefusedAsync(code, () => Life.ResumeAsync(By(other, id, "x")));
        }

        await RefusedAsync("registration.unknown", () => Life.RemoveAsync(By(World.NeighbourCountyOfficer, id, "x")));
        foreach (var stranger in World.Strangers)
        {
            await RefusedAsync("registration.unknown", () => World.Get<GoLiveReader>().ReadAsync(stranger, id));
            await RefusedAsync("captures.picture-unknown", () => World.Get<GoLiveReader>().OpenPictureAsync(stranger, id, capture.Id, capture.Pictures[0].Hash));
        }
    }

    [Fact]
    public async Task Judge_ALaterLook_ReplacesTheEarlier()
    {
        var id = await ReadyAsync();
        var capture = (await World.Get<GoLiveReader>().ReadAsync(World.SiteClerk, id)).Captures[0];
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        await Life.JudgeAsync(Judge(id, capture, World.ProjectManager) with { Complete = false });

        var now = await World.Get<GoLiveReader>().ReadAsync(World.SiteClerk, id);
        now.Captures.Single(c => c.Id == capture.Id).Pictures[0].JudgedBy.ShouldBe(World.ProjectManager.Name);
        now.Checklist.Findings.Single(f => f.Check == TestCaptureCheck.OverlayFields && f.Camera == capture.Camera).Problem.ShouldBe("captures.overlay-incomplete");
        await RefusedAsync("captures.picture-unknown", () => Life.JudgeAsync(Judge(id, capture, World.SiteClerk) with { Hash = new string('0', 64) }));
    }

    [Fact]
    public async Task TestCaptures_OfAnEarlierSupplier_CountNoMore()
    {
        var id = await ReadyAsync();
        World.Clock.Advance(TimeSpan.FromHours(1));
        var form = (await Walk.ReadAsync(id)).Form;

        await Walk.SaveAsync(id, form with { SupplierId = World.NeighbourSupplier.OrganizationId });

        var view = await World.Get<GoLiveReader>().ReadAsync(World.NeighbourSupplier, id);
        (view.Captures.Count, view.Checklist.Green).ShouldBe((0, false));
    }

    /// <summary>In debugging, with complete and matched test captures, each picture looked at.</summary>
    private async Task<long> ReadyAsync()
    {
        await World.Get<RegionList>().ImportPackagedAsync();
        var id = await Walk.DebuggingAsync();
        await new TestCaptures(World).SendAllAsync(id);
        foreach (var capture in (await World.Get<GoLiveReader>().ReadAsync(World.SiteClerk, id)).Captures) await Life.JudgeAsync(Judge(id, capture, World.SiteClerk));
        return id;
    }

    private async Task<long> LiveAsync()
    {
        var id = await ReadyAsync();
        await Life.RequestAsync(By(World.SiteClerk, id));
        await Life.GoLiveAsync(By(World.SiteClerk, id));
        return id;
    }

    /// <summary>Another point of the site, in debugging.</summary>
    private async Task<long> PointOfAsync(long siteId) =>
        await Walk.DebuggingAsync(form: await Walk.FormAsync() with { Origin = SiteOrigin.Known, KnownSiteId = siteId, Site = new MuckSiteForm() });

    private async Task<SiteState> SiteStateAsync(long siteId)
    {
        await using var db = World.Open();
        return await db.Set<Site>().Where(s => s.Id == siteId).Select(s => s.State).SingleAsync();
    }

    private async Task<int> InServiceAsync(long id)
    {
        var now = World.Clock.GetUtcNow();
        await using var db = World.Open();
        return await db.Set<Device>().CountAsync(d => d.RegistrationId == id && d.ServicePeriods.Any(p => p.From <= now && (p.Until == null || p.Until > now)));
    }

    private static ChangeRegistration By(Actor actor, long id, string? reason = null) => new() { Actor = actor, RegistrationId = id, Reason = reason };

    private static JudgePicture Judge(long id, TestCaptureView capture, Actor by) =>
        new() { Actor = by, RegistrationId = id, CaptureId = capture.Id, Hash = capture.Pictures[0].Hash, Complete = true };
}
