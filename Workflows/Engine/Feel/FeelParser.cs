using System.Globalization;

namespace Workflows.Engine.Feel;

/// <summary>
/// Reads the part of FEEL (DMN 1.3) that conditions need: = != &lt; &lt;= &gt; &gt;=, and, or, not(), in (…), texts, numbers,
/// true, false, null, variables and parentheses. A name may hold dots ("review.outcome"); one that holds other signs stands between
/// backticks. A leading "=" is accepted, as other tools write it.
/// </summary>
public sealed class FeelParser
{
    /// <summary>Longest expression, in characters, and deepest nesting: far above any real condition, far below the stack.</summary>
    public const int MaximumLength = 2000;
    private const int MaximumDepth = 60;

    private readonly List<FeelToken> _tokens;
    private int _at;
    private int _depth;

    private FeelParser(List<FeelToken> tokens) => _tokens = tokens;

    private FeelToken Current => _tokens[_at];

    /// <exception cref="FeelSyntaxException">The text is no expression of this subset; it says where.</exception>
    public static Expression Parse(string text)
    {
        var source = text.Trim();
        if (source.StartsWith('=')) source = source[1..].TrimStart();
        if (source.Length > MaximumLength) throw new FeelSyntaxException(MaximumLength, source[..20]);
        var parser = new FeelParser(FeelScanner.Scan(source));
        var expression = parser.ReadOr();
        if (parser.Current.Kind != FeelTokenKind.End) throw parser.Unexpected();
        expression.Source = source;
        return expression;
    }

    private Expression ReadOr()
    {
        if (++_depth > MaximumDepth) throw Unexpected();
        var left = ReadAnd();
        while (Take(FeelTokenKind.Word, "or")) left = new Or(left, ReadAnd());
        _depth--;
        return left;
    }

    private Expression ReadAnd()
    {
        var left = ReadComparison();
        while (Take(FeelTokenKind.Word, "and")) left = new And(left, ReadComparison());
        return left;
    }

    private Expression ReadComparison()
    {
        var left = ReadOperand();
        if (Current is { Kind: FeelTokenKind.Sign, Text: "=" or "!=" or "<" or "<=" or ">" or ">=" })
        {
            var sign = _tokens[_at++].Text;
            return new Comparison(sign, left, ReadOperand());
        }

        return Take(FeelTokenKind.Word, "in") ? new In(left, ReadList()) : left;
    }

    private List<Expression> ReadList()
    {
        var close = Take(FeelTokenKind.Sign, "(") ? ")" : Take(FeelTokenKind.Sign, "[") ? "]" : throw Unexpected();
        var items = new List<Expression> { ReadOr() };
        while (Take(FeelTokenKind.Sign, ",")) items.Add(ReadOr());
        Expect(close);
        return items;
    }

    private Expression ReadOperand()
    {
        var token = Current;
        switch (token.Kind)
        {
            case FeelTokenKind.Number:
                _at++;
                return new Literal(decimal.Parse(token.Text, NumberStyles.Number, CultureInfo.InvariantCulture));
            case FeelTokenKind.Text:
                _at++;
                return new Literal(token.Text);
            case FeelTokenKind.Name:
                _at++;
                return new Variable(token.Text);
            case FeelTokenKind.Word when token.Text is "true" or "false":
                _at++;
                return new Literal(token.Text is "true");
            case FeelTokenKind.Word when token.Text is "null":
                _at++;
                return new Literal(ProcessValue.Null);
            case FeelTokenKind.Word when token.Text is "not":
                _at++;
                if (Current is not { Kind: FeelTokenKind.Sign, Text: "(" }) throw Unexpected();
                return new Not(ReadParenthesis());
            case FeelTokenKind.Sign when token.Text is "(":
                return ReadParenthesis();
            default:
                throw Unexpected();
        }
    }

    private Expression ReadParenthesis()
    {
        Expect("(");
        var inner = ReadOr();
        Expect(")");
        return inner;
    }

    private void Expect(string sign)
    {
        if (!Take(FeelTokenKind.Sign, sign)) throw Unexpected();
    }

    private bool Take(FeelTokenKind kind, string text)
    {
        if (Current.Kind != kind || !string.Equals(Current.Text, text, StringComparison.Ordinal)) return false;
        _at++;
        return true;
    }

    private FeelSyntaxException Unexpected() => new(Current.Position, Current.Text);
}
