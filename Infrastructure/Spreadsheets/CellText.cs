using System.Text;
using System.Xml;

namespace Infrastructure.Spreadsheets;

/// <summary>Text as a workbook can hold it.</summary>
internal static class CellText
{
    /// <summary>Characters of a cell.</summary>
    private const int MaxLength = 32_767;

    /// <summary>Cut to what a cell holds, without what XML does not know; halves of characters are replaced.</summary>
    public static string Clean(string text)
    {
        if (text.Length > MaxLength) text = text[..MaxLength];
        if (text.All(c => XmlConvert.IsXmlChar(c))) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)) clean.Append(rune);
        }

        return clean.ToString();
    }
}
