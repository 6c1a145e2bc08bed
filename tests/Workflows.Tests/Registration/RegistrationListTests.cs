using Domain.Registration;
using Workflows.Lists;
using Workflows.Registration;

namespace Workflows.Tests.Registration;

public sealed class RegistrationListTests : RegistrationTest
{
    [Fact]
    public async Task List_EachFilter_FindsWhatItNames()
    {
        var first = await Walk.DebuggingAsync();
        World.Clock.Advance(TimeSpan.FromDays(3));
        var form = await Walk.FormAsync(World.NeighbourSupplier);
        var second = await Walk.DebuggingAsync(form: form with
        {
            PointName = "50% Quay_gate",
            Site = form.Site with { Address = "Quay 7", ManagementLevel = ManagementLevel.City, DepartmentId = World.CityOfficer.OrganizationId },
        });
        var (draft, _) = await Walk.DraftAsync();

        (await IdsAsync(new RegistrationQuery())).ShouldBe([draft, second, first]);
        (await IdsAsync(new RegistrationQuery { State = RegistrationState.Draft })).ShouldBe([draft]);
        (await IdsAsync(new RegistrationQuery { AccessNumber = "00002" })).ShouldBe([second]);
        (await IdsAsync(new RegistrationQuery { PointName = "50%" })).ShouldBe([second]);
        (await IdsAsync(new RegistrationQuery { PointName = "%" })).ShouldBe([second]);
        (await IdsAsync(new RegistrationQuery { PointName = "y_g" })).ShouldBe([second]);
        (await IdsAsync(new RegistrationQuery { PointAddress = "Harbour" })).ShouldBe([draft, first]);
        (await IdsAsync(new RegistrationQuery { SupplierId = World.Supplier.OrganizationId })).ShouldBe([first]);
        (await IdsAsync(new RegistrationQuery { DepartmentId = World.CityOfficer.OrganizationId })).ShouldBe([second]);
        (await IdsAsync(new RegistrationQuery { Level = ManagementLevel.District })).ShouldBe([first]);
        // Applied on 25 and 28 November; both ends count.
        (await IdsAsync(new RegistrationQuery { From = new DateOnly(2026, 11, 25), Until = new DateOnly(2026, 11, 25) })).ShouldBe([first]);
        (await IdsAsync(new RegistrationQuery { From = new DateOnly(2026, 11, 26) })).ShouldBe([draft, second]);
        (await IdsAsync(new RegistrationQuery { Page = new PageRequest { Sort = "number" } })).ShouldBe([first, second, draft]);
        (await IdsAsync(new RegistrationQuery { Page = new PageRequest { Size = 1, Number = 2 } })).ShouldBe([second]);
    }

    [Fact]
    public async Task List_Row_SaysWhatS0Shows()
    {
        await Walk.DebuggingAsync();

        var row = (await List.ListAsync(World.CountyOfficer, new RegistrationQuery())).Items.ShouldHaveSingleItem();

        (row.AccessNumber, row.PointName, row.PointAddress, row.State, row.SupplierName, row.DepartmentName, row.Level, row.Devices).ShouldBe(
            ("GD202600001", "Harbour pit, gate 1", "8 Harbour Road", RegistrationState.Debugging, World.Supplier.OrganizationName, World.CountyOfficer.OrganizationName,
                ManagementLevel.District, 4));
    }

    private async Task<IReadOnlyList<long>> IdsAsync(RegistrationQuery query) => [.. (await List.ListAsync(World.SiteClerk, query)).Items.Select(r => r.Id)];
}
