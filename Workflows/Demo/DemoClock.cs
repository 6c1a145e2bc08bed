namespace Workflows.Demo;

/// <summary>A clock that stands where the demo's story is, so that histories and deadlines are those of real weeks.</summary>
internal sealed class DemoClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
