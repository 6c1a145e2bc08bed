using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>What a case's variables say of a task: who acts, and how long a timer runs.</summary>
public sealed class ToldByVariablesTests : IAsyncLifetime
{
    private const string Chain = """
        <userTask id="work" portal:role="=who" portal:party="city"/>
        <boundaryEvent id="late" attachedToRef="work"><timerEventDefinition portal:days="working"><timeDuration>=days</timeDuration></timerEventDefinition></boundaryEvent>
        """;

    private PortalWorld _world = null!;

    public async Task InitializeAsync() => _world = await PortalWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Start_RoleAndDaysInVariables_MakeTheItemAndTheTimer()
    {
        await StartAsync(nameof(Role.CityOfficer), 3);

        await using var db = _world.Open();
        (await db.Set<WorkItem>().SingleAsync()).Role.ShouldBe(Role.CityOfficer);
        var timer = await db.Set<ProcessTimer>().SingleAsync();
        // From a Wednesday on: a change of the calendar moves it, as any timer of working days.
        (timer.WorkingDays, timer.DueAt).ShouldBe((3, TestClock.ShanghaiTime(2026, 12, 1).ToUniversalTime()));
    }

    [Theory]
    [InlineData("Nobody", 3, "process.role-unknown")]
    [InlineData(nameof(Role.CityOfficer), 0, RefusalCodes.AllowanceNotANumber)]
    public async Task Start_VariablesThatSayNothing_AreRefused(string who, int days, string code) =>
        await Refusals.RefusedAsync(code, () => StartAsync(who, days));

    private async Task StartAsync(string who, int days)
    {
        var shell = new ShellCase(_world);
        await shell.PublishAsync(Chain, "start > work", "work > end", "late > end");
        await using var db = _world.Open();
        await shell.Engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = "chain",
            BusinessKey = ShellCase.Key,
            SiteId = _world.Site.Id,
            RegionCode = PortalWorld.County,
            Subject = _world.Site.Name,
            Parties = new Dictionary<string, long>(StringComparer.Ordinal) { ["city"] = _world.CityOfficer.OrganizationId },
            Variables = new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["who"] = who, ["days"] = days },
            Actor = _world.CityOfficer,
        });
        await db.SaveChangesAsync();
    }
}
