using System.Data.Common;
using Microsoft.Extensions.Localization;

namespace Portal.Commands;

/// <summary>
/// What <c>dotnet Portal.dll COMMAND</c> does instead of serving. Commands use the same services as pages do and run to their end
/// before anything listens.
/// </summary>
public static class CommandLine
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUsage = 2;

    private static readonly Dictionary<string, Func<IServiceProvider, IReadOnlyList<string>, Task<int>>> Commands = new(StringComparer.Ordinal)
    {
        ["migrate"] = MigrateCommand.RunAsync,
        ["demo"] = DemoCommand.RunAsync,
        ["create-administrator"] = CreateAdministratorCommand.RunAsync,
    };

    /// <summary>The exit code of the command that the arguments begin with; null when they begin with none, so that the portal serves.</summary>
    public static async Task<int?> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0].StartsWith('-')) return null;
        if (!Commands.TryGetValue(arguments[0], out var command))
        {
            await Console.Error.WriteLineAsync($"{arguments[0]}? {string.Join(" | ", Commands.Keys.Order(StringComparer.Ordinal))}");
            return WrongUsage;
        }

        await using var scope = services.CreateAsyncScope();
        try
        {
            return await command(scope.ServiceProvider, [.. arguments.Skip(1)]);
        }
        catch (Exception failure) when (NoConnection(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync(services.GetRequiredService<IStringLocalizer<CommandTexts>>()["no-database", reason]);
            return Failure;
        }
    }

    /// <summary>What kept us from connecting: a wrong address or password is mended by whoever typed it, who needs no stack trace; else null.</summary>
    internal static string? NoConnection(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            // Without a state the server never came to answer; 28 is a refused sign-in, 3D a database that is not there, 57P03 a server still starting.
            if (cause is DbException { SqlState: null or ['2', '8', ..] or ['3', 'D', ..] or "57P03" }) return cause.Message;
        }

        return null;
    }

    /// <summary>The value after <paramref name="name"/>, or null.</summary>
    internal static string? Option(this IReadOnlyList<string> arguments, string name)
    {
        for (var index = 0; index + 1 < arguments.Count; index++)
            if (arguments[index] == name)
                return arguments[index + 1];
        return null;
    }
}
