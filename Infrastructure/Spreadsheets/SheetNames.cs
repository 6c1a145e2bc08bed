namespace Infrastructure.Spreadsheets;

/// <summary>Names that sheets of one workbook can have: at most 31 characters, some of which are not allowed, and no two alike.</summary>
public sealed class SheetNames
{
    private const int MaxLength = 31;

    /// <summary>Apostrophes and exclamation marks are allowed, but readers of references trip over them.</summary>
    private const string NotAllowed = @"[]:*?/\'!";

    /// <summary>Excel keeps this name to itself, in every language.</summary>
    private const string Reserved = "History";

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { Reserved };

    /// <summary>The wanted name as far as it is allowed, with a number behind it where another sheet has it.</summary>
    public string Unique(string wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var name = string.Concat(CellText.Clean(wanted).Where(c => !char.IsControl(c) && !NotAllowed.Contains(c, StringComparison.Ordinal))).Trim();
        if (name.Length == 0) name = "-";
        var unique = Cut(name, MaxLength);
        for (var i = 2; !_taken.Add(unique); i++)
        {
            var ending = $" ({i})";
            unique = Cut(name, MaxLength - ending.Length) + ending;
        }

        return unique;
    }

    /// <summary>Not between the two halves of a character, and not behind a blank.</summary>
    private static string Cut(string name, int length)
    {
        if (name.Length > length) name = name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];
        return name.TrimEnd();
    }
}
