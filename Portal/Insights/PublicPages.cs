using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Domain.Scoring;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;
using Portal.Preferences;
using Workflows.Insights;
using Workflows.Regions;

namespace Portal.Insights;

/// <summary>
/// The public notice as bytes: drawn at most once a minute for each city, language and theme, whoever asks. Not by the pages' own endpoint, which gives
/// every reader a cookie and a state of their own.
/// </summary>
internal sealed class PublicPages(PublicNotice notice, RegionDirectory regions, IServiceScopeFactory scopes, ILoggerFactory logs, TimeProvider time)
{
    public const string Address = "/public";

    /// <summary>The parameter that names a month of scores.</summary>
    public const string Month = "month";

    private static readonly TimeSpan DrawnFor = TimeSpan.FromMinutes(1);

    private readonly KeptAnswers<PublicDrawing> _drawings = new(time, DrawnFor);

    public static string AddressOf(string region) => $"{Address}/{region}";

    /// <summary>The notice of a city; null when nobody there publishes one.</summary>
    /// <param name="region">The city; null for the only one that there is, or the choice among several.</param>
    /// <param name="month">The month of the scores, such as "2026-10"; whatever is none that is published is the last one.</param>
    /// <param name="theme">Light or dark.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<PublicDrawing?> ReadAsync(string? region, string? month, string theme, CancellationToken cancellation)
    {
        var authorities = await notice.AuthoritiesAsync(cancellation);
        var authority = region is null ? authorities is [var only] ? only : null : authorities.FirstOrDefault(a => a.RegionCode == region);
        if (region is not null && authority is null) return null;
        var months = authority is null ? [] : (await notice.ReadAsync(authority, cancellation)).Months;
        ScoreMonth? shown = ScoreMonth.TryParse(month, out var asked) && months.Contains(asked) ? asked : months.Count > 0 ? months[0] : null;
        var key = $"{region} {shown} {CultureInfo.CurrentUICulture.Name} {theme}";
        return await _drawings.GetAsync(key, () => DrawAsync(authority, authorities, region is null ? Address : AddressOf(region), shown, theme)).WaitAsync(cancellation);
    }

    private async Task<PublicDrawing> DrawAsync(NoticeAuthority? authority, IReadOnlyList<NoticeAuthority> authorities, string address, ScoreMonth? month, string theme)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(PublicDocument.Notice)] = authority is null ? null : await notice.ReadAsync(authority),
            [nameof(PublicDocument.Month)] = month,
            [nameof(PublicDocument.Scores)] = authority is null || month is null ? [] : await notice.ScoresAsync(authority, month.Value),
            [nameof(PublicDocument.Authorities)] = authorities,
            [nameof(PublicDocument.Names)] = await regions.ReadAsync(),
            [nameof(PublicDocument.Theme)] = theme,
            [nameof(PublicDocument.Here)] = Uri.EscapeDataString(month is null ? address : $"{address}?{Month}={month}"),
            [nameof(PublicDocument.Address)] = address,
        });
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PublicDocument>(parameters)).ToHtmlString());
        var bytes = Encoding.UTF8.GetBytes(html);
        return new PublicDrawing(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }
}

/// <param name="Tag">Its entity tag.</param>
internal sealed record PublicDrawing(byte[] Content, string Tag);

/// <summary>Where the notice stands, and how often one address may ask.</summary>
internal static class PublicEndpoints
{
    public const string Limits = "public";

    /// <summary>Of one address within <see cref="Window"/>; an office behind one address reads too.</summary>
    public const int Requests = 120;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddPublicPages(this IServiceCollection services)
    {
        services.AddSingleton<PublicPages>();
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Limits, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = Requests, Window = Window, QueueLimit = 0 }));
        });
    }

    public static void MapPublicPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PublicPages.Address, (HttpContext context, PublicPages pages) => AnswerAsync(context, pages, null)).AllowAnonymous().RequireRateLimiting(Limits);
        routes.MapGet(PublicPages.Address + "/{region}", (string region, HttpContext context, PublicPages pages) => AnswerAsync(context, pages, region)).AllowAnonymous().RequireRateLimiting(Limits);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, PublicPages pages, string? region)
    {
        if (await pages.ReadAsync(region, context.Request.Query[PublicPages.Month], Theme.Of(context.Request), context.RequestAborted) is not { } drawing) return Results.NotFound();
        // Asked again each time, and answered without the bytes while they are the same: language and theme come by cookie.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Cookie";
        return Results.Bytes(drawing.Content, "text/html; charset=utf-8", entityTag: EntityTagHeaderValue.Parse(drawing.Tag));
    }
}
