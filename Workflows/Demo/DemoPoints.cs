using System.Globalization;
using Domain.Calendar;
using Domain.Captures;
using Domain.Devices;
using Domain.Ingest;
using Domain.Organizations;
using Domain.Registration;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Registration;

namespace Workflows.Demo;

/// <summary>Muck sites whose gate cameras are registered, in every state, by the people and machines whose work that is.</summary>
internal sealed class DemoPoints(
    IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names, IReadOnlyDictionary<long, DemoMachine> machines)
{
    /// <summary>The first is the live one that run.sh names, the second the one in debugging; all of the first contractor and supplier.</summary>
    private static readonly RegistrationState[] States =
    [
        RegistrationState.Live, RegistrationState.Debugging, RegistrationState.Live, RegistrationState.Draft, RegistrationState.PendingGoLive,
        RegistrationState.Live, RegistrationState.Suspended, RegistrationState.Live, RegistrationState.Debugging, RegistrationState.Removed,
        RegistrationState.Live, RegistrationState.Draft, RegistrationState.Live, RegistrationState.Debugging, RegistrationState.Live,
        RegistrationState.Debugging, RegistrationState.Live, RegistrationState.PendingGoLive, RegistrationState.Debugging, RegistrationState.Live,
        RegistrationState.Draft, RegistrationState.Debugging, RegistrationState.Live, RegistrationState.PendingGoLive, RegistrationState.Live,
    ];

    /// <summary>Serial numbers of these devices' codes begin here, far from those that the platform gives to devices of the access chain.</summary>
    private const int FirstSerial = 500_000;

    private readonly List<(long Id, int Number)> _ready = [];

    /// <summary>Registers them on the days before <paramref name="live"/>, and lets them go live then.</summary>
    public async Task TellAsync(DateTimeOffset live, CancellationToken cancellationToken)
    {
        for (var i = 0; i < States.Length; i++)
        {
            // Six a day, in working hours.
            services.Clock.Now = live.AddDays((i / 6) - 5) + TimeSpan.FromMinutes(i % 6 * 70);
            await RegisterAsync(i, cancellationToken);
        }

        foreach (var (id, i) in _ready)
        {
            services.Clock.Now = live.AddMinutes(i * 2);
            await services.RegistrationLife.GoLiveAsync(new ChangeRegistration { Actor = Contractor(i)[Role.ProjectManager], RegistrationId = id }, cancellationToken);
            var stop = States[i] switch { RegistrationState.Suspended => "suspendRegistration", RegistrationState.Removed => "removeRegistration", _ => null };
            if (stop is null) continue;
            services.Clock.Now += TimeSpan.FromHours(5);
            var change = new ChangeRegistration { Actor = County(i)[Role.CountyOfficer], RegistrationId = id, Reason = names.Texts[stop] };
            await (States[i] == RegistrationState.Suspended ? services.RegistrationLife.SuspendAsync(change, cancellationToken) : services.RegistrationLife.RemoveAsync(change, cancellationToken));
        }
    }

    private async Task RegisterAsync(int i, CancellationToken cancellationToken)
    {
        var (state, clerk, supplier) = (States[i], Contractor(i)[Role.SiteClerk], Supplier(i));
        var id = await services.RegistrationDrafts.StartAsync(clerk, cancellationToken);
        if (state == RegistrationState.Draft && i % 2 == 0) return;
        var form = await WithPicturesAsync(Form(i), clerk, id, i, cancellationToken);
        var revision = await services.RegistrationDrafts.SaveAsync(
            new SaveRegistrationDraft { Actor = clerk, RegistrationId = id, Form = form, Revision = await RevisionAsync(id, cancellationToken) }, cancellationToken);
        if (state == RegistrationState.Draft) return;

        services.Clock.Now += TimeSpan.FromMinutes(25);
        var number = await services.RegistrationSaves.SaveAsync(new SaveRegistration { Actor = clerk, RegistrationId = id, Form = form, Revision = revision }, cancellationToken);
        services.Clock.Now += TimeSpan.FromMinutes(20);
        var machine = machines[supplier.Organization.Id];
        var at = services.Clock.Now.AddMinutes(-3);
        // Who still debugs has sent what a lorry looked like that came in, and once something that was not a plate.
        if (state == RegistrationState.Debugging)
        {
            await machine.SendPassagesAsync(UploadKind.TestCaptures, number, [(at, PassageDirection.In, i, Matched: i % 4 == 1)]);
            await machine.SendWrongPlateAsync(number);
            return;
        }

        await machine.SendPassagesAsync(
            UploadKind.TestCaptures, number, [(at, PassageDirection.In, i, Matched: true), (at.AddSeconds(100).AddMilliseconds(i * 7), PassageDirection.Out, i, Matched: true)]);
        services.Clock.Now += TimeSpan.FromMinutes(10);
        await AskAsync(id, Contractor(i)[Role.ProjectManager], cancellationToken);
        if (state != RegistrationState.PendingGoLive) _ready.Add((id, i));
    }

    /// <summary>The contractor looks at a picture of each camera and asks to go live.</summary>
    private async Task AskAsync(long id, Actor manager, CancellationToken cancellationToken)
    {
        var view = await services.GoLive.ReadAsync(manager, id, cancellationToken);
        foreach (var capture in view.Captures.DistinctBy(c => c.Camera))
        {
            await services.RegistrationLife.JudgeAsync(
                new JudgePicture { Actor = manager, RegistrationId = id, CaptureId = capture.Id, Hash = capture.Pictures[0].Hash, Complete = true }, cancellationToken);
        }

        await services.RegistrationLife.RequestAsync(new ChangeRegistration { Actor = manager, RegistrationId = id }, cancellationToken);
    }

    private DemoUnit Contractor(int i) => registers.Of(OrganizationKind.Contractor).ElementAt(i < 6 ? 0 : i * 3 % 5);

    private DemoUnit Supplier(int i) => registers.Of(OrganizationKind.Supplier).ElementAt(i < 4 ? 0 : i % DemoStory.Suppliers);

    /// <summary>The first county, whose account is printed, and now and then one of the same city's others.</summary>
    private DemoUnit County(int i) => registers.Of(OrganizationKind.CountyRegulator).ElementAt(i % 3 == 2 ? 1 + (i / 3 % 8) : 0);

    private RegistrationForm Form(int i)
    {
        var (contractor, county) = (Contractor(i), County(i).Organization);
        var owner = names.Owners[i % names.Owners.Count];
        var place = names.Counties.First(c => c.Region == county.RegionCode);
        // Somewhere around the county's town.
        var (longitude, latitude) = (Math.Round(place.Longitude + ((i * 37 % 21) - 10) / 500.0, 6), Math.Round(place.Latitude + ((i * 53 % 19) - 9) / 500.0, 6));
        var day = WorkingCalendar.ShanghaiDate(services.Clock.Now);
        var name = Text("pit", names.Places[(i + 7) % names.Places.Count], names.Projects[i * 5 % names.Projects.Count]);
        return new RegistrationForm
        {
            Origin = SiteOrigin.ByHand,
            Site = new MuckSiteForm
            {
                Name = name,
                Address = Text("address", names.Streets[i % names.Streets.Count], 11 + (i * 4)),
                RegionCode = county.RegionCode,
                StartDate = day.AddDays(-20 - i),
                EndDate = day.AddDays(500 + (i * 9)),
                Category = Enum.GetValues<WorksCategory>()[i % Enum.GetValues<WorksCategory>().Length],
                ManagementLevel = ManagementLevel.District,
                DepartmentId = county.Id,
                CentralEnterprise = i % 5 == 0,
                PlanningPermit = Text("planningPermit", 300 + i),
                ConstructionPermit = Text("constructionPermit", 800 + i),
                Owner = Unit(owner, i + 11),
                GeneralContractor = Unit(contractor.Organization.Name, i + 31),
                Wastes = [.. new[] { WasteKind.Muck, WasteKind.Slurry, WasteKind.WasteConcrete }.Take(1 + (i % 3)).Select((kind, k) => new WasteRemoval
                {
                    Kind = kind,
                    Transporter = names.Texts["transporter"],
                    ContactName = names.Person(i + k + 60),
                    Sex = Sex.Male,
                    Phone = DemoRegisters.Phone(i + k + 60),
                    Tonnage = 8_000 + (i * 900) + (k * 350),
                    From = day.AddDays(-5),
                    Until = day.AddDays(200 + i),
                })],
                DriedSlurry = i % 4 == 0 ? 150 + i : null,
            },
            PointName = Text("point", name),
            ContactName = names.Person(i + 5),
            ContactPhone = DemoRegisters.Phone(i + 5),
            SupplierId = Supplier(i).Organization.Id,
            Longitude = longitude,
            Latitude = latitude,
            Devices = [.. DeviceKinds.Gate.Select((kind, k) => new RegisteredDevice
            {
                Kind = kind,
                Code = Gb28181Code.SitePrefix(RegionCode.Parse(county.RegionCode!), "132") + (FirstSerial + (i * 10) + k).ToString("D6", CultureInfo.InvariantCulture),
                Longitude = longitude + 0.0004,
                Latitude = latitude + (k * 0.0001),
                Brand = names.Texts["plateBrand"],
                Model = k % 2 == 0 ? "TCM-403" : "DCM-810",
                Parameters = names.Texts["parameters"],
            })],
        };
    }

    /// <summary>Photos of the device and of where it hangs, for the first device; S0 does not require them.</summary>
    private async Task<RegistrationForm> WithPicturesAsync(RegistrationForm form, Actor clerk, long id, int i, CancellationToken cancellationToken)
    {
        if (i % 2 != 0) return form;
        var photo = await AttachAsync(RegistrationFileKind.Photo, "camera.png");
        var scene = await AttachAsync(RegistrationFileKind.ScenePhoto, "gate.png");
        return form with { Devices = [form.Devices[0] with { PhotoId = photo, ScenePhotoId = scene }, .. form.Devices.Skip(1)] };

        async Task<long> AttachAsync(RegistrationFileKind kind, string fileName) => (await services.RegistrationDrafts.AttachAsync(
            new AttachRegistrationFile
            {
                Actor = clerk,
                RegistrationId = id,
                Kind = kind,
                FileName = fileName,
                Content = new MemoryStream(DemoPicture.Draw(i, kind == RegistrationFileKind.Photo, fileName.ToUpperInvariant())),
            },
            cancellationToken)).Id;
    }

    private UnitContact Unit(string name, int number) => new()
    {
        Name = name,
        Address = Text("address", names.Streets[number % names.Streets.Count], number),
        ContactName = names.Person(number),
        Sex = number % 3 == 0 ? Sex.Female : Sex.Male,
        Phone = DemoRegisters.Phone(number),
    };

    private string Text(string key, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, names.Texts[key], arguments);

    private async Task<long> RevisionAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<DeviceRegistration>().Where(r => r.Id == id).Select(r => r.Revision).SingleAsync(cancellationToken);
    }
}
