using System.Globalization;
using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Sites;

namespace Workflows.Relocation;

/// <summary>Submitting, submitting again, withdrawing.</summary>
public sealed class RelocationSubmission(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    public const string DefinitionKey = "relocation";

    /// <summary>Everything that stands against submitting the form as it is typed now.</summary>
    /// <exception cref="DomainException">actor.not-allowed, relocation.unknown.</exception>
    public async Task<IReadOnlyList<FormProblem>> CheckAsync(Actor actor, long applicationId, RelocationForm form, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var application = await RelocationScope.OwnAsync(db, actor, applicationId, cancellationToken);
        return RelocationRules.Check(application.Kind, form, await RelocationGround.ReadAsync(db, application.SiteId, applicationId, time.GetUtcNow(), cancellationToken));
    }

    /// <returns>The application's number.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed, relocation.unknown, relocation.changed-by-other, opinion.text-required, access.no-regulator, access.no-operator, and those of
    /// the aggregate and the engine.
    /// </exception>
    public Task<string> SubmitAsync(SubmitRelocation request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Two applications for one device in the same moment: the second tries again and is told about the first.
        return Contention.RetryAsync(() => TrySubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Ends an application under way; a draft is deleted.</summary>
    /// <exception cref="DomainException">actor.not-allowed, relocation.unknown, relocation.cannot-withdraw.</exception>
    public Task WithdrawAsync(Actor actor, long applicationId, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var application = await RelocationScope.OwnAsync(db, actor, applicationId, cancellationToken);
            if (!application.RightsOf(actor).Withdraw) throw new DomainException("relocation.cannot-withdraw");
            application.Withdraw(time.GetUtcNow());
            if (application.Number is null)
                db.Remove(application);
            else
                await engine.CancelAsync(db, new CancelProcess { BusinessKey = RelocationScope.BusinessKey(applicationId), Actor = actor, Reason = null }, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        },
        cancellationToken);

    private async Task<string> TrySubmitAsync(SubmitRelocation request, CancellationToken cancellationToken)
    {
        var opinion = CaseComment.Of(request.Opinion) ?? throw new DomainException("opinion.text-required");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // One transaction around the number and the save: the number's row is held until all is saved, and given back if it is not.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var application = await RelocationScope.OwnAsync(db, request.Actor, request.ApplicationId, cancellationToken);
        if (application.Revision != request.Revision) throw new DomainException("relocation.changed-by-other");
        var held = application.Status == RelocationStatus.Correction
            ? await ProcessEngine.HoldAtAsync(db, RelocationScope.BusinessKey(application.Id), [RelocationChain.Submission], request.Actor, cancellationToken)
            : null;
        await ProcessEngine.ActAsync(db, held, () => SubmitAsync(db, application, held, request.Actor, opinion, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return application.Number!;
    }

    private async Task SubmitAsync(
        PortalDbContext db, RelocationApplication application, HeldItem? held, Actor actor, string opinion, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var facts = await RelocationGround.ReadAsync(db, application.SiteId, application.Id, now, cancellationToken);
        application.Submit(facts, actor, application.Number ?? await NextNumberAsync(db, now, cancellationToken), now);
        var content = FiledContent.Of(application.Form);
        if (held is not null)
        {
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "submit", Comment = opinion, Content = content }, cancellationToken);
            return;
        }

        var start = await SiteCases.StartAsync(db, application.Site, new CaseKey(DefinitionKey, application.Id), actor, opinion, cancellationToken);
        await engine.SubmitAsync(db, start, "submit", content, cancellationToken);
        await db.AddRangeAsync(RelocationNotices.Submitted(application, await RelocationNotices.ReadersAsync(db, application, cancellationToken), now), cancellationToken);
    }

    /// <summary>YC, the Shanghai year and five digits.</summary>
    private static async Task<string> NextNumberAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"YC{WorkingCalendar.ShanghaiDate(now).Year}");
        return series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
    }
}
