using System.Globalization;
using Domain.Inability;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Inability;

/// <summary>From the acceptance on the chain waits for the promised date.</summary>
internal sealed class WatchPromiseHandler : IServiceTaskHandler
{
    public string Name => "inability.watch";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var statement = await context.StatementAsync(cancellationToken);
        return InabilityWatch.Day("promisedOn", statement.PromisedOn);
    }
}

/// <summary>The promised date has come, and the site is not connected: the contractor is reminded on its last day.</summary>
internal sealed class RemindPromiseHandler(Calendars calendars) : IServiceTaskHandler
{
    public string Name => "inability.remind";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var statement = await context.StatementAsync(cancellationToken);
        statement.Remind(context.Now);
        await context.Db.AddRangeAsync(InabilityMessages.Reminder(statement, statement.Site.Name, context.Now), cancellationToken);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        return InabilityWatch.Day("lapsesOn", calendar.AddWorkingDays(statement.PromisedOn, 1));
    }
}

/// <summary>The next working day has begun: a candidate for a violation (S2 annex 6, no. 3), for a person to look at.</summary>
internal sealed class LapsePromiseHandler : IServiceTaskHandler
{
    public string Name => "inability.lapse";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var statement = await context.StatementAsync(cancellationToken);
        statement.Lapse(context.Now);
        await context.Db.AddAsync(
            new ViolationCandidate(statement.SiteId, ViolationKind.NotConnected, "inability.lapsed", context.Instance.BusinessKey, context.Now), cancellationToken);
        await context.Db.AddRangeAsync(InabilityMessages.Lapsed(statement, statement.Site.Name, CountyOf(context), context.Now), cancellationToken);
        return ServiceTaskContext.Nothing;
    }

    private static long CountyOf(ServiceTaskContext context) =>
        (long)EngineJson.ReadState(context.Instance.State).Variables[ProcessEngine.PartyPrefix + "county"].Number!.Value;
}

/// <summary>The site was connected in time.</summary>
internal sealed class KeepPromiseHandler : IServiceTaskHandler
{
    public string Name => "inability.keep";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        (await context.StatementAsync(cancellationToken)).Keep(context.Now);
        return ServiceTaskContext.Nothing;
    }
}

/// <summary>What watches a promise.</summary>
internal static class InabilityWatch
{
    /// <summary>A site has just been connected: the promise about it is kept, in the same transaction.</summary>
    public static async Task TellConnectedAsync(ServiceTaskContext context, long siteId, CancellationToken cancellationToken)
    {
        var watched = await context.Db.Set<InabilityStatement>().Where(s => s.SiteId == siteId && s.Status == InabilityStatus.Accepted)
            .Select(s => s.Id).ToListAsync(cancellationToken);
        foreach (var id in watched) context.Tell(InabilityScope.BusinessKey(id), "inability.site-connected", "access.connect-site");
    }

    public static async Task<InabilityStatement> StatementAsync(this ServiceTaskContext context, CancellationToken cancellationToken) =>
        await context.Db.Set<InabilityStatement>().Include(s => s.Site).SingleAsync(s => s.Id == InabilityScope.IdOf(context.Instance.BusinessKey), cancellationToken);

    public static IReadOnlyDictionary<string, ProcessValue> Day(string name, DateOnly day) =>
        new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { [name] = day.ToString("O", CultureInfo.InvariantCulture) };
}
