using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Lists;

namespace Portal.Lists;

/// <summary>
/// A list's state in the address: <c>?page=2&amp;sort=due&amp;desc=1&amp;q=…</c>, or <c>?at=…</c> in a list without pages, so that a link shows the
/// same list.
/// </summary>
public static class ListAddress
{
    public const string Page = "page";
    public const string Sort = "sort";
    public const string Descending = "desc";
    public const string Slice = "at";

    private const int MaxFilterLength = 100;

    public static ListRequest Read(string address, int size)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var filters = query
            .Where(pair => pair.Key is not (Page or Sort or Descending or Slice) && !string.IsNullOrWhiteSpace(pair.Value))
            .ToDictionary(pair => pair.Key, pair => Shorten(pair.Value.ToString().Trim()));
        return new ListRequest(
            new PageRequest
            {
                Number = int.TryParse(query.GetValueOrDefault(Page), CultureInfo.InvariantCulture, out var number) ? number : 1,
                Size = size,
                Sort = query.TryGetValue(Sort, out var sort) && !string.IsNullOrEmpty(sort) ? Shorten(sort.ToString()) : null,
                Descending = query.GetValueOrDefault(Descending) == "1",
            },
            filters)
        {
            Slice = new SliceRequest { From = ListCursor.Parse(query.GetValueOrDefault(Slice)), Size = size },
        };
    }

    /// <summary>Sets a filter and goes back to the first page; the entry before stays reachable by "back".</summary>
    public static void SetFilter(this NavigationManager navigator, string name, string? value) =>
        navigator.NavigateTo(navigator.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [name] = string.IsNullOrWhiteSpace(value) ? null : value.Trim(),
            [Page] = null,
            [Slice] = null,
        }));

    public static string? Filter(this NavigationManager navigator, string name) =>
        QueryHelpers.ParseQuery(new Uri(navigator.Uri).Query).TryGetValue(name, out var value) ? value.ToString() : null;

    private static string Shorten(string text) => text.Length <= MaxFilterLength ? text : text[..MaxFilterLength];
}
