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
        return await command(scope.ServiceProvider, [.. arguments.Skip(1)]);
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
