using Infrastructure.Database;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Infrastructure.Scheduling;

/// <summary>
/// Quartz on the portal's own database: every node runs a scheduler, the store lets each firing happen on one of them, and what a dead
/// node had begun is taken over by another. It makes its own tables (QRTZ_*) at the first start.
/// </summary>
public static class Scheduler
{
    /// <summary>The same on every node: it is what makes them one cluster.</summary>
    public const string Name = "Portal";

    /// <summary>Cron expressions of jobs are read in this zone: the law's days are Shanghai's.</summary>
    public static readonly TimeZoneInfo TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <param name="services">The container.</param>
    /// <param name="provider">The server that the portal runs on.</param>
    /// <param name="connectionString">The portal's own.</param>
    /// <param name="node">Name of this node, unique in the cluster; null lets Quartz make one of host name and start time.</param>
    public static IServiceCollection AddPortalScheduler(
        this IServiceCollection services, DatabaseProvider provider, string connectionString, string? node = null)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = Name;
                options.DefaultTimeZone = TimeZone;
                if (string.IsNullOrWhiteSpace(node)) options.GenerateInstanceId = true;
                else options.InstanceId = node;
            });
            quartz.UsePersistentStore(store =>
            {
                if (provider == DatabaseProvider.SqlServer) store.UseSqlServer(SqlClientFactory.Instance, connectionString);
                else store.UsePostgres(NpgsqlFactory.Instance, connectionString);
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                store.ProvisionSchema();
            });
        });
        // A node that starts declares its jobs anew. Without this what was due while no node ran would be forgotten, and not made up for.
        services.Configure<QuartzOptions>(options => options.Scheduling.ScheduleTriggerRelativeToReplacedTrigger = true);
        // Jobs are short and save in one transaction: waiting for them at shutdown costs little and leaves nothing to recover.
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>
    /// Runs a job again and again. It must be idempotent and carry <c>[DisallowConcurrentExecution]</c>; missed firings are not made up
    /// for one by one: the next run does all there is to do.
    /// </summary>
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services, TimeSpan every)
        where TJob : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).WithSimpleSchedule(schedule =>
                schedule.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(typeof(TJob).Name)));

    /// <summary>As above, at times of day in Shanghai: "0 0 2 ? * MON" is Monday 02:00.</summary>
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services, string cron)
        where TJob : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).WithCronSchedule(cron, schedule =>
                schedule.InTimeZone(TimeZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            job => job.WithIdentity(typeof(TJob).Name)));
}
