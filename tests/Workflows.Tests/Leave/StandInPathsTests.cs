using System.Text.RegularExpressions;
using Domain.Access;
using Domain.Audit;
using Domain.Engine;
using Domain.Organizations;
using Domain.Registration;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Workflows.Tests.Leave;

/// <summary>
/// Everything that asks for rights at a site (<c>Memberships.RequireAtSiteAsync</c>) can be done by the stand-in from the first to the last moment of the
/// leave, under both names, and by nobody in that place before and after.
/// </summary>
public sealed partial class StandInPathsTests : LeaveTest
{
    /// <summary>Thursday 08:00 to Friday 18:00.</summary>
    private static readonly DateTimeOffset From = TestClock.ShanghaiTime(2026, 11, 26, 8);
    private static readonly DateTimeOffset To = TestClock.ShanghaiTime(2026, 11, 27, 18);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Features => new(StandInPaths.Features);

    [Theory]
    [MemberData(nameof(Features))]
    public async Task StandIn_OnEveryPathOfAFeature_ActsDuringTheLeaveAndOnlyThen(string feature)
    {
        var leave = await Walk.GrantedAsync(days: 2);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);
        var paths = await new StandInPaths(World).OfAsync(feature);

        World.Clock.MoveTo(From - Second);
        await RefusedOnAllAsync();
        World.Clock.MoveTo(From);
        await DoneOnAllAsync();
        World.Clock.MoveTo(To - Second);
        await DoneOnAllAsync();
        World.Clock.MoveTo(To);
        await RefusedOnAllAsync();

        var names = await NamesAsync(Walk.Deputy.AccountId);
        names.ShouldAllBe(name => name == StandIn.Both(Walk.Deputy.Name, World.ProjectManager.Name));
        if (paths.Any(p => p.Recorded)) names.ShouldNotBeEmpty();

        async Task DoneOnAllAsync()
        {
            foreach (var path in paths)
            {
                var thing = await path.Prepare(standIn);
                (await CodeOfAsync(() => path.Act(standIn, thing))).ShouldBeNull(path.Name);
            }
        }

        async Task RefusedOnAllAsync()
        {
            foreach (var path in paths)
            {
                var thing = await path.Prepare(World.ProjectManager);
                (await CodeOfAsync(() => path.Act(standIn, thing))).ShouldBe("actor.not-allowed", path.Name);
            }
        }
    }

    /// <summary>A new path needs a line in <see cref="StandInPaths"/>.</summary>
    [Fact]
    public void Paths_OfEveryFileThatAsksForRightsAtASite_AreWalked()
    {
        var asking = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Workflows"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Asking().IsMatch(File.ReadAllText(file))).Select(Path.GetFileNameWithoutExtension);

        asking.Order().ShouldBe(StandInPaths.Files.Order());
    }

    /// <summary>All that somebody's acts are kept under.</summary>
    private async Task<List<string>> NamesAsync(long account)
    {
        await using var db = World.Open();
        return
        [
            .. await db.Set<HistoryEntry>().Where(h => h.AccountId == account && h.At >= From).Select(h => h.ActorName).ToListAsync(),
            .. await db.Set<AuditEntry>().Where(a => a.AccountId == account && a.At >= From).Select(a => a.ActorName).ToListAsync(),
            .. await db.Set<AccessOpinion>().Where(o => o.AccountId == account).Select(o => o.Name).ToListAsync(),
            .. await db.Set<AccessAttachment>().Where(a => a.UploadedBy == account).Select(a => a.UploadedByName).ToListAsync(),
            .. await db.Set<Violation>().SelectMany(v => v.Orders).Where(o => o.PreparedByName != null).Select(o => o.PreparedByName!).ToListAsync(),
            .. await db.Set<RegistrationEvent>().Where(e => e.AccountId == account).Select(e => e.Name).ToListAsync(),
        ];
    }

    [GeneratedRegex(@"await Memberships\.RequireAtSiteAsync\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asking();
}
