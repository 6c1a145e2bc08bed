using System.Data.Common;
using System.Diagnostics;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrashHost;

/// <summary>Kills this process with SIGKILL at one named point: nothing is flushed, closed or told to anyone.</summary>
internal sealed class CrashPoint(string name)
{
    public IInterceptor[] Interceptors => [new OfTransactions(this), new OfSaves(this)];

    public ISmsGateway Around(ISmsGateway gateway) => new OfGateway(this, gateway);

    private async Task ReachAsync(string point)
    {
        if (point != name) return;
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.Infinite);
    }

    private sealed class OfTransactions(CrashPoint crash) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await crash.ReachAsync("before-commit");
            return result;
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => crash.ReachAsync("after-commit");
    }

    private sealed class OfSaves(CrashPoint crash) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await crash.ReachAsync("before-save");
            return result;
        }

        public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            await crash.ReachAsync("after-save");
            return result;
        }
    }

    private sealed class OfGateway(CrashPoint crash, ISmsGateway inner) : ISmsGateway
    {
        public async Task SendAsync(SmsMessage message, CancellationToken cancellationToken)
        {
            await crash.ReachAsync("before-send");
            await inner.SendAsync(message, cancellationToken);
            await crash.ReachAsync("after-send");
        }
    }
}
