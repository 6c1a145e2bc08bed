using Domain.Appeals;
using Domain.Organizations;
using Domain.Scoring;
using Workflows.Appeals;
using Workflows.Cases;
using Workflows.Files;

namespace Testing.Consequences;

/// <summary>Appeals against cards of <see cref="CardWalk"/>, about the first deduction of each.</summary>
public sealed class AppealWalk(PortalWorld world)
{
    public Task<long> FiledAsync(Scorecard card, Actor? by = null) => FileAsync(card, appealId: null, "The line of the whole street was cut.", [], by);

    public async Task<long> FileAsync(Scorecard card, long? appealId, string reason, IReadOnlyList<long> files, Actor? by = null) =>
        await world.Get<AppealFiling>().FileAsync(new FileAppeal
        {
            Actor = by ?? world.Supplier,
            ScorecardId = card.Id,
            AppealId = appealId,
            Form = new AppealForm { Reason = reason, Deductions = [card.Deductions[0].Facts.Evidence] },
            AttachmentIds = files,
        });

    public async Task<long> UploadedAsync(Actor? by = null) => (await world.Get<AppealEvidence>().UploadAsync(new UploadFile
    {
        Actor = by ?? world.Supplier,
        FileName = "statement.pdf",
        Content = new MemoryStream(SampleFiles.Pdf),
    })).Id;

    /// <summary>Filed with a file, and found right by the operator: the city has to decide.</summary>
    public async Task<long> UnderDecisionAsync(Scorecard card, Actor? by = null)
    {
        var id = await FileAsync(card, appealId: null, "The line of the whole street was cut.", [await UploadedAsync(by)], by);
        await AgreeAsync(id);
        return id;
    }

    /// <summary>The operator finds the supplier right.</summary>
    public async Task AgreeAsync(long id) => await world.Get<CaseDecisions>().DecideAsync(new DecideItem
    {
        Actor = world.Operator,
        WorkItemId = await new CardWalk(world).ItemAsync($"appeal:{id}", "operatorOpinion"),
        Outcome = "agree",
        Opinion = "The network operator's records show the cut.",
    });

    /// <summary>The same verdict about all that is in question.</summary>
    public async Task DecideAsync(long id, AppealVerdict verdict, Actor? by = null) => await world.Get<AppealDecisions>().DecideAsync(new DecideAppeal
    {
        Actor = by ?? world.CityOfficer,
        WorkItemId = await new CardWalk(world).ItemAsync($"appeal:{id}", "cityDecision"),
        Verdicts = (await world.Get<AppealReader>().ReadAsync(world.CityOfficer, id)).Lines.ToDictionary(l => l.Ordinal, _ => verdict),
        Opinion = "Decided after the operator's opinion.",
    });

    /// <summary>The check does not count these devices as offline.</summary>
    public static AppealVerdict Struck(IReadOnlyList<long> devices) => new() { Accepted = true, Remedy = AppealRemedy.CheckCorrected, Devices = devices };
}
