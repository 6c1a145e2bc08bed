using System.Globalization;
using System.Text.RegularExpressions;
using Domain.Access;
using Microsoft.Extensions.Localization;
using Portal.Shell;
using Portal.Terms;

namespace Portal.Access;

/// <summary>Words for what applications consist of: fields by the paths that the rules use, states with their colours, masked numbers.</summary>
public sealed partial class AccessLabels(IStringLocalizer<AccessTexts> texts, TermNames terms)
{
    /// <summary>The label of a field: "liaisonName", "positions[2].model", "attachments.LayoutPlan".</summary>
    public string Field(string path)
    {
        var position = Position().Match(path);
        if (position.Success)
        {
            var row = texts["PositionNumber", int.Parse(position.Groups["row"].ValueSpan, CultureInfo.InvariantCulture) + 1];
            return texts["FieldOfRow", row, texts["field." + position.Groups["member"].Value]];
        }

        var parts = path.Split('.');
        return parts[0] == "attachments" && Enum.TryParse<AttachmentKind>(parts[^1], out var kind) ? terms.Of(kind) : texts["field." + path];
    }

    public static Tone Tone(AccessStatus status) => status switch
    {
        AccessStatus.UnderReview or AccessStatus.Approved => Shell.Tone.Active,
        AccessStatus.Correction => Shell.Tone.Warning,
        AccessStatus.Connected => Shell.Tone.Done,
        AccessStatus.Refused => Shell.Tone.Danger,
        _ => Shell.Tone.Neutral,
    };

    public static string Icon(AccessStatus status) => status switch
    {
        AccessStatus.Draft => "edit_document",
        AccessStatus.UnderReview => "pending_actions",
        AccessStatus.Correction => "undo",
        AccessStatus.Approved => "construction",
        AccessStatus.Connected => "verified",
        AccessStatus.Refused => "cancel",
        _ => "remove_circle",
    };

    public static Tone Tone(OpinionResult result) => result switch
    {
        OpinionResult.Agree => Shell.Tone.Done,
        OpinionResult.Correct => Shell.Tone.Warning,
        _ => Shell.Tone.Danger,
    };

    /// <summary>Why a track was or would be taken, with the models that decided it.</summary>
    public string Reason(TrackDecision track)
    {
        ArgumentNullException.ThrowIfNull(track);
        var reason = terms.Of(track.Reason);
        // A position without a model counts as not listed, and has no name to be shown.
        var models = track.UnlistedModels.Where(m => !string.IsNullOrWhiteSpace(m)).ToList();
        return models.Count == 0 ? reason : texts["ReasonWithModels", reason, string.Join(texts["ListSeparator"], models)];
    }

    /// <summary>A file's size as people read it.</summary>
    public static string Size(long bytes) => bytes >= 1024 * 1024
        ? (bytes / 1024d / 1024d).ToString("0.0", CultureInfo.InvariantCulture) + " MB"
        : Math.Max(1, bytes / 1024).ToString(CultureInfo.InvariantCulture) + " KB";

    /// <summary>The first three and last two digits.</summary>
    public static string? Masked(string? phone) => string.IsNullOrWhiteSpace(phone) ? null
        : phone.Length > 6 ? $"{phone[..3]}******{phone[^2..]}" : "******";

    [GeneratedRegex(@"^positions\[(?<row>\d+)\]\.(?<member>\w+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Position();
}
