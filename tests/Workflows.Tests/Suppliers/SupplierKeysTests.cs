using System.Text;
using Domain.Audit;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Cryptography;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Suppliers;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Suppliers;

public sealed class SupplierKeysTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private SupplierKeys _keys = null!;
    private SupplierKeyList _list = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        (_keys, _list) = (_world.Get<SupplierKeys>(), _world.Get<SupplierKeyList>());
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Create_TellsTheSecretOnce_AndStoresItSealed()
    {
        var made = await CreateAsync(_world.Supplier);

        await using var db = _world.Open();
        var key = await db.Set<SupplierKey>().SingleAsync();
        key.SealedSecret.AsSpan().IndexOf(Encoding.UTF8.GetBytes(made.Secret)).ShouldBe(-1);
        Encoding.UTF8.GetString(SupplierSecrets.Unseal(_world.Get<SecretSeal>(), key.KeyId, key.SealedSecret)).ShouldBe(made.Secret);
        made.Secret.Length.ShouldBe(43);
        made.KeyId.ShouldBe(key.KeyId);
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Action == "supplier-key.create");
        entry.After!.ShouldContain(made.KeyId);
        entry.After!.ShouldNotContain(made.Secret);
    }

    [Fact]
    public async Task Create_TwiceForOneSupplierAndUnit_IsTheMost_ForEachUnit()
    {
        await CreateAsync(_world.Supplier);
        await CreateAsync(_world.Supplier);

        (await RefusalAsync(() => CreateAsync(_world.Supplier))).ShouldBe("supplier-key.too-many");
        await CreateAsync(_world.ProjectManager);
        await CreateAsync(_world.SiteClerk);
        (await RefusalAsync(() => CreateAsync(_world.ProjectManager))).ShouldBe("supplier-key.too-many");
        await CreateAsync(_world.ProjectManager, _world.NeighbourSupplier.OrganizationId);
    }

    [Fact]
    public async Task CreateAndEnable_ByManyAtOnce_NeverExceedTwo()
    {
        var idle = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var key = await CreateAsync(_world.Supplier);
            await DisableAsync(_world.Supplier, key.Id);
            idle.Add(key.Id);
        }

        var attempts = Enumerable.Range(0, 6).Select(_ => AttemptAsync(() => CreateAsync(_world.Supplier)))
            .Concat(idle.Select(id => AttemptAsync(() => _keys.EnableAsync(_world.Supplier, id))));
        var outcomes = await Task.WhenAll(attempts);

        outcomes.Count(o => o is null).ShouldBe(SupplierKey.MaxLive);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o == "supplier-key.too-many");
        (await _list.ListAsync(_world.Supplier, new SupplierKeyQuery { Enabled = true })).Total.ShouldBe(SupplierKey.MaxLive);
    }

    [Fact]
    public async Task Rotation_KeepsTheOldKeyUntilItIsDisabled()
    {
        var old = await CreateAsync(_world.ProjectManager);

        var fresh = await _keys.CreateAsync(Creation(_world.ProjectManager) with { ReplacesId = old.Id });

        (await _list.ReadAsync(_world.ProjectManager, old.Id)).ShouldSatisfyAllConditions(k => k.Row.Enabled.ShouldBeTrue(), k => k.SuccessorId.ShouldBe(fresh.Id));
        await DisableAsync(_world.ProjectManager, old.Id, "换新密钥");
        var stopped = await _list.ReadAsync(_world.ProjectManager, old.Id);
        stopped.ShouldSatisfyAllConditions(
            k => k.Row.Enabled.ShouldBeFalse(), k => k.DisabledReason.ShouldBe("换新密钥"), k => k.CanEnable.ShouldBeTrue(), k => k.CanDisable.ShouldBeFalse());
        (await RefusalAsync(() => _keys.CreateAsync(Creation(_world.ProjectManager) with { ReplacesId = old.Id }))).ShouldBe("supplier-key.disabled");
    }

    [Fact]
    public async Task Disable_ByThePlatform_OnlyThePlatformCanUndo()
    {
        var key = await CreateAsync(_world.Supplier);
        await DisableAsync(_world.Operator, key.Id, "密钥外泄");

        (await RefusalAsync(() => _keys.EnableAsync(_world.Supplier, key.Id))).ShouldBe("supplier-key.disabled-by-platform");
        await _keys.EnableAsync(_world.Administrator, key.Id);

        (await _list.ReadAsync(_world.Supplier, key.Id)).Row.Enabled.ShouldBeTrue();
        await DisableAsync(_world.Supplier, key.Id);
        (await RefusalAsync(() => _keys.EnableAsync(_world.Operator, key.Id))).ShouldBe("actor.not-allowed");
    }

    [Fact]
    public async Task Disable_OfAContractorsKey_ByItsSupplier_IsPossible_EnablingIsNot()
    {
        var key = await CreateAsync(_world.ProjectManager);

        await DisableAsync(_world.Supplier, key.Id, "设备被盗");

        (await RefusalAsync(() => _keys.EnableAsync(_world.Supplier, key.Id))).ShouldBe("actor.not-allowed");
        (await RefusalAsync(() => DescribeAsync(_world.Supplier, key.Id))).ShouldBe("actor.not-allowed");
        await _keys.EnableAsync(_world.SiteClerk, key.Id);
        await DescribeAsync(_world.SiteClerk, key.Id);
        (await _list.ReadAsync(_world.Supplier, key.Id)).Row.Name.ShouldBe("新名称");
    }

    [Fact]
    public async Task Keys_OfNeighbours_AreNotThere()
    {
        var own = await CreateAsync(_world.Supplier);
        var contractors = await CreateAsync(_world.ProjectManager);
        Actor[] neighbours = [_world.NeighbourSupplier, _world.NeighbourProjectManager];

        foreach (var neighbour in neighbours)
        {
            (await _list.ListAsync(neighbour, new SupplierKeyQuery())).Total.ShouldBe(0);
            foreach (var id in new[] { own.Id, contractors.Id })
            {
                (await RefusalAsync(() => _list.ReadAsync(neighbour, id))).ShouldBe("supplier-key.unknown");
                (await RefusalAsync(() => DisableAsync(neighbour, id))).ShouldBe("supplier-key.unknown");
                (await RefusalAsync(() => _keys.EnableAsync(neighbour, id))).ShouldBe("supplier-key.unknown");
                (await RefusalAsync(() => DescribeAsync(neighbour, id))).ShouldBe("supplier-key.unknown");
            }
        }

        // A contractor does not see what the supplier keeps for itself, nor takes it as the one to replace.
        (await _list.ListAsync(_world.ProjectManager, new SupplierKeyQuery())).Items.ShouldHaveSingleItem().Id.ShouldBe(contractors.Id);
        (await RefusalAsync(() => _list.ReadAsync(_world.ProjectManager, own.Id))).ShouldBe("supplier-key.unknown");
        (await RefusalAsync(() => _keys.CreateAsync(Creation(_world.ProjectManager) with { ReplacesId = own.Id }))).ShouldBe("supplier-key.unknown");
        (await RefusalAsync(() => CreateAsync(_world.NeighbourSupplier, _world.Supplier.OrganizationId))).ShouldBe("supplier.unknown");
        (await _list.ListAsync(_world.Supplier, new SupplierKeyQuery())).Total.ShouldBe(2);
        (await _list.ListAsync(_world.Operator, new SupplierKeyQuery())).Total.ShouldBe(2);
    }

    [Fact]
    public async Task Keys_ForEverybodyElse_AreRefused()
    {
        var key = await CreateAsync(_world.Supplier);
        Actor[] others = [_world.CountyOfficer, _world.CityOfficer, _world.Owner, _world.Supervisor];

        foreach (var other in others)
        {
            (await RefusalAsync(() => _list.ListAsync(other, new SupplierKeyQuery()))).ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => _list.ReadAsync(other, key.Id))).ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => CreateAsync(other))).ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => DisableAsync(other, key.Id))).ShouldBe("actor.not-allowed");
        }

        (await RefusalAsync(() => CreateAsync(_world.Operator))).ShouldBe("actor.not-allowed");
        await _world.EndMembershipAsync(_world.Supplier);
        (await RefusalAsync(() => DisableAsync(_world.Supplier, key.Id))).ShouldBe("actor.not-allowed");
    }

    [Fact]
    public async Task List_ByEachFilter_FindsTheKeysThatMatch()
    {
        var code = "91310115MA1TEX7K2L";
        var supplier = await _world.Database.AddAsync(new Organization(
            OrganizationKind.Supplier, new OrganizationDetails { Name = "海港智能科技有限公司", ShortName = "海港智能", CreditCode = code }));
        var mine = await _keys.CreateAsync(Creation(_world.ProjectManager, supplier.Id) with { Name = "一号工地" });
        await CreateAsync(_world.Supplier);

        await ShouldFindAsync(new SupplierKeyQuery { Supplier = "海港" }, mine.Id);
        await ShouldFindAsync(new SupplierKeyQuery { Key = "一号" }, mine.Id);
        await ShouldFindAsync(new SupplierKeyQuery { Key = mine.KeyId }, mine.Id);
        await ShouldFindAsync(new SupplierKeyQuery { Owner = _world.ProjectManager.OrganizationName }, mine.Id);
        await ShouldFindAsync(new SupplierKeyQuery { CreditCode = code[4..10] }, mine.Id);
        await ShouldFindAsync(new SupplierKeyQuery { SupplierId = supplier.Id }, mine.Id);
        await DisableAsync(_world.ProjectManager, mine.Id);
        await ShouldFindAsync(new SupplierKeyQuery { Enabled = false }, mine.Id);
        (await _list.ListAsync(_world.Operator, new SupplierKeyQuery { Supplier = "%" })).Total.ShouldBe(0);
    }

    private async Task ShouldFindAsync(SupplierKeyQuery query, long id) =>
        (await _list.ListAsync(_world.Operator, query)).Items.ShouldHaveSingleItem(query.ToString()).Id.ShouldBe(id);

    private CreateSupplierKey Creation(Actor actor, long? supplier = null) =>
        new() { Actor = actor, SupplierId = supplier ?? _world.Supplier.OrganizationId, Name = "一期设备" };

    private Task<CreatedSupplierKey> CreateAsync(Actor actor, long? supplier = null) => _keys.CreateAsync(Creation(actor, supplier));

    private Task DisableAsync(Actor actor, long id, string reason = "停用") => _keys.DisableAsync(new DisableSupplierKey { Actor = actor, Id = id, Reason = reason });

    private Task DescribeAsync(Actor actor, long id) => _keys.DescribeAsync(new DescribeSupplierKey { Actor = actor, Id = id, Name = "新名称" });

    private static async Task<string?> AttemptAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Domain.DomainException refused)
        {
            return refused.Code;
        }
    }
}
