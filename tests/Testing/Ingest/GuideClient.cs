using System.Diagnostics;
using System.Text;

namespace Testing.Ingest;

/// <summary>A client as somebody makes it who has nothing but the guide: its block put into a file, compiled with the language's own tools, run.</summary>
public sealed class GuideClient : IDisposable
{
    /// <summary>Compiled once for all tests: it is the slowest of what they do.</summary>
    private static readonly Lazy<Task<string>> CSharp = new(CompileAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-guide-");
    private readonly string[] _command;

    private GuideClient(string language, string? compiled)
    {
        if (compiled is not null)
        {
            _command = ["dotnet", compiled];
            return;
        }

        var (file, tool) = language == "java" ? ("PortalClient.java", "java") : ("portal_client.py", "python3");
        _command = [tool, Path.Combine(_folder.FullName, file)];
        File.WriteAllText(_command[1], Guide.English.Of(language).Single());
    }

    /// <summary>Null where the machine has no tools for the language.</summary>
    public static async Task<GuideClient?> MakeAsync(string language)
    {
        if (language == "java" && !OnPath("javac")) return null;
        return new GuideClient(language, language == "csharp" ? await CSharp.Value : null);
    }

    /// <summary>What it printed, its errors, and how it ended.</summary>
    public async Task<(int Code, string Output, string Errors)> RunAsync(Uri portal, string keyId, string secret, string algorithm, string kind, string records, string? accessNumber)
    {
        var file = Path.Combine(_folder.FullName, "records.jsonl");
        await File.WriteAllTextAsync(file, records);
        string[] arguments = [portal.ToString(), keyId, secret, algorithm, kind, file, .. accessNumber is null ? Array.Empty<string>() : [accessNumber]];
        return await RunAsync([.. _command, .. arguments]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <returns>The program.</returns>
    private static async Task<string> CompileAsync()
    {
        // Under the temporary folder of the test run, which goes with it.
        var folder = Directory.CreateTempSubdirectory("portal-guide-csharp-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Guide.English.Of("csharp").Single());
        // As `dotnet new console` makes it.
        await File.WriteAllTextAsync(Path.Combine(folder, "Client.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>
            """);
        var (code, output, errors) = await RunAsync(["dotnet", "build", Path.Combine(folder, "Client.csproj"), "-o", Path.Combine(folder, "bin"), "-nologo", "-v", "q"]);
        if (code != 0) throw new InvalidOperationException($"The guide's client does not compile: {output}{errors}");
        return Path.Combine(folder, "bin", "Client.dll");
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["PORTAL_TRIES"] = "20";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', command[..2])} does not end: {await output}{await errors}", exception);
        }

        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
