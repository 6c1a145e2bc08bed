using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Workflows.Files;
using Workflows.Violations;

namespace Testing.Violations;

/// <summary>Leads violations of a <see cref="PortalWorld"/> through their chain.</summary>
public sealed class ViolationWalk(PortalWorld world)
{
    public static readonly OrderTerms Terms = new(5, "Install what is missing.");

    public ViolationReport Report(ViolationKind kind = ViolationKind.VideoNotInstalled) => new()
    {
        Kind = kind,
        Discovery = kind.Rule().FoundBy[0],
        FoundAt = world.Clock.GetUtcNow(),
        Description = "Nothing at the north gate.",
    };

    public Task<long> RecordedAsync(ViolationKind kind = ViolationKind.VideoNotInstalled, Actor? by = null, Site? site = null, IReadOnlyList<long>? photos = null) =>
        world.Get<ViolationRecording>().RecordAsync(new RecordViolation
        {
            Actor = by ?? world.CountyOfficer,
            SiteId = (site ?? world.Site).Id,
            Report = Report(kind),
            PhotoIds = photos ?? [],
        });

    public async Task<long> OrderedAsync(ViolationKind kind = ViolationKind.VideoNotInstalled, Actor? by = null, Site? site = null)
    {
        var id = await RecordedAsync(kind, by, site);
        await world.Get<ViolationSteps>().OrderAsync(new GiveOrder { Actor = by ?? world.CountyOfficer, WorkItemId = await ItemAsync(id, "order"), Terms = Terms });
        return id;
    }

    public async Task<long> AnsweredAsync(ViolationKind kind = ViolationKind.VideoNotInstalled, Actor? by = null)
    {
        var id = await OrderedAsync(kind, by);
        await AnswerAsync(id);
        return id;
    }

    public async Task AnswerAsync(long id)
    {
        await AddToAnswerAsync(id);
        await world.Get<ViolationSteps>().ReplyAsync(new ReplyToOrder { Actor = world.ProjectManager, WorkItemId = await ItemAsync(id, "answer"), Text = "Installed." });
    }

    public Task AddToAnswerAsync(long id, Actor? by = null) => world.Get<ViolationPhotos>().AddToAnswerAsync(
        new UploadFile { Actor = by ?? world.ProjectManager, FileName = "after.png", Content = new MemoryStream(SampleFiles.Png) }, id);

    public async Task ReinspectAsync(long id, ReinspectionResult result, Actor? by = null, OrderTerms? terms = null) =>
        await world.Get<ViolationSteps>().ReinspectAsync(new ReinspectViolation
        {
            Actor = by ?? world.CountyOfficer,
            WorkItemId = await ItemAsync(id, "reinspection"),
            Result = result,
            Finding = "Looked again.",
            PhotoIds = [],
            Terms = terms,
        });

    public async Task<string> SanctionAsync(long id, ViolationMeasures measures, Actor? by = null) =>
        await world.Get<ViolationSteps>().SanctionAsync(new DecideMeasures { Actor = by ?? world.CountyOfficer, WorkItemId = await ItemAsync(id, "measures"), Measures = measures });

    public async Task<PhotoView> PhotoAsync(Actor? by = null) => await world.Get<ViolationPhotos>().UploadAsync(
        new UploadFile { Actor = by ?? world.CountyOfficer, FileName = "gate.png", Content = new MemoryStream(SampleFiles.Png) });

    /// <summary>The open item of a step; 0 when there is none.</summary>
    public async Task<long> ItemAsync(long id, string node)
    {
        var key = $"violation:{id}";
        await using var db = world.Open();
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.NodeId == node && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleOrDefaultAsync();
    }
}
