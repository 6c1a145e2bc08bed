using System.Globalization;
using Browser.Tests.Running;
using Domain.Access;
using Domain.Organizations;
using Microsoft.Playwright;
using Portal.Access.Editing;
using Portal.Suppliers;
using Testing.Access;

namespace Browser.Tests.Access;

/// <summary>A supplier is suspended while an application that names it is being filled in (domain rules, "Access").</summary>
[Collection(nameof(ApplicationsPortal))]
public sealed class SuspendedSupplierTests(Visitors visitors)
{
    [Fact]
    public async Task Submission_NamingASupplierSuspendedMeanwhile_IsRefusedBesideTheFieldAndAcceptedWithAnother()
    {
        await using var desk = new CaseDesk(visitors);
        var (world, form) = (desk.World, new FormDesk(desk));
        var site = await world.SiteAsync();
        var until = desk.Walk.Today.AddMonths(6).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var id = await form.BeginAsync(world.ProjectManager, site);
        var complete = AccessForms.Complete(world.NeighbourSupplier.OrganizationId);
        await form.FillInAsync(world.ProjectManager, complete with { Positions = [.. complete.Positions.Take(1)] });
        var page = await form.OpenAsync(world.ProjectManager, id, FormStep.Sign);
        await FormDesk.Field(page, "opinion").FillAsync("填报内容真实完整，申请接入。");
        await Assertions.Expect(FormDesk.SubmitButton(page)).ToBeEnabledAsync();

        await SuspendAsync(desk, world.NeighbourSupplier.OrganizationId, until);
        await FormDesk.SubmitButton(page).ClickAsync();

        var said = page.Locator(".error-summary").GetByRole(AriaRole.Button, new() { NameRegex = new(until) });
        await said.ClickAsync();
        var supplier = FormDesk.Field(page, "supplierId");
        await Assertions.Expect(supplier).ToBeFocusedAsync();
        var message = page.Locator("#field-supplierId-message");
        await Assertions.Expect(message).ToContainTextAsync(until);
        await Assertions.Expect(message).ToContainTextAsync(world.NeighbourSupplier.OrganizationName);
        await Assertions.Expect(FormDesk.Field(page, "liaisonName")).ToHaveValueAsync(complete.LiaisonName!);
        await (await desk.AtAsync(world.ProjectManager)).ShouldBeAccessibleAsync();
        (await desk.Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Draft);

        await FormDesk.NameInstallerAsync(page, world.Supplier.OrganizationId);
        await Assertions.Expect(message).ToHaveCountAsync(0);
        await page.Locator(".steps-nav").GetByRole(AriaRole.Link, new() { Name = Words.Of<EditTexts>("Step.Sign") }).ClickAsync();
        await Assertions.Expect(FormDesk.Field(page, "opinion")).ToHaveValueAsync("填报内容真实完整，申请接入。");
        await FormDesk.SubmitButton(page).ClickAsync();
        await page.WaitForURLAsync($"**/cases/access:{id}");

        var submitted = await desk.Walk.ReadAsync(id);
        submitted.Status.ShouldBe(AccessStatus.UnderReview);
        submitted.Form.ShouldBeEquivalentTo(complete with { SupplierId = world.Supplier.OrganizationId, Positions = submitted.Form.Positions });
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task NewApplication_OffersASuspendedSupplierOnlyWithItsEnd()
    {
        await using var desk = new CaseDesk(visitors);
        var (world, form) = (desk.World, new FormDesk(desk));
        var suspended = await world.PersonAsync(OrganizationKind.Supplier, Role.SupplierStaff);
        var until = desk.Walk.Today.AddMonths(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await SuspendAsync(desk, suspended.OrganizationId, until);

        await form.BeginAsync(world.ProjectManager, await world.SiteAsync());

        var page = (await desk.AtAsync(world.ProjectManager)).Page;
        var offered = FormDesk.Field(page, "supplierId").Locator($"option[value=\"{suspended.OrganizationId}\"]");
        await Assertions.Expect(offered).ToBeDisabledAsync();
        await Assertions.Expect(offered).ToContainTextAsync(until);
    }

    private static async Task SuspendAsync(CaseDesk desk, long supplierId, string until)
    {
        var visitor = await desk.AtAsync(desk.World.CityOfficer);
        await visitor.GoAsync($"/suppliers/{supplierId}");
        var panel = visitor.Page.Locator(".panel-action");
        await panel.Locator("[name=until]").FillAsync(until);
        await panel.Locator("[name=reason]").FillAsync("一年内三次月度考核低于 60 分。");
        await panel.GetByRole(AriaRole.Button, new() { Name = Words.Of<SupplierTexts>("Restrict"), Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main table")).ToContainTextAsync(until);
    }
}
