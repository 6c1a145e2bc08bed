using System.Globalization;
using Domain;
using Microsoft.Extensions.Localization;
using Portal.Fields;
using Portal.Terms;

namespace Portal.Errors;

/// <summary>Turns the code of a broken rule into a sentence in the reader's language.</summary>
public sealed class ErrorMessages(IStringLocalizer<ErrorTexts> texts, TermNames terms)
{
    public string Of(DomainException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Of(exception.Code, exception.Arguments);
    }

    /// <summary>The text of a code; for a code without one a general sentence that names it, so that a gap is seen and reported.</summary>
    public string Of(string code, IReadOnlyList<object> arguments)
    {
        var text = texts[code];
        return text.ResourceNotFound
            ? texts["unknown-code", code]
            : string.Format(CultureInfo.CurrentCulture, text.Value, arguments.Select(Readable).ToArray());
    }

    private object Readable(object argument) => argument switch
    {
        DateOnly date => ShanghaiTime.Text(date),
        DateTimeOffset moment => ShanghaiTime.Text(moment),
        Enum value => terms.Of(value),
        decimal number => number.ToString("0.####", CultureInfo.CurrentCulture),
        string name => terms.Person(name),
        _ => argument,
    };
}
