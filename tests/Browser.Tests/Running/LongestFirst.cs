using Browser.Tests.Accessibility;
using Browser.Tests.Ingest;
using Browser.Tests.Scoring;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Browser.Tests.Running.LongestFirst", "Browser.Tests")]

namespace Browser.Tests.Running;

/// <summary>What takes longest begins first, so that the others fill the time beside it and none is left over at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [nameof(AccessibilityTests), nameof(ApplicationsPortal), nameof(SitesPortal), nameof(MonthJourneyTests), nameof(CrashTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => (uint)Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal)))
            .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
