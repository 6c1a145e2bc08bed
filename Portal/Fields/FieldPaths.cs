using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.AspNetCore.Components.Forms;

namespace Portal.Fields;

/// <summary>From a bound expression to a path, and from a path to an element's id.</summary>
public static class FieldPaths
{
    /// <summary>The camel-case name of the member: <c>() => model.LiaisonName</c> is "liaisonName".</summary>
    public static string MemberOf<T>(Expression<Func<T>> expression) =>
        JsonNamingPolicy.CamelCase.ConvertName(FieldIdentifier.Create(expression).FieldName);

    /// <summary>An id without characters that selectors read: "positions[0].brand" becomes "field-positions-0-brand".</summary>
    public static string IdOf(string path) =>
        "field-" + path.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal).Replace('.', '-');
}
