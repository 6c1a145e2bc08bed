using Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Consequences;
using Workflows.Devices;
using Workflows.Drafts;
using Workflows.Dust;
using Workflows.Engine.Shell;
using Workflows.Ingest;
using Workflows.Leave;
using Workflows.Notifications;
using Workflows.Notifications.Webhooks;
using Workflows.Registration;
using Workflows.Reports;
using Workflows.Scoring;
using Workflows.Suppliers;
using Workflows.Violations;

namespace Workflows;

/// <summary>The work that nobody clicks for, on the clustered scheduler. Each run is a call of a service that tests call themselves.</summary>
public static class PortalJobs
{
    /// <summary>How late a job may be, at most: how often it looks. Messages are waited for, deadlines are days.</summary>
    private static readonly TimeSpan Messages = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Digests = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Timers = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Notices = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CalendarChanges = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OldDrafts = TimeSpan.FromHours(12);
    private static readonly TimeSpan SiteReports = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DustLimits = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeyUse = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OldDust = TimeSpan.FromHours(1);
    private static readonly TimeSpan LowScores = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Candidates = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ReportFiles = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OldNonces = TimeSpan.FromMinutes(1);

    /// <summary>At night, when few look and little is sent.</summary>
    private const string OldReports = "0 20 3 * * ?";

    /// <summary>Two hours after the instant that Monday's check and the month's close look at (<see cref="ScoreRuns.Settling"/>).</summary>
    private const string Scores = "0 0 2 * * ?";

    public static IServiceCollection AddPortalJobs(this IServiceCollection services) => services
        .AddRecurringJob<ProcessTimersJob>(Timers)
        .AddRecurringJob<DeadlineNoticesJob>(Notices)
        .AddRecurringJob<DeadlinesJob>(CalendarChanges)
        .AddRecurringJob<OutboxDeliveryJob>(Messages)
        .AddRecurringJob<WebhookDeliveryJob>(Messages)
        .AddRecurringJob<DailyDigestsJob>(Digests)
        .AddRecurringJob<OldDraftsJob>(OldDrafts)
        .AddRecurringJob<LeaveWatchJob>(Notices)
        .AddRecurringJob<OneStopReportJob>(SiteReports)
        .AddRecurringJob<KeyUsesJob>(KeyUse)
        .AddRecurringJob<LimitWatchJob>(DustLimits)
        .AddRecurringJob<DustRetentionJob>(OldDust)
        .AddRecurringJob<IngestRetentionJob>(OldNonces)
        .AddRecurringJob<CandidateWatchJob>(Candidates)
        .AddRecurringJob<StatusRetentionJob>(OldReports)
        .AddRecurringJob<ScoreRunsJob>(Scores)
        .AddRecurringJob<ConsequencesJob>(LowScores)
        .AddRecurringJob<MonthFilesJob>(ReportFiles)
        .AddHostedService<OnlineWatch>();
}
