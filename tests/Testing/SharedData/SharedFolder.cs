using System.Text;

namespace Testing.SharedData;

/// <summary>Reference data that stands beside the repository (<c>../shared/data</c>) and never in it.</summary>
public static class SharedFolder
{
    /// <summary>Null in a clone that has no such folder.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Why tests on shared data are skipped; null when they run. With <c>CI=true</c> they run and fail.</summary>
    public static string? SkipReason { get; } =
        Path is null && Environment.GetEnvironmentVariable("CI") != "true" ? "../shared/data is not beside the repository" : null;

    public static string File(params string[] parts) => System.IO.Path.Combine(
        [Path ?? throw new DirectoryNotFoundException("../shared/data is missing, and CI=true does not let its tests be skipped"), .. parts]);

    /// <summary>Rows by column name. Understands quotes, and line breaks within them.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Csv(params string[] parts)
    {
        using var records = Records(System.IO.File.ReadAllText(File(parts))).GetEnumerator();
        records.MoveNext();
        var header = records.Current;
        while (records.MoveNext())
            yield return header.Zip(records.Current).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var (record, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in text)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || character is not (',' or '\n' or '\r'))
            {
                field.Append(character);
            }
            else if (character != '\r')
            {
                record.Add(field.ToString());
                field.Clear();
                if (character == '\n')
                {
                    yield return record;
                    record = [];
                }
            }
        }
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Portal.sln")))
            {
                var shared = System.IO.Path.Combine(folder.FullName, "..", "shared", "data");
                return Directory.Exists(shared) ? System.IO.Path.GetFullPath(shared) : null;
            }
        }

        return null;
    }
}
