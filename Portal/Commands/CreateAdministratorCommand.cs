using System.Text;
using Domain;
using Infrastructure.Accounts;
using Microsoft.Extensions.Localization;
using Portal.Errors;
using Workflows.Accounts;

namespace Portal.Commands;

/// <summary>
/// <c>create-administrator --user NAME [--organization NAME]</c>: reads the password as one line from standard input, so that it stands
/// neither in the shell's history nor in the list of processes; from a keyboard it is not shown.
/// </summary>
internal static class CreateAdministratorCommand
{
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        var texts = services.GetRequiredService<IStringLocalizer<CommandTexts>>();
        if (arguments.Option("--user") is not { } user)
        {
            await Console.Error.WriteLineAsync(texts["create-administrator.usage"]);
            return CommandLine.WrongUsage;
        }

        var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync() ?? "" : Ask(texts["create-administrator.password"]);
        try
        {
            await services.GetRequiredService<FirstAdministrator>().CreateAsync(new CreateFirstAdministrator
            {
                UserName = user,
                Password = password,
                OrganizationName = arguments.Option("--organization") ?? texts["create-administrator.organization"],
            });
            await Console.Out.WriteLineAsync(texts["create-administrator.done", user]);
            return CommandLine.Success;
        }
        catch (DomainException refusal)
        {
            await Console.Error.WriteLineAsync(Reason(services, refusal));
            return CommandLine.Failure;
        }
    }

    /// <summary>Reads a line from the keyboard without showing it.</summary>
    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var line = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) line.Length = Math.Max(0, line.Length - 1);
            else if (!char.IsControl(key.KeyChar)) line.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return line.ToString();
    }

    /// <summary>Why there is no account now, in words.</summary>
    internal static string Reason(IServiceProvider services, DomainException refusal)
    {
        var texts = services.GetRequiredService<IStringLocalizer<CommandTexts>>();
        var errors = services.GetRequiredService<ErrorMessages>();
        var broken = refusal.Arguments.OfType<string>().Select(code => errors.Of(code, [PasswordRules.MinLength, PasswordRules.MaxLength]));
        return texts[refusal.Code, string.Join(' ', broken)];
    }
}
