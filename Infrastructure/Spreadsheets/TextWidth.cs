namespace Infrastructure.Spreadsheets;

/// <summary>How wide a text stands in a cell, in digits of the sheet's font: Chinese characters and their punctuation are two wide.</summary>
public static class TextWidth
{
    /// <summary>Of its longest line.</summary>
    public static int Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (widest, width) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width = rune.Value == '\n' ? 0 : width + (IsWide(rune.Value) ? 2 : 1);
            widest = Math.Max(widest, width);
        }

        return widest;
    }

    /// <summary>Lines that the text takes in a column of so many digits, with the breaks that it has itself.</summary>
    public static int Lines(string text, double columnWidth)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(Of(line) / Math.Max(1, columnWidth - 1))));
    }

    /// <summary>East Asian Width W and F, and the signs that Chinese fonts draw as wide as a character (— … × → ·).</summary>
    private static bool IsWide(int value) => value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or >= 0x1F300
        or 0x2014 or 0x2026 or 0x00D7 or 0x2192 or 0x00B7;
}
