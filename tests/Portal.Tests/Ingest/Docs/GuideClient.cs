using System.Diagnostics;
using System.Text;

namespace Portal.Tests.Ingest.Docs;

/// <summary>A client as somebody makes it who has nothing but the guide: its block put into a file, compiled with the language's own tools, run.</summary>
internal sealed class GuideClient : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-guide-");
    private readonly string[] _command;

    private GuideClient(string language)
    {
        var file = Path.Combine(_folder.FullName, language switch { "python" => "portal_client.py", "java" => "PortalClient.java", _ => "Program.cs" });
        File.WriteAllText(file, Guide.English.Of(language).Single());
        _command = language switch
        {
            "python" => ["python3", file],
            "java" => ["java", file],
            _ => ["dotnet", Path.Combine(_folder.FullName, "bin", "Client.dll")],
        };
    }

    /// <summary>Null where the machine has no tools for the language.</summary>
    public static async Task<GuideClient?> MakeAsync(string language)
    {
        if (language == "java" && !OnPath("javac")) return null;
        var client = new GuideClient(language);
        if (language == "csharp") await client.CompileAsync();
        return client;
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

    private async Task CompileAsync()
    {
        // As `dotnet new console` makes it.
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Client.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>
            """);
        var (code, output, errors) = await RunAsync(["dotnet", "build", Path.Combine(_folder.FullName, "Client.csproj"), "-o", Path.Combine(_folder.FullName, "bin"), "-nologo", "-v", "q"]);
        code.ShouldBe(0, output + errors);
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
