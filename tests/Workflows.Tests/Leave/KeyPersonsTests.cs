using Domain.Audit;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Workflows.Sites;
using static Testing.Refusals;

namespace Workflows.Tests.Leave;

/// <summary>Each unit names its own key person of a site, and nobody else's.</summary>
public sealed class KeyPersonsTests : LeaveTest
{
    private KeyPersons Persons => World.Get<KeyPersons>();

    [Fact]
    public async Task Name_AnotherOfTheUnit_IsShownAndAudited()
    {
        await Persons.NameAsync(Naming(World.SiteClerk, Walk.Deputy));

        var read = await Persons.ReadAsync(World.Owner, World.Site.Id);
        read.Select(p => (p.Post, p.Name)).ShouldBe([(KeyPost.ProjectManager, Walk.Deputy.Name), (KeyPost.ChiefEngineer, World.Supervisor.Name)]);
        read.ShouldAllBe(p => p.Candidates.Count == 0);
        (await Persons.ReadAsync(World.SiteClerk, World.Site.Id)).Select(p => p.Candidates.Count).ShouldBe([3, 0]);
        await using var db = World.Open();
        (await db.Set<AuditEntry>().Where(a => a.Action == "site.key-person").OrderByDescending(a => a.Id).FirstAsync()).ActorName.ShouldBe(World.SiteClerk.Name);
    }

    [Fact]
    public async Task Name_SomebodyWithoutTheRole_OrOfAnotherUnit_IsRefused()
    {
        await RefusedAsync("site.key-person-role", () => Persons.NameAsync(Naming(World.ProjectManager, World.SiteClerk)));
        await RefusedAsync("site.key-person-role", () => Persons.NameAsync(Naming(World.ProjectManager, World.Supervisor)));
        await RefusedAsync("site.unknown", () => Persons.NameAsync(Naming(World.NeighbourProjectManager, World.NeighbourProjectManager)));
        await RefusedAsync("actor.not-allowed", () => Persons.NameAsync(Naming(World.Owner, World.ProjectManager)));
        await World.EndMembershipAsync(Walk.Deputy);
        await RefusedAsync("site.key-person-role", () => Persons.NameAsync(Naming(World.ProjectManager, Walk.Deputy)));
    }

    /// <summary>That somebody is on leave is not for a supplier; the person's name stands on the site's board anyway.</summary>
    [Fact]
    public async Task Read_WhileAStandInActs_TellsThoseWhomItConcerns()
    {
        await Walk.GrantedAsync(days: 2);
        World.Clock.MoveToShanghai(1, 9);

        (await Persons.ReadAsync(World.CountyOfficer, World.Site.Id))[0].StandInName.ShouldBe(Walk.Deputy.Name);
        (await Persons.ReadAsync(World.Operator, World.Site.Id))[0].StandInName.ShouldBeNull();
        await RefusedAsync("site.unknown", () => Persons.ReadAsync(World.NeighbourCountyOfficer, World.Site.Id));
    }

    private NameKeyPerson Naming(Actor actor, Actor person) => new() { Actor = actor, SiteId = World.Site.Id, MembershipId = person.MembershipId };
}
