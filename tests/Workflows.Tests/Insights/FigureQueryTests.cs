using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using Workflows.Insights;

namespace Workflows.Tests.Insights;

/// <summary>Days are told apart by the server; both servers can be asked for their words without having either.</summary>
public sealed class FigureQueryTests
{
    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Queries_OfDailyRates_AreUnderstoodByTheServer(DatabaseProvider provider)
    {
        var services = new ServiceCollection().AddPortalDatabase(provider, "Server=nowhere").BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        var (from, now) = (TestClock.ShanghaiTime(2026, 11, 1, 0), TestClock.ShanghaiTime(2026, 11, 25, 9));

        DailyRates.Whole(db, db.Set<Site>(), from, now).ToQueryString().ShouldContain("GROUP BY");
        DailyRates.Cut(db, db.Set<Site>(), from, now).ToQueryString().ShouldNotContain("GROUP BY");
    }
}
