using System.Globalization;
using Domain;
using Domain.Calendar;
using Domain.Dismantling;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Dismantling;

/// <summary>Filing, filing again, withdrawing; and the county's taking a registration back.</summary>
public sealed class CraneNoticeSubmission(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    public const string DefinitionKey = "crane";

    /// <returns>The notice's number.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed, crane.unknown, crane.changed-by-other, opinion.text-required, access.no-regulator, access.no-operator, and those of the
    /// aggregate and the engine.
    /// </exception>
    public Task<string> SubmitAsync(SubmitCraneNotice request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TrySubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Ends a notice that waits for the county; a draft is deleted.</summary>
    /// <exception cref="DomainException">actor.not-allowed, crane.unknown, crane.cannot-withdraw.</exception>
    public Task WithdrawAsync(Actor actor, long noticeId, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var notice = await CraneNoticeScope.OwnAsync(db, actor, noticeId, cancellationToken);
            if (!notice.RightsOf(actor).Withdraw) throw new DomainException("crane.cannot-withdraw");
            notice.Withdraw(time.GetUtcNow());
            if (notice.Number is null)
                db.Remove(notice);
            else
                await engine.CancelAsync(db, new CancelProcess { BusinessKey = CraneNoticeScope.BusinessKey(noticeId), Actor = actor, Reason = null }, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        },
        cancellationToken);

    /// <exception cref="DomainException">actor.not-allowed, crane.unknown, and those of the aggregate.</exception>
    public Task RevokeAsync(RevokeCraneNotice request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(
            async () =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                await Memberships.RequireAsync(db, request.Actor, [Role.CountyOfficer], cancellationToken);
                var notice = await db.Set<CraneNotice>().Include(n => n.Site).ThenInclude(s => s.Participants)
                    .RequireAsync(db, request.Actor, request.NoticeId, cancellationToken);
                var now = time.GetUtcNow();
                notice.Revoke(request.Reason, request.Actor, now);
                await db.AddRangeAsync(CraneNoticeMessages.Revoked(notice, now), cancellationToken);
                await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
            },
            cancellationToken);
    }

    private async Task<string> TrySubmitAsync(SubmitCraneNotice request, CancellationToken cancellationToken)
    {
        var opinion = CaseComment.Of(request.Opinion) ?? throw new DomainException("opinion.text-required");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // One transaction around the number and the save: the number's row is held until all is saved, and given back if it is not.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var notice = await CraneNoticeScope.OwnAsync(db, request.Actor, request.NoticeId, cancellationToken);
        if (notice.Revision != request.Revision) throw new DomainException("crane.changed-by-other");
        var held = notice.Status == CraneNoticeStatus.Correction
            ? await ProcessEngine.HoldAtAsync(db, CraneNoticeScope.BusinessKey(notice.Id), [CraneNoticeChain.Submission], request.Actor, cancellationToken)
            : null;
        await ProcessEngine.ActAsync(db, held, () => SubmitAsync(db, notice, held, request.Actor, opinion, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return notice.Number!;
    }

    private async Task SubmitAsync(PortalDbContext db, CraneNotice notice, HeldItem? held, Actor actor, string opinion, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        notice.Submit(actor, notice.Number ?? await NextNumberAsync(db, now, cancellationToken), WorkingCalendar.ShanghaiDate(now), now);
        var content = FiledContent.Of(notice.Form);
        if (held is not null)
        {
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "submit", Comment = opinion, Content = content }, cancellationToken);
            return;
        }

        var start = await SiteCases.StartAsync(db, notice.Site, new CaseKey(DefinitionKey, notice.Id), actor, opinion, cancellationToken);
        await engine.SubmitAsync(db, start, "submit", content, cancellationToken);
    }

    /// <summary>TD, the Shanghai year and five digits.</summary>
    private static async Task<string> NextNumberAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"TD{WorkingCalendar.ShanghaiDate(now).Year}");
        return series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
    }
}
