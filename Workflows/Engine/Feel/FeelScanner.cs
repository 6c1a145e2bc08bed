using System.Globalization;
using System.Text;

namespace Workflows.Engine.Feel;

internal enum FeelTokenKind
{
    End,
    Name,
    Word,
    Number,
    Text,
    Sign,
}

internal readonly record struct FeelToken(FeelTokenKind Kind, string Text, int Position);

internal static class FeelScanner
{
    private static readonly string[] Words = ["and", "or", "not", "in", "true", "false", "null"];
    private static readonly string[] Signs = ["!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ","];

    public static List<FeelToken> Scan(string source)
    {
        var tokens = new List<FeelToken>();
        var at = 0;
        while (at < source.Length)
        {
            var sign = source[at];
            if (char.IsWhiteSpace(sign))
            {
                at++;
                continue;
            }

            tokens.Add(sign switch
            {
                '"' => ReadText(source, ref at),
                '`' => ReadQuotedName(source, ref at),
                '-' or (>= '0' and <= '9') => ReadNumber(source, ref at),
                _ when char.IsLetter(sign) || sign == '_' => ReadName(source, ref at),
                _ => ReadSign(source, ref at),
            });
        }

        tokens.Add(new FeelToken(FeelTokenKind.End, "", source.Length));
        return tokens;
    }

    private static FeelToken ReadText(string source, ref int at)
    {
        var start = at++;
        var text = new StringBuilder();
        while (at < source.Length && source[at] != '"')
        {
            if (source[at] == '\\') at++;
            if (at < source.Length) text.Append(source[at++]);
        }

        if (at++ >= source.Length) throw new FeelSyntaxException(start, source[start..]);
        return new FeelToken(FeelTokenKind.Text, text.ToString(), start);
    }

    private static FeelToken ReadQuotedName(string source, ref int at)
    {
        var start = at;
        var end = source.IndexOf('`', start + 1);
        if (end <= start + 1) throw new FeelSyntaxException(start, source[start..]);
        at = end + 1;
        return new FeelToken(FeelTokenKind.Name, source[(start + 1)..end], start);
    }

    private static FeelToken ReadNumber(string source, ref int at)
    {
        var start = at++;
        while (at < source.Length && (char.IsAsciiDigit(source[at]) || source[at] == '.')) at++;
        var text = source[start..at];
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) || text[^1] == '.')
            throw new FeelSyntaxException(start, text);
        return new FeelToken(FeelTokenKind.Number, text, start);
    }

    private static FeelToken ReadName(string source, ref int at)
    {
        var start = at;
        while (at < source.Length && (char.IsLetterOrDigit(source[at]) || source[at] is '_' or '.')) at++;
        var text = source[start..at];
        if (text[^1] == '.') throw new FeelSyntaxException(start, text);
        return new FeelToken(Words.Contains(text) ? FeelTokenKind.Word : FeelTokenKind.Name, text, start);
    }

    private static FeelToken ReadSign(string source, ref int at)
    {
        var start = at;
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(source, start, sign, 0, sign.Length) != 0) continue;
            at += sign.Length;
            return new FeelToken(FeelTokenKind.Sign, sign, start);
        }

        throw new FeelSyntaxException(start, source[start].ToString());
    }
}
