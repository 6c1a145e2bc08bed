using System.Diagnostics;
using Npgsql;

namespace Testing.Database;

/// <summary>
/// Counts the commands that are sent to one test's database, whoever in this process sends them, until it is disposed. The driver is listened to: EF looks only
/// once a second whether anybody wants to know of its commands.
/// </summary>
public sealed class CommandCount : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    /// <param name="database">Whose commands.</param>
    /// <param name="about">A table: only commands that name it count, since a whole portal asks for other things meanwhile.</param>
    public CommandCount(TestDatabase database, string about = "")
    {
        ArgumentNullException.ThrowIfNull(database);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = sent =>
            {
                var text = sent.GetTagItem("db.query.text") as string ?? "";
                if (sent.GetTagItem("db.namespace") as string == name && text.Contains(about, StringComparison.Ordinal)) Interlocked.Increment(ref _count);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Count => Volatile.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
