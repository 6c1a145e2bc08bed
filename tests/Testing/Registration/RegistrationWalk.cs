using Domain.Organizations;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Workflows.Registration;

namespace Testing.Registration;

/// <summary>Leads registrations through the real services, as far as a test needs them.</summary>
/// <param name="world">Where.</param>
/// <param name="codesBefore">Device codes are given out after this one, so that they do not meet those of the access chain's devices.</param>
public sealed class RegistrationWalk(PortalWorld world, int codesBefore = 0)
{
    private int _codes = codesBefore;

    /// <summary>The county regulator that answers for the world's county.</summary>
    public async Task<long> DepartmentAsync(string region = PortalWorld.County)
    {
        await using var db = world.Open();
        return await db.Set<Organization>().Where(o => o.Kind == OrganizationKind.CountyRegulator && o.RegionCode == region).Select(o => o.Id).SingleAsync();
    }

    /// <summary>A complete form with codes that no other form of this walk has.</summary>
    public async Task<RegistrationForm> FormAsync(Actor? supplier = null, string region = PortalWorld.County)
    {
        var form = RegistrationForms.Complete((supplier ?? world.Supplier).OrganizationId, await DepartmentAsync(region), _codes + 1, region);
        _codes += form.Devices.Count;
        return form;
    }

    /// <summary>A draft that is filled in completely, with its revision.</summary>
    public async Task<(long Id, long Revision)> DraftAsync(Actor? contractor = null, RegistrationForm? form = null)
    {
        var actor = contractor ?? world.SiteClerk;
        var id = await world.Get<RegistrationDrafts>().StartAsync(actor);
        var revision = await world.Get<RegistrationDrafts>().SaveAsync(
            new SaveRegistrationDraft { Actor = actor, RegistrationId = id, Form = form ?? await FormAsync(), Revision = await RevisionAsync(id) });
        return (id, revision);
    }

    /// <summary>A registration with an access number, waiting for test captures.</summary>
    public async Task<long> DebuggingAsync(Actor? contractor = null, RegistrationForm? form = null)
    {
        var actor = contractor ?? world.SiteClerk;
        var complete = form ?? await FormAsync();
        var (id, revision) = await DraftAsync(actor, complete);
        await world.Get<RegistrationSaves>().SaveAsync(new SaveRegistration { Actor = actor, RegistrationId = id, Form = complete, Revision = revision });
        return id;
    }

    /// <summary>Saves a form as complete, on whatever revision there is now.</summary>
    public async Task<string> SaveAsync(long id, RegistrationForm form, Actor? contractor = null) => await world.Get<RegistrationSaves>().SaveAsync(
        new SaveRegistration { Actor = contractor ?? world.SiteClerk, RegistrationId = id, Form = form, Revision = await RevisionAsync(id) });

    public Task<RegistrationView> ReadAsync(long id, Actor? by = null) => world.Get<RegistrationReader>().ReadAsync(by ?? world.SiteClerk, id);

    public async Task<long> RevisionAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<DeviceRegistration>().Where(r => r.Id == id).Select(r => r.Revision).SingleAsync();
    }
}
