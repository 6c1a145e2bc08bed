using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Accounts;

namespace Portal.Security;

/// <summary>Counts the circuits of each account on this node; each holds memory, so one person gets only so many.</summary>
internal sealed class CircuitCounts
{
    public const int PerAccount = 24;

    private readonly ConcurrentDictionary<long, int> _open = new();

    public bool Full(long account) => _open.GetValueOrDefault(account) >= PerAccount;

    public void Opened(long account) => _open.AddOrUpdate(account, 1, (_, count) => count + 1);

    public void Closed(long account)
    {
        var left = _open.AddOrUpdate(account, 0, (_, count) => count - 1);
        if (left <= 0) _open.TryRemove(KeyValuePair.Create(account, left));
    }
}

/// <summary>Tells the counts when a circuit comes and goes.</summary>
internal sealed class CircuitCounter(CircuitCounts counts, AuthenticationStateProvider authentication) : CircuitHandler
{
    private long? _account;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _account = (await authentication.GetAuthenticationStateAsync()).User.AccountId();
        if (_account is { } account) counts.Opened(account);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_account is { } account) counts.Closed(account);
        return Task.CompletedTask;
    }
}

/// <summary>Who may open a circuit: pages of this origin only (a WebSocket ignores CORS), and not without end.</summary>
internal static class CircuitGate
{
    public const string Path = "/_blazor";

    public static void UseCircuitGate(this WebApplication app)
    {
        var counts = app.Services.GetRequiredService<CircuitCounts>();
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase)) return next(context);
            if (!SameOrigin(context.Request)) return Refuse(context, StatusCodes.Status403Forbidden);
            var negotiating = context.Request.Path.Value?.EndsWith("/negotiate", StringComparison.Ordinal) == true;
            if (negotiating && context.User.AccountId() is { } account && counts.Full(account)) return Refuse(context, StatusCodes.Status429TooManyRequests);
            return next(context);
        });
    }

    /// <summary>Browsers always send Origin with a WebSocket; what sends none is no browser and has no cookie to abuse.</summary>
    public static bool SameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
