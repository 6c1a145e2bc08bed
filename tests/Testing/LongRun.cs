namespace Testing;

/// <summary>Whether tests run at length (<c>./test.sh --long</c>): on many more inputs, kills and rounds than every change can wait for.</summary>
public static class LongRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("PORTAL_TEST_LONG") == "1";

    /// <summary>How many of something a test takes.</summary>
    public static int Count(int usual, int atLength) => IsOn ? atLength : usual;
}
