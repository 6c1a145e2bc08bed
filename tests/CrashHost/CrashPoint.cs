using System.Diagnostics;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrashHost;

/// <summary>Kills this process with SIGKILL at one named point: nothing is flushed, closed or told to anyone.</summary>
internal sealed class CrashPoint(string name)
{
    public IInterceptor[] Interceptors => [new OfSaves(this)];

    public ISmsGateway Around(ISmsGateway gateway) => new OfGateway(this, gateway);

    private async Task ReachAsync(string point)
    {
        if (point != name) return;
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.Infinite);
    }

    private sealed class OfSaves(CrashPoint crash) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await crash.ReachAsync("before-save");
            // By then the server has it, and waits for the row that the test holds.
            _ = Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None).ContinueWith(_ => crash.ReachAsync("while-saving"), TaskScheduler.Default);
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
