using Domain.Devices;
using Domain.Notifications;
using Domain.Registration;
using Domain.Sites;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Registration;
using Workflows.Registration;
using Workflows.Sites;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class RegistrationSavesTests : RegistrationTest
{
    [Fact]
    public async Task Save_FilledInByHand_MakesSiteDevicesAndTellsTheSupplier()
    {
        var id = await Walk.DebuggingAsync();

        var registration = await StoredAsync(id);
        await using var db = World.Open();
        var site = await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == registration.SiteId);
        (site.Name, site.Address, site.RegionCode, site.Number).ShouldBe(("Harbour pit", "8 Harbour Road", PortalWorld.County, null));
        site.Participants.Select(p => p.OrganizationId).ShouldBe([World.SiteClerk.OrganizationId, World.Supplier.OrganizationId], ignoreOrder: true);
        var muck = await db.Set<MuckSite>().SingleAsync(m => m.SiteId == site.Id);
        (muck.ManagementLevel, muck.DepartmentId, muck.Form.DriedSlurry).ShouldBe((ManagementLevel.District, World.CountyOfficer.OrganizationId, 120));
        muck.Form.Wastes.ShouldHaveSingleItem().Tonnage.ShouldBe(12_000);
        var devices = await db.Set<Device>().Where(d => d.RegistrationId == id).OrderBy(d => d.Ordinal).ToListAsync();
        devices.Select(d => d.Kind).ShouldBe(DeviceKinds.Gate);
        devices.ShouldAllBe(d => d.SiteId == site.Id && d.SupplierId == World.Supplier.OrganizationId && d.Longitude == RegistrationForms.Longitude + 0.001);
        registration.Form.Devices.Select(d => d.DeviceId).ShouldBe(devices.Select(d => (long?)d.Id));
        var message = await db.Set<OutboxMessage>().SingleAsync(m => m.Template == "registration.debugging");
        (message.OrganizationId, message.Arguments[1]).ShouldBe((World.Supplier.OrganizationId, registration.AccessNumber));
    }

    [Fact]
    public async Task Save_NamingARegisteredOwner_LetsTheOwnerSeeTheSite()
    {
        var form = await Walk.FormAsync();
        form = form with { Site = form.Site with { Owner = form.Site.Owner with { Name = World.Owner.OrganizationName } } };

        var id = await Walk.DebuggingAsync(form: form);

        (await Walk.ReadAsync(id, World.Owner)).Site!.Name.ShouldBe("Harbour pit");
    }

    [Fact]
    public async Task Correct_WhileDebugging_ChangesSiteAndDevicesButNotTheNumber()
    {
        var id = await Walk.DebuggingAsync();
        var form = (await Walk.ReadAsync(id)).Form;
        var changed = form with
        {
            Site = form.Site with { Address = "9 Harbour Road" },
            // The first two change places and codes, the third is another model, and a fifth is added.
            Devices =
            [
                form.Devices[1] with { Code = form.Devices[0].Code }, form.Devices[0] with { Code = form.Devices[1].Code }, form.Devices[2] with { Model = "TCM-500" },
                form.Devices[3], RegistrationForms.Device(DeviceKind.ExitPlateCamera, 90),
            ],
        };

        var number = await Walk.SaveAsync(id, changed);

        number.ShouldBe("GD202600001");
        var view = await Walk.ReadAsync(id);
        (view.Site!.Address, view.Events[0].Action).ShouldBe(("9 Harbour Road", RegistrationAction.Corrected));
        await using var db = World.Open();
        var devices = await db.Set<Device>().Where(d => d.RegistrationId == id).OrderBy(d => d.Ordinal).ToListAsync();
        devices.Select(d => d.Code).ShouldBe(changed.Devices.Select(d => d.Code));
        devices.Select(d => d.Id).Take(4).ShouldBe(changed.Devices.Take(4).Select(d => d.DeviceId!.Value));
        devices[2].Model.ShouldBe("TCM-500");
    }

    [Fact]
    public async Task Correct_RemovingADevice_WorksUntilItHasSentSomething()
    {
        var form = await Walk.FormAsync();
        form = form with { Devices = [.. form.Devices, RegistrationForms.Device(DeviceKind.ExitPlateCamera, 90), RegistrationForms.Device(DeviceKind.ExitPlateCamera, 91)] };
        var id = await Walk.DebuggingAsync(form: form);
        var stored = (await Walk.ReadAsync(id)).Form;
        await using (var db = World.Open())
        {
            db.Add(new DeviceStatusReport(new DeviceStatusFacts
            {
                SourceId = 1,
                RecordId = "r1",
                DeviceId = stored.Devices[5].DeviceId!.Value,
                At = World.Clock.GetUtcNow(),
                Online = true,
                ReceivedAt = World.Clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync();
        }

        await Walk.SaveAsync(id, stored with { Devices = [.. stored.Devices.Where((_, i) => i != 4)] });
        await RefusedAsync("registration.device-has-signals", () => Walk.SaveAsync(id, stored with { Devices = [.. stored.Devices.Take(4)] }));

        (await Walk.ReadAsync(id)).Form.Devices.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Correct_WithoutADeviceWhoseSignalsAreYetToBeSettled_IsRefused()
    {
        var form = await Walk.FormAsync();
        var id = await Walk.DebuggingAsync(form: form with { Devices = [.. form.Devices, RegistrationForms.Device(DeviceKind.ExitPlateCamera, 90)] });
        var stored = (await Walk.ReadAsync(id)).Form;
        var now = World.Clock.GetUtcNow();
        await World.Database.AddAsync(new SignalWindow(stored.Devices[4].DeviceId!.Value, now, now));

        await RefusedAsync("registration.device-has-signals", () => Walk.SaveAsync(id, stored with { Devices = [.. stored.Devices.Take(4)] }));
    }

    [Fact]
    public async Task Correct_AnotherSupplier_MovesSiteAndDevicesToIt()
    {
        var id = await Walk.DebuggingAsync();
        var form = (await Walk.ReadAsync(id)).Form;

        await Walk.SaveAsync(id, form with { SupplierId = World.NeighbourSupplier.OrganizationId });

        (await List.ListAsync(World.Supplier, new RegistrationQuery())).Total.ShouldBe(0);
        (await List.ListAsync(World.NeighbourSupplier, new RegistrationQuery())).Total.ShouldBe(1);
        await using var db = World.Open();
        var registration = await StoredAsync(id);
        (await db.Set<Device>().Where(d => d.RegistrationId == id).Select(d => d.SupplierId).Distinct().SingleAsync()).ShouldBe(World.NeighbourSupplier.OrganizationId);
        (await db.Set<SiteParticipant>().AnyAsync(p => p.SiteId == registration.SiteId && p.OrganizationId == World.Supplier.OrganizationId)).ShouldBeFalse();
    }

    [Fact]
    public async Task Correct_WithAnIdOfAnotherRegistrationsDevice_DoesNotTouchThat()
    {
        var other = await Walk.DebuggingAsync();
        var id = await Walk.DebuggingAsync();
        var form = (await Walk.ReadAsync(id)).Form;
        var theirs = (await Walk.ReadAsync(other)).Form.Devices[0];

        await Walk.SaveAsync(id, form with { Devices = [.. form.Devices, RegistrationForms.Device(DeviceKind.ExitPlateCamera, 90) with { DeviceId = theirs.DeviceId }] });

        await using var db = World.Open();
        var device = await db.Set<Device>().SingleAsync(d => d.Id == theirs.DeviceId);
        (device.RegistrationId, device.Code).ShouldBe((other, theirs.Code));
    }

    [Fact]
    public async Task Check_CodeOfADeviceElsewhere_IsMarkedBesideTheField()
    {
        var taken = (await Walk.ReadAsync(await Walk.DebuggingAsync())).Form.Devices[0].Code;
        var form = await Walk.FormAsync();
        form = form with { Devices = [.. form.Devices.Take(3), form.Devices[3] with { Code = taken }] };
        var (id, _) = await Walk.DraftAsync(form: form);

        var problems = await Saves.CheckAsync(World.SiteClerk, id, form);

        problems.Select(p => (p.Field, p.Code)).ShouldBe([("devices[3].code", "registration.code-taken")]);
    }

    [Fact]
    public async Task Check_DepartmentOfAnotherDistrict_IsRefused_AndTheCitysIsNot()
    {
        var form = await Walk.FormAsync();
        var (id, _) = await Walk.DraftAsync(form: form);

        var neighbour = await Saves.CheckAsync(World.SiteClerk, id, form with { Site = form.Site with { DepartmentId = World.NeighbourCountyOfficer.OrganizationId } });
        var city = await Saves.CheckAsync(World.SiteClerk, id, form with { Site = form.Site with { DepartmentId = World.CityOfficer.OrganizationId } });

        neighbour.Select(p => p.Code).ShouldBe(["registration.department-unfit"]);
        city.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RestrictionKind.Suspended, "access.supplier-suspended")]
    [InlineData(RestrictionKind.Blacklisted, "access.supplier-blacklisted")]
    public async Task Save_RestrictedSupplier_IsRefused_ButCorrectingAnOlderOneIsNot(RestrictionKind kind, string code)
    {
        var before = await Walk.DebuggingAsync();
        var today = new DateOnly(2026, 11, 25);
        await World.Database.AddAsync(new SupplierRestriction(
            World.Supplier.OrganizationId, kind, today, kind == RestrictionKind.Suspended ? today.AddMonths(6) : null, "score", World.CityOfficer, World.Clock.GetUtcNow()));

        await RefusedAsync(code, () => Walk.DebuggingAsync());

        await Walk.SaveAsync(before, (await Walk.ReadAsync(before)).Form with { Remarks = "still" });
    }

    [Fact]
    public async Task Save_ASupplierThatIsNone_IsRefused() =>
        await RefusedAsync("access.supplier-unknown", async () => await Walk.DebuggingAsync(form: await Walk.FormAsync(World.Owner)));

    [Fact]
    public async Task Save_AtAnOldRevision_IsRefused()
    {
        var (id, revision) = await Walk.DraftAsync();
        var form = (await Walk.ReadAsync(id)).Form;
        await Drafts.SaveAsync(new SaveRegistrationDraft { Actor = World.ProjectManager, RegistrationId = id, Form = form with { Remarks = "colleague" }, Revision = revision });

        await RefusedAsync("registration.changed-meanwhile", () => Saves.SaveAsync(new SaveRegistration { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision }));
        await RefusedAsync("registration.changed-meanwhile", () => Drafts.SaveAsync(new SaveRegistrationDraft { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision }));
    }

    [Fact]
    public async Task Save_InACountyWithoutRegulator_IsRefused()
    {
        var form = await Walk.FormAsync();

        await RefusedAsync("registration.incomplete", () => Walk.DebuggingAsync(form: form with { Site = form.Site with { RegionCode = "440804" } }));
    }

    [Fact]
    public async Task ChangeSite_OfARegisteredSite_KeepsWhatTheRegistrationSays()
    {
        var site = (await StoredAsync(await Walk.DebuggingAsync())).SiteId!.Value;
        var view = await World.Get<SiteDirectory>().ReadAsync(World.ProjectManager, site);
        var change = new ChangeSite
        {
            Actor = World.ProjectManager,
            SiteId = site,
            Details = view.Details with { Investment = 2_000_000 },
            OwnerId = World.Owner.OrganizationId,
            SupervisorId = World.Supervisor.OrganizationId,
            Revision = view.Revision,
        };

        await RefusedAsync("site.muck-fixed", () => World.Get<SiteRegister>().ChangeAsync(change with { Details = view.Details with { Name = "Other" } }));
        await World.Get<SiteRegister>().ChangeAsync(change);

        (await World.Get<SiteDirectory>().ReadAsync(World.ProjectManager, site)).Details.Investment.ShouldBe(2_000_000);
    }
}
