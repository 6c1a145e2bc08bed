using System.Globalization;
using Domain.Devices;
using Domain.Registration;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Registration;

/// <summary>Makes the form's devices devices of the site, corrects those that are there, and takes off those that the form has no more.</summary>
internal sealed class RegisteredDevices(PortalDbContext db, DeviceRegistration registration, long siteId, DateTimeOffset now)
{
    /// <returns>The form with each device's id in it.</returns>
    public async Task<RegistrationForm> TakeAsync(RegistrationForm form, CancellationToken cancellationToken)
    {
        var there = await db.Set<Device>().Include(d => d.State).Where(d => d.RegistrationId == registration.Id).ToDictionaryAsync(d => d.Id, cancellationToken);
        var kept = form.Devices.Select(d => d.DeviceId).OfType<long>().Where(there.ContainsKey).ToHashSet();
        foreach (var device in there.Values.Where(d => !kept.Contains(d.Id)))
        {
            // What was reckoned of it goes with it. What it has sent stays, and refuses the save.
            await db.Set<DeviceInterval>().Where(i => i.DeviceId == device.Id).ExecuteDeleteAsync(cancellationToken);
            db.Remove(device);
        }

        var devices = new List<RegisteredDevice>();
        foreach (var declared in form.Devices)
        {
            var declaration = Declaration(form, declared, devices.Count + 1);
            // An id that is not of this registration can only have been forged: it names nothing.
            if (declared.DeviceId is { } id && there.TryGetValue(id, out var device) && devices.TrueForAll(d => d.DeviceId != id))
            {
                device.Correct(declaration);
            }
            else
            {
                device = new Device(declaration);
                await db.AddAsync(device, cancellationToken);
            }

            devices.Add(declared with { DeviceId = device.Id, Code = declaration.Code.Value });
        }

        await StepAsideAsync(there.Values, cancellationToken);
        return form with { Devices = devices };
    }

    /// <summary>Places and codes are unique: devices that change theirs free them first, or two that change places would meet on the way.</summary>
    private async Task StepAsideAsync(IEnumerable<Device> devices, CancellationToken cancellationToken)
    {
        foreach (var device in devices)
        {
            var entry = db.Entry(device);
            var (ordinal, code) = (entry.Property(d => d.Ordinal), entry.Property(d => d.Code));
            var same = db.Set<Device>().Where(d => d.Id == device.Id);
            if (ordinal.IsModified)
            {
                ordinal.OriginalValue = -ordinal.OriginalValue;
                await same.ExecuteUpdateAsync(set => set.SetProperty(d => d.Ordinal, ordinal.OriginalValue), cancellationToken);
            }

            if (!code.IsModified) continue;
            code.OriginalValue = string.Create(CultureInfo.InvariantCulture, $"-{device.Id}");
            await same.ExecuteUpdateAsync(set => set.SetProperty(d => d.Code, code.OriginalValue), cancellationToken);
        }
    }

    private DeviceDeclaration Declaration(RegistrationForm form, RegisteredDevice device, int ordinal) => new()
    {
        SiteId = siteId,
        RegistrationId = registration.Id,
        Code = Gb28181Code.Parse(device.Code?.Trim()),
        SupplierId = form.SupplierId!.Value,
        Ordinal = ordinal,
        Position = form.PointName!.Trim(),
        Kind = device.Kind!.Value,
        Brand = device.Brand!.Trim(),
        Model = device.Model!.Trim(),
        RegisteredAt = now,
        Location = device.Position(),
    };
}
