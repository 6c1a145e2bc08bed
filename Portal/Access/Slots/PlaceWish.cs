using System.Globalization;
using Workflows.Inbox;

namespace Portal.Access.Slots;

/// <summary>An application for which a day is chosen.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="SiteName">For the reader.</param>
/// <param name="WorkItemId">The step that giving a place completes; null for a move.</param>
/// <param name="Given">The day it has; null when it has none yet.</param>
public sealed record PlaceWish(long ApplicationId, string SiteName, long? WorkItemId, DateOnly? Given)
{
    private const string CasePrefix = "access:";

    /// <summary>For an item that waits for a place.</summary>
    public static PlaceWish Of(InboxRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new PlaceWish(long.Parse(row.BusinessKey.AsSpan(CasePrefix.Length), CultureInfo.InvariantCulture), row.Subject, row.WorkItemId, Given: null);
    }
}
