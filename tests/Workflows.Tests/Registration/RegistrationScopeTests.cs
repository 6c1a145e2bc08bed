using Domain.Captures;
using Domain.Organizations;
using Domain.Registration;
using Testing;
using Testing.Registration;
using Workflows.Captures;
using Workflows.Registration;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class RegistrationScopeTests : RegistrationTest
{
    [Fact]
    public async Task Neighbours_FindNothing_NotInListsNorByIdNorByFile()
    {
        var id = await Walk.DebuggingAsync();
        var file = await AttachAsync(id, World.SiteClerk);
        Actor[] strangers = [.. World.Strangers, World.Supervisor, World.Owner];

        foreach (var stranger in strangers)
        {
            (await List.ListAsync(stranger, new RegistrationQuery())).Total.ShouldBe(0, stranger.Name);
            (await List.ChoicesAsync(stranger)).Suppliers.ShouldBeEmpty(stranger.Name);
            await RefusedAsync("registration.unknown", () => Walk.ReadAsync(id, stranger));
            await RefusedAsync("registration.file-unknown", () => World.Get<RegistrationReader>().OpenFileAsync(stranger, id, file));
        }

        foreach (var reader in new[] { World.SiteClerk, World.ProjectManager, World.Supplier, World.CountyOfficer, World.CityOfficer, World.Operator })
        {
            (await List.ListAsync(reader, new RegistrationQuery())).Total.ShouldBe(1, reader.Name);
            (await Walk.ReadAsync(id, reader)).AccessNumber.ShouldBe("GD202600001");
            var (_, content) = await World.Get<RegistrationReader>().OpenFileAsync(reader, id, file);
            await content.DisposeAsync();
        }
    }

    [Fact]
    public async Task ADraft_IsItsContractorsAlone()
    {
        var (id, _) = await Walk.DraftAsync();

        foreach (var other in new[] { World.Supplier, World.CountyOfficer, World.CityOfficer, World.Operator, World.NeighbourProjectManager })
        {
            (await List.ListAsync(other, new RegistrationQuery())).Total.ShouldBe(0);
            await RefusedAsync("registration.unknown", () => Walk.ReadAsync(id, other));
        }

        (await List.ListAsync(World.ProjectManager, new RegistrationQuery())).Items.Single().State.ShouldBe(RegistrationState.Draft);
    }

    [Fact]
    public async Task Writing_ByAnyoneButTheContractor_IsRefused()
    {
        var (id, revision) = await Walk.DraftAsync();
        var form = (await Walk.ReadAsync(id)).Form;

        foreach (var (other, code) in new[]
        {
            (World.NeighbourProjectManager, "registration.unknown"), (World.CountyOfficer, "actor.not-allowed"), (World.Supplier, "actor.not-allowed"),
        })
        {
            await RefusedAsync(code, () => Drafts.SaveAsync(new SaveRegistrationDraft { Actor = other, RegistrationId = id, Form = form, Revision = revision }));
            await RefusedAsync(code, () => Drafts.DiscardAsync(other, id));
            await RefusedAsync(code, () => AttachAsync(id, other));
            await RefusedAsync(code, () => Saves.CheckAsync(other, id, form));
            await RefusedAsync(code, () => Saves.SaveAsync(new SaveRegistration { Actor = other, RegistrationId = id, Form = form, Revision = revision }));
        }

        await RefusedAsync("actor.not-allowed", () => Drafts.StartAsync(World.Supplier));
    }

    [Fact]
    public async Task AnEndedMembership_SeesAndDoesNothingMore()
    {
        var id = await Walk.DebuggingAsync();
        await World.EndMembershipAsync(World.SiteClerk);

        (await List.ListAsync(World.SiteClerk, new RegistrationQuery())).Total.ShouldBe(0);
        await RefusedAsync("registration.unknown", () => Walk.ReadAsync(id));
        await RefusedAsync("actor.not-allowed", () => Drafts.StartAsync(World.SiteClerk));
    }

    /// <summary>A supplier that works on the site for somebody else sees its own registrations there and no others.</summary>
    [Fact]
    public async Task ASupplier_OnASiteWithAnothersRegistration_SeesItsOwnOnly()
    {
        var mine = await StoredAsync(await Walk.DebuggingAsync());
        var theirs = await Walk.FormAsync(World.NeighbourSupplier) with { Origin = SiteOrigin.Known, KnownSiteId = mine.SiteId };
        var other = await Walk.DebuggingAsync(form: theirs);

        (await List.ListAsync(World.NeighbourSupplier, new RegistrationQuery())).Items.Select(r => r.Id).ShouldBe([other]);
        await RefusedAsync("registration.unknown", () => Walk.ReadAsync(mine.Id, World.NeighbourSupplier));
    }

    [Fact]
    public async Task ANewSupplier_SeesNoTestCapturesOfTheFormerOne()
    {
        var id = await Walk.DebuggingAsync();
        var captures = new TestCaptures(World);
        var former = (await captures.SendAllAsync(id))[0];
        World.Clock.Advance(TimeSpan.FromHours(1));
        await Walk.SaveAsync(id, (await Walk.ReadAsync(id)).Form with { SupplierId = World.NeighbourSupplier.OrganizationId });
        // Of the very passage that the former one sent.
        var own = await captures.SendAsync(id, PassageDirection.In, CameraHeight.High, former.CapturedAt, facts => facts with { RecordId = "own" });

        (await CapturesAsync(World.NeighbourSupplier)).ShouldBe([own.Id]);
        (await CapturesAsync(World.SiteClerk)).Count.ShouldBe(5);
        (await CapturesAsync(World.Supplier)).ShouldBeEmpty();
        (await World.Get<CaptureDetails>().ReadAsync(World.NeighbourSupplier, own.Id)).Others.ShouldBeEmpty();
        await RefusedAsync("capture.unknown", () => World.Get<CaptureDetails>().ReadAsync(World.NeighbourSupplier, former.Id));
        await RefusedAsync("capture.unknown", () => World.Get<CaptureDetails>().OpenImageAsync(World.NeighbourSupplier, former.Id, former.Images[0].Hash));

        async Task<IReadOnlyList<long>> CapturesAsync(Actor reader) =>
            [.. (await World.Get<CaptureList>().ListAsync(reader, new CaptureQuery { Test = true })).Items.Select(c => c.Id)];
    }

    private async Task<long> AttachAsync(long id, Actor by) => (await Drafts.AttachAsync(new AttachRegistrationFile
    {
        Actor = by,
        RegistrationId = id,
        Kind = RegistrationFileKind.Photo,
        FileName = "gate.png",
        Content = new MemoryStream(SampleFiles.Png),
    })).Id;
}
