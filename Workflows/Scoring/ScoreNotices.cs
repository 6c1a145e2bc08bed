using System.Globalization;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Scoring;

/// <summary>What suppliers and regulators are told of frozen scores. Months are written as "2026-11".</summary>
internal static class ScoreNotices
{
    public const string ClosedText = "scoring.closed";
    public const string MonthText = "scoring.month-closed";
    public const string CorrectedText = "scoring.corrected";

    /// <summary>To the supplier: its card is frozen.</summary>
    public static IEnumerable<OutboxMessage> Closed(long cardId, long supplierId, string month, int score, DateTimeOffset now) =>
        ToSupplier(supplierId, new MessageText(ClosedText, Link(cardId), month, Number(score)), $"{ClosedText}:{Number(cardId)}", now);

    /// <summary>To the city's officers: a month is closed.</summary>
    public static IEnumerable<OutboxMessage> MonthClosed(long cityId, string month, int suppliers, int below, DateTimeOffset now)
    {
        var text = new MessageText(MonthText, $"/scorecards?month={month}", month, Number(suppliers), Number(below));
        yield return new OutboxMessage(MessageChannel.Portal, Recipient.Holders(cityId, Role.CityOfficer), text, $"{MonthText}:{Number(cityId)}:{month}", now);
    }

    /// <summary>To the supplier: a frozen card was corrected, the result of an appeal.</summary>
    public static IEnumerable<OutboxMessage> Corrected(long cardId, long supplierId, string month, int before, int score, DateTimeOffset now) => ToSupplier(
        supplierId, new MessageText(CorrectedText, Link(cardId), month, Number(before), Number(score)), $"{CorrectedText}:{Number(cardId)}:{Number(now.UtcTicks)}", now);

    private static IEnumerable<OutboxMessage> ToSupplier(long supplierId, MessageText text, string key, DateTimeOffset now)
    {
        var recipient = Recipient.Holders(supplierId, Role.SupplierStaff);
        yield return new OutboxMessage(MessageChannel.Portal, recipient, text, key, now);
        yield return new OutboxMessage(MessageChannel.Sms, recipient, text, key + ":sms", now);
    }

    private static string Link(long cardId) => $"/scorecards/{Number(cardId)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
