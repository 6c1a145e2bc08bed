using System.Globalization;
using System.Text.Json;
using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Suppliers;
using Microsoft.Extensions.Localization;
using Portal.Lists;
using Portal.Terms;
using Workflows.Audit;

namespace Portal.Audit;

/// <summary>How the page of the audit and its file read their address and say what was changed.</summary>
internal sealed class AuditWords(TermNames terms, IStringLocalizer<AuditTexts> texts)
{
    public static AuditQuery QueryOf(ListRequest request) => new()
    {
        Text = request.Filter("q"),
        SubjectKind = request.Filter("kind"),
        SubjectId = long.TryParse(request.Filter("id"), CultureInfo.InvariantCulture, out var id) ? id : null,
        From = FilterDate.Read(request, "from"),
        Until = FilterDate.Read(request, "until"),
        Page = request.Page,
    };

    public ListSheet<AuditRow> Sheet() => new ListSheet<AuditRow>(texts["Title"])
        .Time(texts["At"], row => row.At)
        .Text(texts["Actor"], 16, row => row.Role is null ? texts["System"].Value : terms.Person(row.ActorName))
        .Text(texts["Field.organization"], 28, row => row.OrganizationName)
        .Text(texts["Field.role"], 16, row => row.Role is { } role ? terms.Of(role) : "")
        .Text(texts["Action"], 24, row => texts[row.Action].Value)
        .Text(texts["Subject"], 28, row => row.SubjectName)
        .Text(texts["Change"], 80, row => string.Join('\n', Changes(row).Select(Line)));

    public IEnumerable<(string Field, string? Before, string? After)> Changes(AuditRow row)
    {
        var (before, after) = (Read(row.Before, row.Names), Read(row.After, row.Names));
        return before.Keys.Union(after.Keys).Select(field => (Label(field), before.GetValueOrDefault(field), after.GetValueOrDefault(field)));
    }

    private string Label(string field) => texts["Field." + field] is { ResourceNotFound: false } text ? text.Value : field;

    private Dictionary<string, string> Read(string? document, IReadOnlyDictionary<(string Field, long Id), string> names)
    {
        if (document is null) return [];
        using var json = JsonDocument.Parse(document);
        return json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToDictionary(
            p => p.Name, p => p.Value.ValueKind == JsonValueKind.Number && p.Value.TryGetInt64(out var id) && names.TryGetValue((p.Name, id), out var name) ? name : Text(p.Name, p.Value));
    }

    private string Text(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => texts["Yes"],
        JsonValueKind.False => texts["No"],
        JsonValueKind.String when field == "role" && Enum.TryParse<Role>(value.GetString(), out var role) => terms.Of(role),
        JsonValueKind.String => Word(field, value.GetString()!),
        _ => value.ToString(),
    };

    private string Word(string field, string name) => field switch
    {
        "kind" when Enum.TryParse<RestrictionKind>(name, out var restriction) => terms.Of(restriction),
        "kind" when Enum.TryParse<DeviceKind>(name, out var device) => terms.Of(device),
        "state" when Enum.TryParse<RegistrationState>(name, out var state) => terms.Of(state),
        "level" when Enum.TryParse<ManagementLevel>(name, out var level) => terms.Of(level),
        "direction" when Enum.TryParse<PassageDirection>(name, out var direction) => terms.Of(direction),
        "camera" when Enum.TryParse<CameraHeight>(name, out var camera) => terms.Of(camera),
        _ => name,
    };

    private static string Line((string Field, string? Before, string? After) change) =>
        change.Before is null ? $"{change.Field}: {change.After}" : $"{change.Field}: {change.Before} → {change.After ?? "—"}";
}
