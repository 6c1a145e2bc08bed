using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Notifications.Webhooks;

/// <summary>What is sent (docs/webhooks.md); the same bytes at every attempt.</summary>
internal static class WebhookBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    public static byte[] Of(OutboxMessage message, Organization organization) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            id = Id(message),
            message.Template,
            message.Arguments,
            text = Languages.ToDictionary(language => language.Name, language => MessageTexts.Render(message.Template, message.Arguments, language)),
            message.Link,
            organization = new { organization.Name, organization.CreditCode },
            role = message.Role?.ToString(),
            createdAt = message.CreatedAt.ToUniversalTime(),
        },
        Options);

    public static string Id(OutboxMessage message) => message.Id.ToString(CultureInfo.InvariantCulture);
}
