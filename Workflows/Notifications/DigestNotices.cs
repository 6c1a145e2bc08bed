using System.Globalization;
using Domain.Notifications;

namespace Workflows.Notifications;

/// <summary>What a day's digest says.</summary>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Day">Shanghai date.</param>
/// <param name="Total">Messages gathered.</param>
/// <param name="Due">Of these, about deadlines that come.</param>
/// <param name="Tasks">Of these, about new tasks.</param>
/// <param name="MostUrgent">The one that is told in full, as <see cref="MessageTexts.Nested"/> makes it.</param>
internal sealed record DigestContent(long AccountId, DateOnly Day, int Total, int Due, int Tasks, string MostUrgent);

internal static class DigestNotices
{
    public const string Template = "digest.daily";

    /// <summary>The key says that there is one for a person and a day.</summary>
    public static IEnumerable<OutboxMessage> Daily(DigestContent content, DateTimeOffset at)
    {
        var text = new MessageText(
            Template, "/notifications", content.Day.ToString("O", CultureInfo.InvariantCulture), Number(content.Total) ?? "", Number(content.Due) ?? "", Number(content.Tasks) ?? "",
            Number(content.Total - content.Due - content.Tasks) ?? "", content.MostUrgent ?? "");
        yield return new OutboxMessage(MessageChannel.Sms, Recipient.Account(content.AccountId), text, Key(content.AccountId, content.Day), at);
    }

    public static string Key(long accountId, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Template}:{accountId}:{day:yyyyMMdd}");

    private static string? Number(int count) => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);
}
