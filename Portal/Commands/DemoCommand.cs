using Microsoft.Extensions.Localization;
using Portal.Terms;
using Workflows.Demo;

namespace Portal.Commands;

/// <summary><c>demo</c>: loads the demo data once, and prints the demo accounts each time, with what a client of the HTTP API needs. Development only.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        var texts = services.GetRequiredService<IStringLocalizer<CommandTexts>>();
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            await Console.Error.WriteLineAsync(texts["demo.development-only"]);
            return CommandLine.WrongUsage;
        }

        var demo = services.GetRequiredService<DemoData>();
        var secret = await demo.LoadAsync();

        var terms = services.GetRequiredService<TermNames>();
        await Console.Out.WriteLineAsync(texts["demo.accounts", DemoData.Password]);
        foreach (var (userName, role, organization) in await demo.AccountsAsync())
            await Console.Out.WriteLineAsync($"  {userName,-12}{terms.Of(role)} · {organization}");
        if (await demo.MachineAsync() is not { } machine) return CommandLine.Success;
        await Console.Out.WriteLineAsync();
        await Console.Out.WriteLineAsync(texts["demo.machine"]);
        await Console.Out.WriteLineAsync(texts["demo.key", machine.KeyId, secret ?? texts["demo.secret-shown"]]);
        await Console.Out.WriteLineAsync(texts["demo.points", machine.LiveNumber, machine.DebuggingNumber]);
        return CommandLine.Success;
    }
}
