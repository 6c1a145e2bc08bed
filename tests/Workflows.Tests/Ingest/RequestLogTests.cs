using Domain.Ingest;
using Domain.Organizations;
using Domain.Suppliers;
using Testing;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

public sealed class RequestLogTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private int _keys;
    private RequestLog _log = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _log = _world.Get<RequestLog>();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task List_OfAKey_IsForItsSupplierItsUnitAndThePlatform()
    {
        var entry = await EntryAsync(_world.ProjectManager, 200);

        foreach (var actor in new[] { _world.Supplier, _world.ProjectManager, _world.Operator, _world.Administrator })
        {
            var list = await _log.ListAsync(actor, new RequestLogQuery());
            list.Items.ShouldHaveSingleItem().Id.ShouldBe(entry);
            (await _log.ReadAsync(actor, entry)).Row.ShouldBe(list.Items[0]);
        }
    }

    [Fact]
    public async Task List_ForANeighbour_IsEmptyAndTheEntryUnknown()
    {
        var entry = await EntryAsync(_world.ProjectManager, 200);

        foreach (var actor in new[] { _world.NeighbourSupplier, _world.NeighbourProjectManager })
        {
            (await _log.ListAsync(actor, new RequestLogQuery())).Items.ShouldBeEmpty();
            await Refusals.RefusedAsync("ingest.request-not-found", () => _log.ReadAsync(actor, entry));
        }

        await Refusals.RefusedAsync("actor.not-allowed", () => _log.ListAsync(_world.CountyOfficer, new RequestLogQuery()));
    }

    [Fact]
    public async Task List_OfRefusals_LeavesOutWhatWasTakenWhole()
    {
        await EntryAsync(_world.Supplier, 200);
        var refused = await EntryAsync(_world.Supplier, 401, "signature.skew");

        var list = await _log.ListAsync(_world.Supplier, new RequestLogQuery { Outcome = RequestOutcome.Refused });

        list.Items.ShouldHaveSingleItem().Id.ShouldBe(refused);
        list.Items[0].Code.ShouldBe("signature.skew");
    }

    private async Task<long> EntryAsync(Actor owner, int status, string? code = null)
    {
        var key = await _world.Database.AddAsync(new SupplierKey(new NewSupplierKey
        {
            KeyId = Guid.NewGuid().ToString("N"),
            SupplierId = _world.Supplier.OrganizationId,
            OwnerId = owner.OrganizationId,
            Name = "A key",
            SealedSecret = [1],
            Place = ++_keys,
            CreatedAt = _world.Clock.GetUtcNow(),
            CreatedByName = owner.Name,
        }));
        var entry = await _world.Database.AddAsync(new RequestLogEntry(new RequestFacts
        {
            SourceId = key.Id,
            At = _world.Clock.GetUtcNow(),
            Kind = UploadKind.Captures,
            Status = status,
            Code = code,
            Bytes = 10,
        }));
        return entry.Id;
    }
}
