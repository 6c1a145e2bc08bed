using Domain.Devices;
using Domain.Organizations;
using Testing;
using Testing.Database;
using Workflows.Devices;
using Workflows.Tests.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Devices;

public sealed class AcceptedModelsTests
{
    [Fact]
    public async Task Add_OfAnotherSpelling_IsTheSameModel()
    {
        await using var database = await TestDatabase.CreateAsync();
        var engineer = await database.AddActorAsync(Role.OperatorEngineer);
        var models = new AcceptedModels(database.Contexts, new TestClock());
        var model = new AddAcceptedModel { Actor = engineer, Kind = DeviceKind.GateDome, Brand = "Hikari", Model = "DS-1 A" };
        await models.AddAsync(model);

        (await RefusalAsync(() => models.AddAsync(model with { Brand = " HIKARI", Model = "ds-1  a " }))).ShouldBe("device.model-listed");
        await models.AddAsync(model with { Kind = DeviceKind.PitDome });

        (await models.ListAsync(new AcceptedModelQuery { Text = "hikari" })).Total.ShouldBe(2);
        (await models.ListAsync(new AcceptedModelQuery { Kind = DeviceKind.PitDome })).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Delist_AndRelist_ShowInTheFilters()
    {
        await using var database = await TestDatabase.CreateAsync();
        var engineer = await database.AddActorAsync(Role.OperatorEngineer);
        var clock = new TestClock();
        var models = new AcceptedModels(database.Contexts, clock);
        await models.AddAsync(new AddAcceptedModel { Actor = engineer, Kind = DeviceKind.DustMonitor, Brand = "B", Model = "M" });
        var row = (await models.ListAsync(new AcceptedModelQuery())).Items.Single();

        await models.SetListedAsync(engineer, row.Id, listed: false);
        (await models.ListAsync(new AcceptedModelQuery { Listed = true })).Total.ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(1));
        await models.SetListedAsync(engineer, row.Id, listed: true);

        (await models.ListAsync(new AcceptedModelQuery { Listed = true })).Items.Single().ListedAt.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public async Task Add_OfAKindThatIsNotInstalled_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var engineer = await database.AddActorAsync(Role.OperatorEngineer);
        var models = new AcceptedModels(database.Contexts, new TestClock());

        (await RefusalAsync(() => models.AddAsync(new AddAcceptedModel { Actor = engineer, Kind = DeviceKind.ApnCard, Brand = "B", Model = "M" })))
            .ShouldBe("access.kind-not-installable");
    }

    [Theory]
    [InlineData(Role.ProjectManager)]
    [InlineData(Role.CityOfficer)]
    [InlineData(Role.SupplierStaff)]
    [InlineData(Role.Administrator)]
    public async Task Changes_ByAnyoneButTheOperator_AreRefused(Role role)
    {
        await using var database = await TestDatabase.CreateAsync();
        var other = await database.AddActorAsync(role);
        var models = new AcceptedModels(database.Contexts, new TestClock());

        (await RefusalAsync(() => models.AddAsync(new AddAcceptedModel { Actor = other, Kind = DeviceKind.GateDome, Brand = "B", Model = "M" })))
            .ShouldBe("actor.not-allowed");
        (await RefusalAsync(() => models.SetListedAsync(other, 1, listed: false))).ShouldBe("actor.not-allowed");
    }
}
