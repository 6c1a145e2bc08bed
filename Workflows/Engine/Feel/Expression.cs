namespace Workflows.Engine.Feel;

/// <summary>
/// A parsed FEEL expression. It never fails: an unknown variable is null, and comparing things of different kinds gives null,
/// which no condition takes for true (DMN 1.3, three-valued logic).
/// </summary>
public abstract class Expression
{
    /// <summary>The expression as it stands in the file.</summary>
    public string Source { get; internal set; } = "";

    public abstract ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables);

    public override string ToString() => Source;
}

internal sealed class Literal(ProcessValue value) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables) => value;
}

internal sealed class Variable(string name) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables) =>
        variables.TryGetValue(name, out var value) ? value : default;
}

internal sealed class Not(Expression operand) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables)
    {
        var value = operand.Evaluate(variables);
        return value.Kind == ProcessValueKind.Truth ? value.IsFalse : ProcessValue.Null;
    }
}

/// <summary>Conjunction: false wins over null, null over true.</summary>
internal sealed class And(Expression left, Expression right) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables)
    {
        var first = left.Evaluate(variables);
        if (first.IsFalse) return false;
        var second = right.Evaluate(variables);
        if (second.IsFalse) return false;
        return first.IsTrue && second.IsTrue ? true : ProcessValue.Null;
    }
}

/// <summary>Disjunction: true wins over null, null over false.</summary>
internal sealed class Or(Expression left, Expression right) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables)
    {
        var first = left.Evaluate(variables);
        if (first.IsTrue) return true;
        var second = right.Evaluate(variables);
        if (second.IsTrue) return true;
        return first.IsFalse && second.IsFalse ? false : ProcessValue.Null;
    }
}

internal sealed class In(Expression operand, IReadOnlyList<Expression> items) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables)
    {
        var value = operand.Evaluate(variables);
        var unknown = false;
        foreach (var item in items)
        {
            var equal = Comparison.Same(value, item.Evaluate(variables));
            if (equal.IsTrue) return true;
            unknown |= equal.IsNull;
        }

        return unknown ? ProcessValue.Null : false;
    }
}

internal sealed class Comparison(string sign, Expression left, Expression right) : Expression
{
    public override ProcessValue Evaluate(IReadOnlyDictionary<string, ProcessValue> variables)
    {
        var first = left.Evaluate(variables);
        var second = right.Evaluate(variables);
        if (sign is "=" or "!=")
        {
            var same = Same(first, second);
            return same.IsNull || string.Equals(sign, "=", StringComparison.Ordinal) ? same : same.IsFalse;
        }

        return first.CompareTo(second) is not { } difference ? ProcessValue.Null : sign switch
        {
            "<" => difference < 0,
            "<=" => difference <= 0,
            ">" => difference > 0,
            _ => difference >= 0,
        };
    }

    /// <summary>Null equals only null; values of two other kinds are neither the same nor different.</summary>
    internal static ProcessValue Same(ProcessValue first, ProcessValue second)
    {
        if (first.IsNull || second.IsNull) return first.IsNull && second.IsNull;
        return first.Kind == second.Kind ? first == second : ProcessValue.Null;
    }
}
