using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using Workflows.Dust;

namespace Workflows.Tests.Dust;

/// <summary>Aggregation that both servers must understand can be put into words for both without having either.</summary>
public sealed class DustQueryTests
{
    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Queries_OfMeansAndCharts_AreGroupedByTheServer(DatabaseProvider provider)
    {
        var services = new ServiceCollection().AddPortalDatabase(provider, "Server=nowhere").BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        var now = TestClock.ShanghaiTime(2026, 11, 25, 9);

        foreach (var quantity in DustQuantities.All.Where(DustQuantities.HasMean))
            DustHistory.Query(db, [1, 2], quantity, ChartPeriod.Around(ChartSpan.Month, now), [DustSpan.Moment]).ToQueryString().ShouldContain("GROUP BY");
        DustMeans.Query(db, [1, 2], now, now.AddMinutes(15)).ToQueryString().ShouldContain("GROUP BY");
    }
}
