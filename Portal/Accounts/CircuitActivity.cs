using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Accounts;

/// <summary>When a circuit's person last did something; a page left open alone does nothing.</summary>
public sealed class CircuitActivity(TimeProvider clock) : CircuitHandler
{
    public DateTimeOffset LastAt { get; private set; } = clock.GetUtcNow();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context =>
        {
            LastAt = clock.GetUtcNow();
            return next(context);
        };
}
