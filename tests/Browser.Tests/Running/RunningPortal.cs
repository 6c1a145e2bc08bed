using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Calendar;
using Workflows.Regions;

namespace Browser.Tests.Running;

/// <summary>
/// The portal as a process of its own on a <see cref="PortalWorld"/>'s database, so that it can be killed and started again as in life.
/// </summary>
public sealed class RunningPortal : IAsyncDisposable
{
    /// <summary>Of every account of the world.</summary>
    public const string Password = "correct-horse-battery-9";

    private readonly StringBuilder _log = new();
    private readonly DirectoryInfo _own = Directory.CreateTempSubdirectory("portal-browser-");
    private readonly int _port;
    private DateTimeOffset _start;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private Process? _process;
    private IReadOnlyList<(string Name, string Value)> _environment = [];

    private RunningPortal(PortalWorld world)
    {
        World = world;
        _start = world.Clock.GetUtcNow();
        _port = FreePort();
        DustPort = FreePort();
    }

    public PortalWorld World { get; }

    /// <summary>The moment that the process's clock shows.</summary>
    public DateTimeOffset Now => _start + _since.Elapsed;

    /// <summary>Where dust monitors that speak HJ 212 connect.</summary>
    public int DustPort { get; }

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>What the process has written, for a test that fails.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    public static async Task<RunningPortal> StartAsync(IReadOnlyDictionary<string, string?>? settings = null) =>
        await StartAsync(await PortalWorld.CreateAsync(settings: settings));

    /// <param name="world">What it runs on; disposed with it.</param>
    /// <param name="environment">Settings of the process.</param>
    public static async Task<RunningPortal> StartAsync(PortalWorld world, params (string Name, string Value)[] environment)
    {
        var portal = new RunningPortal(world) { _environment = environment };
        await portal.World.Get<Calendars>().ImportPackagedAsync();
        await portal.World.Get<RegionList>().ImportPackagedAsync();
        await portal.GivePasswordsAsync();
        await File.WriteAllTextAsync(portal.KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await portal.BeginAsync();
        return portal;
    }

    /// <summary>Every account that has none yet gets <see cref="Password"/>.</summary>
    public async Task GivePasswordsAsync()
    {
        var hasher = new PasswordHasher<Account>();
        await using var db = World.Open();
        foreach (var account in await db.Users.Where(u => u.PasswordHash == null).ToListAsync())
        {
            account.PasswordHash = hasher.HashPassword(account, Password);
            account.SecurityStamp = Guid.NewGuid().ToString("N");
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Kills the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks the process to end, as Ctrl-C and systemd do, and waits until it has.</summary>
    /// <exception cref="TimeoutException">It is still there after <paramref name="patience"/>.</exception>
    public async Task StopAsync(TimeSpan patience)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(patience);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Ends the process and starts it at a later moment, as if so much time had gone by. Whoever was signed in has to sign in again.</summary>
    public async Task MoveToAsync(DateTimeOffset moment)
    {
        await KillAsync();
        World.Clock.MoveTo(moment);
        _start = moment;
        _since.Restart();
        await BeginAsync();
    }

    /// <summary>Starts it, also after <see cref="KillAsync"/>, and waits until it answers.</summary>
    public async Task BeginAsync()
    {
        var folder = Path.Combine(Repository.Root, "Portal");
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", configuration, "net10.0", "Portal.dll")])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.ToString(),
            ["ASPNETCORE_CONTENTROOT"] = folder,
            ["ASPNETCORE_SHUTDOWNTIMEOUTSECONDS"] = "1",
            ["ConnectionStrings__Portal"] = World.Database.ConnectionString,
            ["Database__Provider"] = World.Database.Provider.ToString(),
            ["Files__Root"] = World.FilesRoot,
            ["Security__MasterKeyFile"] = KeyFile,
            ["Sms__Folder"] = _own.FullName,
            // Receivers of tests run on this machine.
            ["Webhooks__AllowPrivateAddresses"] = "true",
            ["Dust__Port"] = DustPort.ToString(CultureInfo.InvariantCulture),
            ["Development__Now"] = Now.ToString("O", CultureInfo.InvariantCulture),
            // It lives for minutes: code that is measured and compiled again would serve those who come later, and costs a third of the start.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_CallCountingDelayMs"] = "100000",
            ["DOTNET_gcServer"] = "0",
        }) start.Environment[name] = value;
        foreach (var (name, value) in _environment) start.Environment[name] = value;

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilItAnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS") is { Length: > 0 } folder) await File.WriteAllTextAsync(Path.Combine(folder, $"portal-{_port}.log"), Log);
        await World.DisposeAsync();
        _own.Delete(recursive: true);
    }

    private string KeyFile => Path.Combine(_own.FullName, "master.key");

    private async Task WaitUntilItAnswersAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The portal ended at its start.\n{Log}");
            try
            {
                using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (TaskCanceledException) when (!patience.IsCancellationRequested)
            {
                // Listening, but still warming up.
            }

            if (patience.IsCancellationRequested) throw new TimeoutException($"The portal did not answer.\n{Log}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
