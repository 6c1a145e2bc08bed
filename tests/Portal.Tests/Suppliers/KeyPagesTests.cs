using Bunit;
using Domain.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shell;
using Portal.Suppliers.Keys;
using Portal.Tests.Shell;
using Testing;
using Workflows.Drafts;
using Workflows.Organizations;
using Workflows.Suppliers;

namespace Portal.Tests.Suppliers;

public sealed class KeyPagesTests : IAsyncLifetime, IDisposable
{
    // A real database answers, beside whatever else the machine does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaceContext _face = new();
    private PortalWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _face.Services.AddSingleton<TimeProvider>(_world.Clock).AddSingleton(_world.Get<SupplierKeys>()).AddSingleton(_world.Get<SupplierKeyList>())
            .AddSingleton(_world.Get<OrganizationDirectory>()).AddSingleton(_world.Get<FormDrafts>());
    }

    [Fact]
    public void NewKey_WhenMade_IsShownWithItsSecret()
    {
        var page = Open<NewKeyPage>(_world.Supplier);

        Make(page, "First batch");

        page.WaitForElement("#key-secret", Patience).TextContent.Length.ShouldBe(43);
        page.Find("#key-id").TextContent.ShouldNotBeEmpty();
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Rotation_StepByStep_EndsWithTheNewKeyAlone()
    {
        var old = await CreateAsync();
        var page = Open<RotationPage>(_world.Supplier, old.Id);
        page.WaitForElement("button.danger", Patience).HasAttribute("disabled").ShouldBeTrue();

        Make(page, "Second batch");
        page.WaitForElement("#key-secret", Patience);
        var disabling = page.Find("button.danger").ClickAsync(new());
        await page.InvokeAsync(() => _face.Services.GetRequiredService<Confirmations>().Answer(agreed: true));
        await disabling;

        page.FindAll(".badge.tone-done").Count.ShouldBe(2);
        var keys = await _world.Get<SupplierKeyList>().ListAsync(_world.Supplier, new SupplierKeyQuery { Enabled = true });
        keys.Items.ShouldHaveSingleItem().Name.ShouldBe("Second batch");
    }

    [Fact]
    public async Task Key_OfANeighbour_IsNotShown()
    {
        var key = await CreateAsync();

        var page = Open<KeyPage>(_world.NeighbourSupplier, key.Id);

        page.WaitForElement(".alert", Patience).TextContent.ShouldContain("no such key");
        page.Markup.ShouldNotContain(key.KeyId);
    }

    [Fact]
    public async Task Key_ForItsSupplierThatDidNotMakeIt_OffersOnlyToDisable()
    {
        var key = await CreateAsync(_world.ProjectManager);

        var page = Open<KeyPage>(_world.Supplier, key.Id);

        page.WaitForElement("form", Patience);
        page.FindAll("form").Count.ShouldBe(1);
        page.Markup.ShouldContain(key.KeyId);
        page.Markup.ShouldNotContain(key.Secret);
        page.FindAll("a[href$='/rotation']").ShouldBeEmpty();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _face.Dispose();

    private static void Make<T>(IRenderedComponent<T> page, string name)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        page.WaitForElement("input[name=name]", Patience).Change(name);
        page.Find("form").Submit();
    }

    private Task<CreatedSupplierKey> CreateAsync(Actor? actor = null) => _world.Get<SupplierKeys>().CreateAsync(
        new CreateSupplierKey { Actor = actor ?? _world.Supplier, SupplierId = _world.Supplier.OrganizationId, Name = "First batch" });

    private IRenderedComponent<T> Open<T>(Actor reader, long? id = null)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        _face.As(reader);
        return _face.Render<T>(parameters =>
        {
            if (id is { } key) parameters.TryAdd("Id", key);
        });
    }
}
