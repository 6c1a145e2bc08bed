using Domain.Organizations;
using Workflows.Cases;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Violations;

/// <summary>An order takes effect: its days become the contractor's, and the site's units are told.</summary>
internal sealed class IssueOrderHandler : IServiceTaskHandler
{
    public string Name => "violation.issue";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var violation = await ViolationScope.LoadAsync(context.Db, CaseKey.Parse(context.Instance.BusinessKey).Id, cancellationToken);
        await context.Db.AddRangeAsync(ViolationNotices.Ordered(violation, violation.Order!, SiteWatchers.Of(violation), context.Now), cancellationToken);
        return new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["rectifyDays"] = violation.Order!.Days };
    }
}

/// <summary>The deadline passed without an answer: recorded, and told to the contractor, the authority and the next level (domain-rules "Access": overdue).</summary>
internal sealed class OrderOverdueHandler : IServiceTaskHandler
{
    public string Name => "violation.overdue";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var violation = await ViolationScope.LoadAsync(context.Db, CaseKey.Parse(context.Instance.BusinessKey).Id, cancellationToken);
        violation.Miss(context.Now);
        var variables = EngineJson.ReadState(context.Instance.State).Variables;
        var city = (long)variables[ProcessEngine.PartyPrefix + "city"].Number!.Value;
        var officer = Enum.Parse<Role>(variables["officer"].Text!);
        await context.Db.AddRangeAsync(ViolationNotices.Overdue(violation, violation.Order!, officer, city, context.Now), cancellationToken);
        return ServiceTaskContext.Nothing;
    }
}
