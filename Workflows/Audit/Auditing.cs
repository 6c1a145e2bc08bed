using System.Text.Encodings.Web;
using System.Text.Json;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Database;

namespace Workflows.Audit;

/// <summary>Writes audit entries into the context of a change, so that the change and its record are saved together or not at all.</summary>
public static class Auditing
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Read by people, shown as text only.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Adds an entry with those fields of <paramref name="before"/> and <paramref name="after"/> that differ.</summary>
    /// <param name="db">The context of the change; not saved here.</param>
    /// <param name="by">Who changes; null for the system.</param>
    /// <param name="action">What is done, such as "organization.change".</param>
    /// <param name="subject">To whom or what.</param>
    /// <param name="at">UTC.</param>
    /// <param name="before">Fields with their values before; null when the subject is new. Never secrets; phones through <see cref="Mask"/>.</param>
    /// <param name="after">The same fields now.</param>
    public static void Record(
        PortalDbContext db, Actor? by, string action, AuditSubject subject, DateTimeOffset at,
        IReadOnlyDictionary<string, object?>? before = null, IReadOnlyDictionary<string, object?>? after = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Add(new AuditEntry(by, action, subject, Document(before, after), Document(after, before), at));
    }

    /// <summary>A phone number as a record may show it: the first three and the last two digits.</summary>
    public static string? Mask(string? phone) => phone is { Length: > 6 } ? $"{phone[..3]}****{phone[^2..]}" : phone is null ? null : "****";

    private static string? Document(IReadOnlyDictionary<string, object?>? fields, IReadOnlyDictionary<string, object?>? others)
    {
        if (fields is null) return null;
        var changed = fields
            .Where(f => others is null ? f.Value is not null : !Equals(f.Value, others.GetValueOrDefault(f.Key)))
            .ToDictionary(f => f.Key, f => f.Value is Enum ? f.Value.ToString() : f.Value, StringComparer.Ordinal);
        return changed.Count == 0 ? null : JsonSerializer.Serialize(changed, Options);
    }
}
