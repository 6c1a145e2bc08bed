using Domain.Access;

namespace Domain.Registration;

/// <summary>Collects what is wrong with the fields below one path.</summary>
internal sealed class FieldChecks(string prefix, List<FormProblem> problems)
{
    public void Add(string field, string code, params object[] arguments) => problems.Add(new FormProblem(prefix + field, code, arguments));

    public FieldChecks Below(string path) => new($"{prefix}{path}.", problems);

    /// <returns>Whether there is a text that fits.</returns>
    public bool Text(string field, string? value, int length, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required) problems.Add(new FormProblem(prefix + field, "field.required"));
            return false;
        }

        if (value.Trim().Length <= length) return true;
        problems.Add(new FormProblem(prefix + field, "field.too-long", length));
        return false;
    }

    public void Phone(string field, string? value, int length)
    {
        if (Text(field, value, length) && !AccessFormRules.IsPhone(value!)) problems.Add(new FormProblem(prefix + field, "field.phone"));
    }

    public void Given<T>(string field, T? value)
        where T : struct
    {
        if (value is null) problems.Add(new FormProblem(prefix + field, "field.required"));
    }

    public void Period(string from, DateOnly? first, string until, DateOnly? last)
    {
        Given(from, first);
        Given(until, last);
        if (last < first) problems.Add(new FormProblem(prefix + until, "field.period-reversed"));
    }

    public void Amount(string field, decimal? value, decimal max, bool required)
    {
        if (value is null)
        {
            if (required) problems.Add(new FormProblem(prefix + field, "field.required"));
        }
        else if (value <= 0 || value > max)
        {
            problems.Add(new FormProblem(prefix + field, "field.amount-positive", max));
        }
    }

    /// <summary>A member that the enumeration does not have can only have been forged.</summary>
    public void Member<T>(string field, T? value)
        where T : struct, Enum
    {
        if (value is null || !Enum.IsDefined(value.Value)) problems.Add(new FormProblem(prefix + field, "field.required"));
    }
}
