using Domain.Leave;
using Testing;
using Workflows.Files;
using Workflows.Leave;
using static Testing.Refusals;

namespace Workflows.Tests.Leave;

/// <summary>Neighbours: another county, another unit, another person.</summary>
public sealed class LeaveScopeTests : LeaveTest
{
    [Fact]
    public async Task Leave_OfAnotherCountyOrUnit_IsHidden_InListByIdAndByFile()
    {
        var (id, file) = await WithFileAsync();

        foreach (var stranger in World.Strangers.Append(World.Supplier).Append(World.Operator))
        {
            (await World.Get<LeaveLists>().ListAsync(stranger, new LeaveQuery())).Total.ShouldBe(0);
            (await World.Get<LeaveLists>().MonthAsync(stranger, new DateOnly(2026, 11, 1), regionCode: null, siteId: null)).ShouldBeEmpty();
            await RefusedAsync("leave.unknown", () => Walk.ReadAsync(id, stranger));
            await RefusedAsync("leave.attachment-unknown", () => OpenAsync(id, file, stranger));
        }
    }

    [Fact]
    public async Task Reason_IsForTheUnitAndThoseWhoDecide_NotForTheOtherUnitOfTheSite()
    {
        var (id, file) = await WithFileAsync();

        foreach (var reader in new[] { World.ProjectManager, World.SiteClerk, World.Owner, World.CountyOfficer, World.CityOfficer })
        {
            (await Walk.ReadAsync(id, reader)).Reason.ShouldBe("A cold.");
            await using var content = (await World.Get<LeaveReader>().OpenAttachmentAsync(reader, id, file)).Content;
            content.Length.ShouldBeGreaterThan(0);
        }

        var other = await Walk.ReadAsync(id, World.Supervisor);
        (other.PersonName, other.StandInName, other.Reason).ShouldBe((World.ProjectManager.Name, Walk.Deputy.Name, null));
        other.Attachments.ShouldBeEmpty();
        other.Progress.History.ShouldAllBe(line => line.Comment == null);
        await RefusedAsync("leave.attachment-unknown", () => OpenAsync(id, file, World.Supervisor));
    }

    [Fact]
    public async Task File_OfSomebodyElse_OrUsedBefore_CannotBeFiled()
    {
        var (_, used) = await WithFileAsync();
        var foreign = await UploadAsync(World.Supervisor);

        await RefusedAsync("leave.attachment-unknown", () => SubmitWithAsync(used, day: 12));
        await RefusedAsync("leave.attachment-unknown", () => SubmitWithAsync(foreign, day: 12));
        await RefusedAsync("file.type-refused", () => World.Get<LeaveForms>().UploadAsync(
            new UploadFile { Actor = World.ProjectManager, FileName = "note.pdf", Content = new MemoryStream("MZ not a paper"u8.ToArray()) }));
    }

    [Fact]
    public async Task Return_OfSomebodyElsesLeave_IsRefused()
    {
        var id = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveToShanghai(1, 9);

        await RefusedAsync("leave.unknown", () => World.Get<LeaveReturns>().RegisterAsync(World.NeighbourProjectManager, id, note: null));
        await RefusedAsync("actor.not-allowed", () => World.Get<LeaveReturns>().RegisterAsync(Walk.Deputy, id, note: null));
        await RefusedAsync("actor.not-allowed", () => World.Get<LeaveReturns>().RegisterAsync(World.Owner, id, note: null));
    }

    [Fact]
    public async Task EndedMembership_SeesNothingOfIt()
    {
        var id = await Walk.GrantedAsync(days: 2);
        await World.EndMembershipAsync(World.Owner);

        (await World.Get<LeaveLists>().ListAsync(World.Owner, new LeaveQuery())).Total.ShouldBe(0);
        await RefusedAsync("leave.unknown", () => Walk.ReadAsync(id, World.Owner));
    }

    private async Task<(long Leave, long File)> WithFileAsync()
    {
        var file = await UploadAsync(World.ProjectManager);
        return (await SubmitWithAsync(file, day: 1), file);
    }

    private async Task<long> UploadAsync(Domain.Organizations.Actor by) => (await World.Get<LeaveForms>().UploadAsync(
        new UploadFile { Actor = by, FileName = "note.pdf", Content = new MemoryStream(SampleFiles.Pdf) })).Id;

    private Task<long> SubmitWithAsync(long file, int day) => World.Get<LeaveSubmission>().SubmitAsync(new SubmitLeave
    {
        Actor = World.ProjectManager,
        SiteId = World.Site.Id,
        Application = new LeaveApplication
        {
            Kind = LeaveKind.Sick,
            From = TestClock.ShanghaiTime(2026, 12, day, 8).ToUniversalTime(),
            To = TestClock.ShanghaiTime(2026, 12, day, 18).ToUniversalTime(),
            Reason = "A cold.",
        },
        StandInMembershipId = Walk.Deputy.MembershipId,
        AttachmentIds = [file],
    });

    private async Task OpenAsync(long id, long file, Domain.Organizations.Actor reader) =>
        await (await World.Get<LeaveReader>().OpenAttachmentAsync(reader, id, file)).Content.DisposeAsync();
}
