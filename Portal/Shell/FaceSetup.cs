using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Portal.Access;
using Portal.Accounts;
using Portal.Appeals;
using Portal.Audit;
using Portal.Captures;
using Portal.Devices;
using Portal.Engine;
using Portal.Errors;
using Portal.Health;
using Portal.Ingest;
using Portal.Insights;
using Portal.Leave;
using Portal.Lists;
using Portal.Maps;
using Portal.Preferences;
using Portal.Registration;
using Portal.Reports;
using Portal.Security;
using Portal.Terms;
using Portal.Violations;
using Radzen;
using Workflows.Demo;

namespace Portal.Shell;

/// <summary>Everything the pages need; features register their own services beside it in Program.</summary>
internal static class FaceSetup
{
    /// <summary>Largest message from a browser over the circuit; uploads come in smaller pieces.</summary>
    private const int MaxCircuitMessage = 256 * 1024;

    public static void AddPortalFace(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();
        if (development) services.AddHostedService<DemoPulse>();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = development;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuits.DisconnectedCircuitMaxRetained = 200;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
        }).AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxCircuitMessage;
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
        });
        services.AddLocalization();
        // Chinese as it is, not as &#x…; entities: a third of the bytes, and a source that can be read.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(PreferenceEndpoints.Chinese);
            options.AddSupportedCultures(PreferenceEndpoints.Chinese, PreferenceEndpoints.English);
            options.AddSupportedUICultures(PreferenceEndpoints.Chinese, PreferenceEndpoints.English);
            // Accept-Language is left out: it would turn Chinese off for every browser that was installed in English.
            options.RequestCultureProviders = [new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider()];
        });
        services.AddResponseCompression(options =>
        {
            // Pages carry no secret beside text that an outsider controls, which is what BREACH needs; antiforgery tokens are random per request.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/bpmn+xml"];
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = development ? "portal.antiforgery" : "__Host-portal.antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
        services.AddTrustedProxies(builder.Configuration);
        services.AddPortalAccounts(development);
        services.AddPortalHealth();
        services.AddIngest();
        services.AddMaps(builder.Configuration);
        services.AddPublicPages();
        services.AddSingleton<WallPasses>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ErrorResponses>();
        services.AddRadzenComponents();
        services.AddSingleton<CircuitCounts>();
        services.AddScoped<CircuitHandler, CircuitCounter>();
        services.AddSingleton<ErrorMessages>();
        services.AddSingleton<Incidents>();
        services.AddSingleton<TermNames>();
        services.AddSingleton<ListExports>();
        services.AddSingleton<ListDownload>();
        services.AddSingleton<ReportDownloads>();
        services.AddSingleton<Engine.ProcessLabels>();
        services.AddSingleton<Access.AccessLabels>();
        services.AddScoped<Page>();
        services.AddScoped<Toasts>();
        services.AddScoped<Notifications.UnreadNotice>();
        services.AddSingleton<Notifications.UnreadWatch>();
        services.AddHostedService(container => container.GetRequiredService<Notifications.UnreadWatch>());
        services.AddScoped<Confirmations>();
        if (!development)
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
    }

    public static void UsePortalFace(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/status/500", CreateScopeForErrors = true });
        if (!app.Environment.IsDevelopment()) app.UseHttpsOnly();
        app.UseWhen(context => ErrorResponses.WantsStatusPage(context.Request), page => page.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));
        app.UseResponseCompression();
        app.UseRouting();
        app.UseAuthentication();
        app.UseCircuitGate();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();

        // Files are the same for everyone: answered before anybody is asked who they are.
        app.MapStaticAssets().ShortCircuit();
        app.MapHealth();
        app.MapIngest();
        app.MapPreferences();
        app.MapAccounts();
        app.MapAccess();
        app.MapRegistration();
        app.MapMaps();
        app.MapAppeals();
        app.MapInsights();
        app.MapPublicPages();
        app.MapLeave();
        app.MapViolations();
        app.MapCaptures();
        app.MapDevices();
        app.MapAudit();
        app.MapReports();
        app.MapChains();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
