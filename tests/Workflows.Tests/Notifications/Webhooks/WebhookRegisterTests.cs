using System.Text;
using Domain;
using Domain.Audit;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Notifications;
using Workflows.Lists;
using Workflows.Notifications;
using Workflows.Notifications.Webhooks;

namespace Workflows.Tests.Notifications.Webhooks;

public sealed class WebhookRegisterTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private WebhookReceiver _receiver = null!;
    private WebhookRegister _register = null!;
    private WebhookList _list = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _receiver = WebhookReceiver.Start();
        (_register, _list) = (_world.Get<WebhookRegister>(), _world.Get<WebhookList>());
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task CreateAsync_ByWhoMay_IsListedToItsUnitAndAdministrators()
    {
        var made = await CreateAsync(_world.Supplier);

        foreach (var reader in new[] { _world.Supplier, _world.Administrator })
            (await _list.ListAsync(reader, new WebhookQuery())).Items.ShouldHaveSingleItem().Id.ShouldBe(made.Id);
    }

    [Fact]
    public async Task Anything_ByANeighbour_IsRefusedAsUnknown()
    {
        var id = (await CreateAsync(_world.Supplier)).Id;
        foreach (var stranger in new[] { _world.NeighbourSupplier, _world.ProjectManager, _world.Operator })
        {
            (await _list.ListAsync(stranger, new WebhookQuery())).Total.ShouldBe(0);
            (await _list.MessagesAsync(stranger, id, null, new PageRequest())).Total.ShouldBe(0);
            foreach (var act in Acts(stranger, id)) (await Should.ThrowAsync<DomainException>(act)).Code.ShouldBe("webhook.unknown");
            (await Should.ThrowAsync<DomainException>(() => CreateAsync(stranger, _world.Supplier.OrganizationId))).Code.ShouldBe("organization.unknown");
        }
    }

    [Fact]
    public async Task Anything_ByWhoMayNotOrNoLongerMay_IsRefused()
    {
        var id = (await CreateAsync(_world.Supplier)).Id;
        await _world.EndMembershipAsync(_world.Supplier);
        foreach (var person in new[] { _world.Supplier, _world.SiteClerk, _world.CountyOfficer, _world.Supervisor })
        {
            foreach (var act in Acts(person, id).Append(() => CreateAsync(person)).Append(() => _list.ListAsync(person, new WebhookQuery())))
                (await Should.ThrowAsync<DomainException>(act)).Code.ShouldBe("actor.not-allowed");
        }
    }

    [Fact]
    public async Task CreateAsync_Secret_StandsNowhereInTheClear()
    {
        var made = await CreateAsync(_world.Supplier);
        await _register.TryAsync(_world.Supplier, made.Id);

        await using var db = _world.Open();
        var stored = await db.Set<Webhook>().SingleAsync();
        Encoding.Latin1.GetString(stored.SealedSecret).ShouldNotContain(made.Secret);
        (await db.Set<AuditEntry>().Where(e => e.SubjectKind == "webhook").ToListAsync()).ShouldAllBe(e => !(e.After + e.Before).Contains(made.Secret));
        (await db.Set<OutboxMessage>().ToListAsync()).ShouldAllBe(m => !string.Join(' ', m.Arguments).Contains(made.Secret));
    }

    [Theory]
    [InlineData("ftp://hooks.example/", "webhook.address-invalid")]
    [InlineData("http://hooks.example/", "webhook.address-invalid")]
    [InlineData("https://user:word@hooks.example/", "webhook.address-invalid")]
    [InlineData("/webhooks", "webhook.address-invalid")]
    [InlineData(" ", "webhook.address-required")]
    [InlineData("https://10.0.0.1/", WebhookSender.AddressRefused)]
    [InlineData("https://[::ffff:127.0.0.1]/", WebhookSender.AddressRefused)]
    [InlineData("https://localhost/", WebhookSender.AddressRefused)]
    public async Task CreateAsync_WherePrivateAddressesAreRefused_RefusesWithTheReason(string address, string code)
    {
        using var strict = new WebhookSender(new WebhookOptions(), _world.Clock);
        var register = new WebhookRegister(
            _world.Database.Contexts, _world.Get<Infrastructure.Cryptography.SecretSeal>(), strict, _world.Get<WebhookDelivery>(), _world.Clock);

        var refused = await Should.ThrowAsync<DomainException>(() => register.CreateAsync(
            new CreateWebhook { Actor = _world.Supplier, OrganizationId = _world.Supplier.OrganizationId, Name = "ERP", Address = address }));

        refused.Code.ShouldBe(code);
    }

    [Fact]
    public async Task CreateAsync_OneTooMany_IsRefused()
    {
        for (var i = 0; i < Webhook.MaxPerOrganization; i++) await CreateAsync(_world.Supplier);

        (await Should.ThrowAsync<DomainException>(() => CreateAsync(_world.Supplier))).Code.ShouldBe("webhook.too-many");
    }

    [Fact]
    public async Task TryAsync_TellsAtOnceHowItWent()
    {
        var made = await CreateAsync(_world.Supplier);

        (await _register.TryAsync(_world.Supplier, made.Id)).ShouldBeNull();
        (await Should.ThrowAsync<DomainException>(() => _register.TryAsync(_world.Supplier, made.Id))).Code.ShouldBe("webhook.trial-too-soon");
        _world.Clock.Advance(Webhook.TrialPause);
        _receiver.Answer = WebhookReceiver.Status(401);
        (await _register.TryAsync(_world.Supplier, made.Id)).ShouldBe("HTTP 401");

        _receiver.Received.Count.ShouldBe(2);
        (await _list.MessagesAsync(_world.Supplier, made.Id, MessageState.Failed, new PageRequest())).Total.ShouldBe(1);
        (await _list.MessagesAsync(_world.Supplier, made.Id, MessageState.Retrying, new PageRequest())).Total.ShouldBe(0, "a trial is not tried again");
    }

    [Fact]
    public async Task RenewAsync_SignsWithTheNewSecretFromThenOn()
    {
        var made = await CreateAsync(_world.Supplier);

        var renewed = await _register.RenewAsync(_world.Supplier, made.Id);
        await _register.TryAsync(_world.Supplier, made.Id);

        var got = _receiver.Received.ShouldHaveSingleItem();
        got.IsSignedBy(made.KeyId, renewed.Secret, _world.Clock.GetUtcNow()).ShouldBeTrue();
        got.IsSignedBy(made.KeyId, made.Secret, _world.Clock.GetUtcNow()).ShouldBeFalse();
    }

    private IEnumerable<Func<Task>> Acts(Actor actor, long id) =>
    [
        () => _list.ReadAsync(actor, id),
        () => _list.ResendAsync(actor, id),
        () => _register.ChangeAsync(new ChangeWebhook { Actor = actor, Id = id, Name = "x", Address = _receiver.Address.ToString() }),
        () => _register.RenewAsync(actor, id),
        () => _register.DisableAsync(new DisableWebhook { Actor = actor, Id = id, Reason = "x" }),
        () => _register.EnableAsync(actor, id),
        () => _register.TryAsync(actor, id),
    ];

    private Task<WebhookSecret> CreateAsync(Actor actor, long? organization = null) => _register.CreateAsync(new CreateWebhook
    {
        Actor = actor,
        OrganizationId = organization ?? actor.OrganizationId,
        Name = "ERP",
        Address = _receiver.Address.ToString(),
    });
}
