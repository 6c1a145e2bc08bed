using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Registration;
using Workflows.Registration;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class DeclaredSiteTests : RegistrationTest
{
    [Fact]
    public async Task Save_DeclaredSites_LinksAllNumbersToOneSiteThatBearsTheFirst()
    {
        await DeclareAsync(OneStopFiles.Declared("CK20261008001"), OneStopFiles.Declared("CK20261009002"), OneStopFiles.Declared("CK20261010003"));

        var id = await Walk.DebuggingAsync(form: await FormAsync("CK20261009002", "CK20261008001"));

        var view = await Walk.ReadAsync(id, World.CountyOfficer);
        (view.Site!.Number, view.Site.Name, view.Site.DepartmentName).ShouldBe(("CK20261009002", "Declared CK20261009002", World.CountyOfficer.OrganizationName));
        view.Site.DeclaredNumbers.ShouldBe(["CK20261008001", "CK20261009002"]);
    }

    [Fact]
    public async Task Save_ASecondPointOfAnOwnLink_IsOnTheSameSite()
    {
        await DeclareAsync(OneStopFiles.Declared("CK20261008001"), OneStopFiles.Declared("CK20261009002"));
        var first = await Walk.DebuggingAsync(form: await FormAsync("CK20261008001"));

        var second = await Walk.DebuggingAsync(form: await FormAsync("CK20261008001", "CK20261009002"));

        (await StoredAsync(second)).SiteId.ShouldBe((await StoredAsync(first)).SiteId);
    }

    [Fact]
    public async Task Save_TwoOwnLinksOfDifferentSites_IsRefused()
    {
        await DeclareAsync(OneStopFiles.Declared("CK20261008001"), OneStopFiles.Declared("CK20261009002"));
        await Walk.DebuggingAsync(form: await FormAsync("CK20261008001"));
        await Walk.DebuggingAsync(form: await FormAsync("CK20261009002"));

        await RefusedAsync("registration.declared-elsewhere", async () => await Walk.DebuggingAsync(form: await FormAsync("CK20261008001", "CK20261009002")));
    }

    [Fact]
    public async Task Save_WhatAnotherContractorHasLinked_IsRefused()
    {
        await DeclareAsync(OneStopFiles.Declared("CK20261008001"));
        await Walk.DebuggingAsync(form: await FormAsync("CK20261008001"));

        await RefusedAsync("registration.declared-taken", async () => await Walk.DebuggingAsync(World.NeighbourProjectManager, await FormAsync("CK20261008001")));

        var offered = await World.Get<RegistrationSites>().DeclaredAsync(World.NeighbourProjectManager, PortalWorld.County, "0800");
        offered.ShouldHaveSingleItem().Standing.ShouldBe(DeclaredStanding.Taken);
        (await World.Get<RegistrationSites>().DeclaredAsync(World.SiteClerk, PortalWorld.County, "declared")).Single().Standing.ShouldBe(DeclaredStanding.OwnLink);
    }

    [Fact]
    public async Task Save_TwoContractorsLinkAtOnce_OneGetsIt()
    {
        await DeclareAsync(OneStopFiles.Declared("CK20261008001"));
        var (mine, theirs) = (await FormAsync("CK20261008001"), await FormAsync("CK20261008001"));

        var results = await Task.WhenAll(TryAsync(World.SiteClerk, mine), TryAsync(World.NeighbourProjectManager, theirs));

        results.Order(StringComparer.Ordinal).ShouldBe(["linked", "registration.declared-taken"]);
        await using var db = World.Open();
        (await db.Set<Site>().CountAsync(s => s.Number == "CK20261008001")).ShouldBe(1);

        async Task<string> TryAsync(Actor contractor, RegistrationForm form)
        {
            try
            {
                await Walk.DebuggingAsync(contractor, form);
                return "linked";
            }
            catch (Domain.DomainException refused)
            {
                return refused.Code;
            }
        }
    }

    [Fact]
    public async Task Save_WhatAnotherContractorDeclared_IsRefused()
    {
        await using (var db = World.Open())
        {
            var own = await db.Set<Organization>().SingleAsync(o => o.Id == World.SiteClerk.OrganizationId);
            own.Change(new OrganizationDetails { Name = own.Name, CreditCode = "91440800MA4UW2C41G" });
            await db.SaveChangesAsync();
        }

        await DeclareAsync(OneStopFiles.Declared("CK20261008001", contractorCode: "91440800MA5UW2C42H"));

        await RefusedAsync("registration.declared-by-other", async () => await Walk.DebuggingAsync(form: await FormAsync("CK20261008001")));

        (await World.Get<RegistrationSites>().DeclaredAsync(World.SiteClerk, PortalWorld.County, text: null)).Single().Standing.ShouldBe(DeclaredStanding.DeclaredByOther);
    }

    [Theory]
    [InlineData("CK20261099999")]
    [InlineData("XS20261008001")]
    public async Task Save_AnUnknownNumberOrOneOfAnotherDistrict_IsRefused(string number)
    {
        await DeclareAsync(OneStopFiles.Declared("XS20261008001") with { Site = RegistrationForms.Site(PortalWorld.NeighbourCounty) with { DepartmentId = null } });

        await RefusedAsync("registration.declared-unknown", async () => await Walk.DebuggingAsync(form: await FormAsync(number)));
    }

    [Fact]
    public async Task Save_WithoutAnAnswerFromTheOneStopService_IsRefusedAndChangesNothing()
    {
        var form = await FormAsync("CK20261008001");
        var (id, revision) = await Walk.DraftAsync(form: form);

        await RefusedAsync(
            "registration.one-stop-unavailable", () => Saves.SaveAsync(new SaveRegistration { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision }));

        (await StoredAsync(id)).State.ShouldBe(RegistrationState.Draft);
    }

    [Fact]
    public async Task Save_AKnownSite_IsOnThatSite_AndAnotherContractorsIsRefused()
    {
        var first = await StoredAsync(await Walk.DebuggingAsync());
        var form = await Walk.FormAsync() with { Origin = SiteOrigin.Known, KnownSiteId = first.SiteId, Site = new MuckSiteForm() };

        var second = await StoredAsync(await Walk.DebuggingAsync(form: form));

        second.SiteId.ShouldBe(first.SiteId);
        (await World.Get<RegistrationSites>().KnownAsync(World.SiteClerk)).Select(s => s.Id).ShouldBe([first.SiteId!.Value]);
        (await World.Get<RegistrationSites>().KnownAsync(World.NeighbourProjectManager)).ShouldBeEmpty();
        var foreign = await Walk.FormAsync() with { Origin = SiteOrigin.Known, KnownSiteId = first.SiteId };
        await RefusedAsync("site.unknown", () => Walk.DebuggingAsync(World.NeighbourProjectManager, foreign));
    }

    private async Task<RegistrationForm> FormAsync(params string[] numbers) =>
        await Walk.FormAsync() with { Origin = SiteOrigin.Declared, DeclaredRegion = PortalWorld.County, DeclaredNumbers = numbers, Site = new MuckSiteForm() };
}
