using System.Globalization;
using System.Text;
using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Devices;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Devices;

namespace Workflows.Demo;

/// <summary>What an application of the demo is made of and meets on its way, and at which step it stops.</summary>
internal sealed record DemoPlot(string StopAt, bool Listed, bool Files, bool Letter, bool Correction, bool Incomplete, bool Difficulty, bool Failed, bool Refused);

/// <summary>Leads one application through the real services, a working hour at a time, until its step or until today.</summary>
internal sealed class DemoStory(
    IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names, WorkingCalendar calendar, DateTimeOffset today)
{
    /// <summary>So many suppliers have devices on sites.</summary>
    public const int Suppliers = 4;

    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        + "0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n163\n%%EOF\n");

    private int _seed;

    public async Task TellAsync(DemoSite site, DemoPlot plot, int number, DateTimeOffset begin)
    {
        _seed = number;
        services.Clock.Now = begin;
        var contractor = site.Contractor;
        var supplier = registers.Of(OrganizationKind.Supplier).ElementAt(number % Suppliers);
        var id = await services.Drafts.StartAsync(new StartAccessDraft { Actor = contractor[Role.SiteClerk], SiteId = site.Site.Id });
        await services.Drafts.SaveFormAsync(new SaveAccessForm
        {
            Actor = contractor[Role.SiteClerk],
            ApplicationId = id,
            Form = Form(contractor, supplier, plot.Listed),
            Revision = await RevisionAsync(id),
        });
        if (!plot.Files) return;
        foreach (var (kind, fileName) in names.Files)
        {
            await services.Drafts.AttachAsync(new AttachAccessFile
            {
                Actor = contractor[Role.SiteClerk],
                ApplicationId = id,
                Kind = kind,
                FileName = fileName,
                Content = new MemoryStream(Pdf),
            });
        }

        if (plot.Letter)
        {
            await services.Drafts.SignCommitmentAsync(new SignCommitmentLetter
            {
                Actor = supplier[Role.SupplierStaff],
                ApplicationId = id,
                ContactName = supplier[Role.SupplierStaff].Name,
                ContactPhone = DemoRegisters.Phone(number + 7),
            });
        }

        if (plot.StopAt == "draft") return;
        Pass(2);
        await SubmitAsync(id, contractor);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (await OpenAsync(id) is { Count: > 0 } open)
        {
            var item = open.FirstOrDefault(w => w.NodeId != plot.StopAt);
            if (item is null) return;
            Pass(3 + (_seed % 6));
            if (services.Clock.Now > today) return;
            await StepAsync(id, item, site, plot, done);
        }
    }

    private async Task StepAsync(long id, WorkItem item, DemoSite site, DemoPlot plot, HashSet<string> done)
    {
        var city = site.Site.RegionCode[..2];
        var operatorPerson = registers.Of(OrganizationKind.Operator).First(u => u.Organization.RegionCode!.StartsWith(city, StringComparison.Ordinal))[Role.OperatorEngineer];
        var manager = site.Contractor[Role.ProjectManager];
        var texts = names.Texts;
        switch (item.NodeId)
        {
            case "supervisorReview":
                var disagrees = _seed % 9 == 0;
                await OpineAsync(item, site.Supervisor[Role.SupervisionEngineer], disagrees ? OpinionResult.Disagree : OpinionResult.Agree, texts[disagrees ? "supervisorDisagrees" : "supervisor"]);
                break;
            case "operatorReview":
                await OpineAsync(item, operatorPerson, OpinionResult.Agree, texts["operator"]);
                break;
            case "countyReview":
                var result = plot.Correction && done.Add("correct") ? OpinionResult.Correct : plot.Refused ? OpinionResult.Refuse : OpinionResult.Agree;
                var key = result switch { OpinionResult.Correct => "correct", OpinionResult.Refuse => "refuse", _ => "county" };
                await OpineAsync(item, site.County[Role.CountyOfficer], result, texts[key]);
                break;
            case "correction":
                await SubmitAsync(id, site.Contractor);
                break;
            case "debugApplication":
                await services.Debugging.FileAsync(new FileDebugApplication { Actor = manager, WorkItemId = item.Id, Form = await DebugFormAsync(id, manager) });
                break;
            case "slotAssignment":
                await AssignAsync(id, item, operatorPerson);
                break;
            case "delivery":
                var rows = await RowsAsync(id);
                var missing = plot.Incomplete && done.Add("missing") ? texts["missing"] : null;
                await services.Debugging.CheckAsync(new CheckDelivery { Actor = operatorPerson, WorkItemId = item.Id, Rows = rows, Missing = missing });
                break;
            case "debugging":
                var report = plot.Difficulty && done.Add("difficulty") ? DebugReport.Difficulty : plot.Failed && done.Add("failed") ? DebugReport.Failed : DebugReport.Passed;
                var note = report switch { DebugReport.Difficulty => texts["difficulty"], DebugReport.Failed => texts["failed"], _ => null };
                await services.Debugging.ReportAsync(new ReportDebugging { Actor = operatorPerson, WorkItemId = item.Id, Report = report, Note = note });
                break;
            case "technicalDifficulty":
                await services.Debugging.ResolveAsync(operatorPerson, item.Id, texts["resolved"]);
                break;
            case "handOver":
                await services.Debugging.SignHandOverAsync(operatorPerson, item.Id);
                break;
            case "collection":
                await services.Debugging.SignCollectionAsync(manager, item.Id);
                break;
            case "devicesOnline":
                foreach (var device in await DevicesAsync(id))
                    await services.Devices.NoteAsync(new NoteDevice { Actor = operatorPerson, DeviceId = device, At = services.Clock.Now, Online = true });
                break;
            case "countyConfirmation":
                await services.Debugging.ConfirmAsync(site.County[Role.CountyOfficer], item.Id, texts["confirm"]);
                break;
            default:
                throw new InvalidOperationException($"The demo knows nothing to do at {item.NodeId}.");
        }
    }

    private AccessForm Form(DemoUnit contractor, DemoUnit supplier, bool listed)
    {
        var brand = names.Brands.Where(b => b.Listed == listed).ElementAt(_seed % names.Brands.Count(b => b.Listed == listed));
        var dust = names.Dust.First(d => d.Listed == listed);
        var manager = contractor[Role.ProjectManager];
        DeviceKind[] kinds = [DeviceKind.GateDome, DeviceKind.GatePlateCamera, DeviceKind.DustMonitor, DeviceKind.CraneDome, DeviceKind.SiteDome, DeviceKind.LivingAreaDome];
        return new AccessForm
        {
            ProjectManagerName = manager.Name,
            ProjectManagerPhone = DemoRegisters.Phone(_seed + 100),
            SupplierId = supplier.Organization.Id,
            SiteAdministratorName = contractor[Role.SiteClerk].Name,
            SiteAdministratorPhone = DemoRegisters.Phone(_seed + 200),
            LiaisonName = supplier[Role.SupplierStaff].Name,
            LiaisonPhone = DemoRegisters.Phone(_seed + 300),
            LiaisonEmail = string.Create(CultureInfo.InvariantCulture, $"liaison{_seed}@example.com"),
            BandwidthUp = 30,
            BandwidthDown = 50,
            VideoInstallationDate = WorkingCalendar.ShanghaiDate(services.Clock.Now).AddDays(20),
            SiteSituation = names.Texts["situation"],
            Positions = [.. kinds.Take(3 + (_seed % 4)).Select((kind, i) => new InstallPosition
            {
                Position = names.Positions[i],
                Kind = kind,
                Brand = kind == DeviceKind.DustMonitor ? dust.Brand : brand.Brand,
                Model = kind == DeviceKind.DustMonitor ? dust.Model : kind == DeviceKind.GatePlateCamera ? brand.Plate : brand.Dome,
                SimNumber = string.Create(CultureInfo.InvariantCulture, $"14{_seed:D5}{i:D4}"),
                IpAddress = string.Create(CultureInfo.InvariantCulture, $"10.{20 + (_seed / 200)}.{_seed % 200}.{i + 10}"),
            })],
        };
    }

    private async Task<DebugForm> DebugFormAsync(long id, Actor manager)
    {
        await using var db = await databases.CreateDbContextAsync();
        var form = await db.Set<AccessApplication>().Where(a => a.Id == id).Select(a => a.Form).SingleAsync();
        var day = WorkingCalendar.ShanghaiDate(services.Clock.Now);
        var counts = form.Positions.GroupBy(p => p.Kind!.Value).ToDictionary(g => g.Key, g => g.Count());
        counts[DeviceKind.VideoRecorder] = 1;
        counts[DeviceKind.Router] = 1;
        var brand = form.Positions[0].Brand!;
        return new DebugForm
        {
            ApplicantName = manager.Name,
            ApplicantPhone = form.ProjectManagerPhone,
            DustModel = form.Positions.FirstOrDefault(p => p.Kind == DeviceKind.DustMonitor)?.Model,
            Stage = (ConstructionStage)(_seed % 3),
            Brand = brand == names.Brands[0].Brand ? DebugBrand.Hikvision : brand == names.Brands[1].Brand ? DebugBrand.Dahua : DebugBrand.Other,
            OtherBrand = brand == names.Brands[0].Brand || brand == names.Brands[1].Brand ? null : brand,
            Counts = counts,
            DebuggingDate = calendar.AddWorkingDays(day, 2),
            CollectionDate = calendar.AddWorkingDays(day, 6),
        };
    }

    private async Task<IReadOnlyList<ReceiptRow>> RowsAsync(long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var form = await db.Set<DebugApplication>().Where(d => d.ApplicationId == id).Select(d => d.Form).SingleAsync();
        var brand = form.OtherBrand ?? (form.Brand == DebugBrand.Dahua ? names.Brands[1].Brand : names.Brands[0].Brand);
        return [.. DebugReceipt.Announced(form).Where(a => a.Value > 0)
            .Select(a => new ReceiptRow { Class = a.Key, Brand = brand, Quantity = a.Value, Detail = a.Key == ReceiptClass.DustMonitor ? form.DustModel : "A1" })];
    }

    private async Task AssignAsync(long id, WorkItem item, Actor operatorPerson)
    {
        for (var days = 1; ; days++)
        {
            var date = calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(services.Clock.Now), days);
            try
            {
                await services.Board.AssignAsync(new AssignDebugSlot { Actor = operatorPerson, WorkItemId = item.Id, ApplicationId = id, Date = date });
                return;
            }
            catch (DomainException e) when (e.Code == "slot.day-full")
            {
                // The next day, as the operator would.
            }
        }
    }

    private async Task SubmitAsync(long id, DemoUnit contractor) => await services.Submission.SubmitAsync(new SubmitAccessApplication
    {
        Actor = contractor[Role.ProjectManager],
        ApplicationId = id,
        Opinion = names.Texts["contractor"],
        Revision = await RevisionAsync(id),
    });

    private async Task OpineAsync(WorkItem item, Actor by, OpinionResult result, string text) =>
        await services.Decisions.DecideAsync(new DecideItem
        {
            Actor = by,
            WorkItemId = item.Id,
            Outcome = AccessChain.OutcomeOf(item.NodeId, result),
            Opinion = text,
        });

    private async Task<long> RevisionAsync(long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<AccessApplication>().Where(a => a.Id == id).Select(a => a.Revision).SingleAsync();
    }

    private async Task<List<WorkItem>> OpenAsync(long id)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"access:{id}");
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<WorkItem>().AsNoTracking().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).OrderBy(w => w.Id).ToListAsync();
    }

    private async Task<List<long>> DevicesAsync(long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Device>().Where(d => d.ApplicationId == id).OrderBy(d => d.Ordinal).Select(d => d.Id).ToListAsync();
    }

    /// <summary>Some working hours pass; nights, weekends and holidays are slept through.</summary>
    private void Pass(int hours)
    {
        var now = services.Clock.Now + TimeSpan.FromHours(hours);
        var day = WorkingCalendar.ShanghaiDate(now);
        if (WorkingCalendar.ShanghaiTime(now) > new TimeOnly(17, 0)) day = day.AddDays(1);
        while (!calendar.IsWorkingDay(day)) day = day.AddDays(1);
        if (day != WorkingCalendar.ShanghaiDate(now) || WorkingCalendar.ShanghaiTime(now) < new TimeOnly(9, 0))
            now = WorkingCalendar.StartOfDay(day) + new TimeSpan(9, _seed % 50, 0);
        services.Clock.Now = now;
    }
}
