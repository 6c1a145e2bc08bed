using Domain.Engine;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Leave;
using Workflows.Sites;

namespace Testing.Leave;

/// <summary>Walks leaves of a <see cref="PortalWorld"/> along their chain.</summary>
public sealed class LeaveWalk(PortalWorld world)
{
    /// <summary>Colleagues of the project manager and the supervisor, with the same role.</summary>
    public Actor Deputy { get; private set; } = null!;

    public Actor OtherDeputy { get; private set; } = null!;

    public Actor DeputyEngineer { get; private set; } = null!;

    /// <summary>Adds the colleagues and names the two key persons of the world's site.</summary>
    public async Task PrepareAsync()
    {
        Deputy = await ColleagueAsync(world.ProjectManager);
        OtherDeputy = await ColleagueAsync(world.ProjectManager);
        DeputyEngineer = await ColleagueAsync(world.Supervisor);
        await NameAsync(world.ProjectManager, world.Site);
        await NameAsync(world.Supervisor, world.Site);
    }

    public async Task<Actor> ColleagueAsync(Actor actor)
    {
        await using var db = world.Open();
        return await world.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == actor.OrganizationId), actor.Role);
    }

    public Task NameAsync(Actor person, Site site) =>
        world.Get<KeyPersons>().NameAsync(new NameKeyPerson { Actor = person, SiteId = site.Id, MembershipId = person.MembershipId });

    /// <summary>Applies for a leave of some days, from the next day at eight to the last day at six in the evening.</summary>
    public Task<long> SubmitAsync(int days, Actor? person = null, Actor? standIn = null, Site? site = null)
    {
        var today = world.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date;
        var from = new DateTimeOffset(today.AddDays(1).AddHours(8), TimeSpan.FromHours(8));
        return SubmitAsync(from, from.AddDays(days - 1).AddHours(10), person, standIn, site);
    }

    public Task<long> SubmitAsync(DateTimeOffset from, DateTimeOffset to, Actor? person = null, Actor? standIn = null, Site? site = null) =>
        world.Get<LeaveSubmission>().SubmitAsync(new SubmitLeave
        {
            Actor = person ?? world.ProjectManager,
            SiteId = (site ?? world.Site).Id,
            Application = new LeaveApplication { Kind = LeaveKind.Personal, From = from.ToUniversalTime(), To = to.ToUniversalTime(), Reason = "A family matter." },
            StandInMembershipId = (standIn ?? Deputy).MembershipId,
            AttachmentIds = [],
        });

    /// <summary>Taken back by the applicant, to be changed.</summary>
    public async Task<long> RecalledAsync(int days)
    {
        var id = await SubmitAsync(days);
        await world.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = world.ProjectManager, BusinessKey = $"leave:{id}", Step = "submission" });
        return id;
    }

    /// <summary>The step that is open; null when none is.</summary>
    public async Task<WorkItem?> StepAsync(long leaveId)
    {
        await using var db = world.Open();
        var key = $"leave:{leaveId}";
        return await db.Set<WorkItem>().AsNoTracking().SingleOrDefaultAsync(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open);
    }

    /// <summary>Decides the open step.</summary>
    public async Task DecideAsync(long leaveId, Actor actor, string outcome = "approve", string? comment = null)
    {
        var step = await StepAsync(leaveId) ?? throw new InvalidOperationException("No step is open.");
        await world.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = actor, WorkItemId = step.Id, Outcome = outcome, Opinion = comment });
    }

    /// <summary>Submits and has everybody approve who is asked.</summary>
    public async Task<long> GrantedAsync(int days, Actor? standIn = null)
    {
        var id = await SubmitAsync(days, standIn: standIn);
        await GrantAsync(id);
        return id;
    }

    public async Task GrantAsync(long id)
    {
        while (await StepAsync(id) is { NodeId: not "awaitReturn" } step)
        {
            await DecideAsync(id, step.NodeId switch
            {
                "contractorDecision" => OtherDeputy,
                "supervisorDecision" => DeputyEngineer,
                "ownerDecision" => world.Owner,
                "countyDecision" => world.CountyOfficer,
                var other => throw new InvalidOperationException(other),
            });
        }
    }

    /// <summary>The stand-in as an actor, as the portal makes one of the grant; whether it holds is asked at each action.</summary>
    public async Task<Actor> StandInAsync(long leaveId, Actor person)
    {
        await using var db = world.Open();
        var leave = await db.Set<LeaveRequest>().AsNoTracking().SingleAsync(l => l.Id == leaveId);
        var absent = await db.Set<Membership>().AsNoTracking().Include(m => m.Organization).SingleAsync(m => m.Id == leave.MembershipId);
        var grant = new StandInGrant(
            leaveId, absent, leave.PersonName, leave.SiteId, world.Site.Name, leave.StandInMembershipId, leave.To);
        return grant.Actor(person.AccountId, person.Name, world.Clock);
    }

    public Task<LeaveCase> ReadAsync(long id, Actor? reader = null) => world.Get<LeaveReader>().ReadAsync(reader ?? world.ProjectManager, id);
}
