using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Access;
using Workflows.Accounts;
using Workflows.Appeals;
using Workflows.Audit;
using Workflows.Calendar;
using Workflows.Captures;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Demo;
using Workflows.Devices;
using Workflows.Dismantling;
using Workflows.Drafts;
using Workflows.Dust;
using Workflows.Engine.Shell;
using Workflows.Inability;
using Workflows.Inbox;
using Workflows.Ingest;
using Workflows.Insights;
using Workflows.Leave;
using Workflows.Lists;
using Workflows.Maps;
using Workflows.Notifications;
using Workflows.Notifications.Webhooks;
using Workflows.Organizations;
using Workflows.Regions;
using Workflows.Registration;
using Workflows.Relocation;
using Workflows.Reports;
using Workflows.Scoring;
using Workflows.Sites;
using Workflows.Supervision;
using Workflows.Suppliers;
using Workflows.Violations;

namespace Workflows;

/// <summary>The services of all features, composed. Each is stateless or keeps only what never changes, so one of each serves all.</summary>
public static class PortalWorkflows
{
    public static IServiceCollection AddPortalWorkflows(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<AccessOptions>(configuration.GetSection("Access"));
        services.Configure<ExportOptions>(configuration.GetSection("Exports"));
        services.AddPortalCalendars(configuration);
        services.AddPortalIngest(configuration);
        services.AddSingleton<RegionList>();
        services.AddSingleton<ProcessDefinitions>();
        services.AddSingleton<StepApplier>();
        services.AddSingleton<ProcessEngine>();
        services.AddSingleton<CaseProgress>();
        services.AddSingleton<Chains>();
        services.AddSingleton<CaseDecisions>();
        services.AddSingleton<CaseWaysBack>();
        services.AddSingleton<CaseHandovers>();
        services.AddSingleton<CaseCopies>();
        services.AddSingleton<ProcessTimers>();
        services.AddSingleton<DeadlineNotices>();
        services.AddSingleton<Deadlines>();
        services.AddSingleton<ICalendarFollower, DeadlineFollower>();
        services.AddSingleton<OutboxDelivery>();
        services.AddSingleton<OwnNotifications>();
        services.AddSingleton<OutboxMessages>();
        services.AddSingleton<DailyDigests>();
        services.AddSingleton<WebhookRegister>();
        services.AddSingleton<WebhookList>();
        services.AddSingleton<WebhookDelivery>();
        services.AddSingleton<InboxReader>();
        services.AddSingleton<CityDashboard>();
        services.AddSingleton<DeadlineList>();
        services.AddSingleton<PublicNotice>();
        services.AddSingleton<DeviceRecords>();
        services.AddOnlineState(configuration);
        services.AddSingleton<CaptureList>();
        services.AddSingleton<CaptureDetails>();
        services.AddSingleton<RowExports>();
        services.AddSingleton<DemoData>();
        services.AddSingleton<FormDrafts>();
        services.Configure<SupervisionOptions>(configuration.GetSection("Supervision"));
        return services.AddRegisters().AddAccess().AddStandstill().AddRegistration().AddRelocation().AddLeave().AddScoring().AddDust(configuration).AddConsequences()
            .AddViolations(configuration);
    }

    /// <summary>What the chains stand on. Account changes need Identity's hasher, which the portal registers.</summary>
    private static IServiceCollection AddRegisters(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<RegionDirectory>();
        services.AddSingleton<OrganizationDirectory>();
        services.AddSingleton<OrganizationRegister>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<AccountMemberships>();
        services.AddScoped<AccountRegister>();
        services.AddSingleton<SiteDirectory>();
        services.AddSingleton<SiteRegister>();
        services.AddSingleton<SupplierRegister>();
        services.AddSingleton<SupplierEntries>();
        services.AddSingleton<SupplierPoints>();
        services.AddSingleton<SupplierKeys>();
        services.AddSingleton<SupplierKeyList>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<AcceptedModels>();
        services.AddSingleton<ProcessRegister>();
        return services;
    }

    private static void AddOnlineState(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<OnlineOptions>(configuration.GetSection("Online"));
        services.AddSingleton<FirstOnline>();
        services.AddSingleton<DeviceService>();
        services.AddSingleton<PlatformHeartbeats>();
        services.AddSingleton<OnlineSettler>();
        services.AddSingleton<StatusRetention>();
        services.AddSingleton<Outages>();
        services.AddSingleton<OnlineRates>();
        services.AddSingleton<DeviceHistories>();
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessDrafts>();
        services.AddSingleton<AccessSubmission>();
        services.AddSingleton<IChain, AccessChain>();
        services.AddSingleton<AccessDebugging>();
        services.AddSingleton<SlotBoard>();
        services.AddSingleton<AccessCases>();
        services.AddSingleton<AccessCaseReader>();
        services.AddSingleton<IServiceTaskHandler, FixTrackHandler>();
        services.AddSingleton<IServiceTaskHandler, AcceptModelsHandler>();
        services.AddSingleton<IServiceTaskHandler, RegisterDevicesHandler>();
        services.AddSingleton<IServiceTaskHandler, NoteNotConnectedHandler>();
        services.AddSingleton<IServiceTaskHandler, ConnectSiteHandler>();
        services.AddSingleton<ICalledChain, AccessCalled>();
        return services;
    }

    /// <summary>Works that stand still, and sites that cannot be connected yet.</summary>
    private static IServiceCollection AddStandstill(this IServiceCollection services)
    {
        services.AddSingleton<SupervisionFiling>();
        services.AddSingleton<IChain, SupervisionChain>();
        services.AddSingleton<SupervisionReader>();
        services.AddSingleton<IServiceTaskHandler, ApplySupervisionHandler>();
        services.AddSingleton<InabilityFiling>();
        services.AddSingleton<InabilityReader>();
        services.AddSingleton<IChain, InabilityChain>();
        services.AddSingleton<IServiceTaskHandler, WatchPromiseHandler>();
        services.AddSingleton<IServiceTaskHandler, RemindPromiseHandler>();
        services.AddSingleton<IServiceTaskHandler, LapsePromiseHandler>();
        services.AddSingleton<IServiceTaskHandler, KeepPromiseHandler>();
        return services;
    }

    private static IServiceCollection AddRelocation(this IServiceCollection services)
    {
        services.AddSingleton<RelocationDrafts>();
        services.AddSingleton<RelocationSubmission>();
        services.AddSingleton<IChain, RelocationChain>();
        services.AddSingleton<RelocationCases>();
        services.AddSingleton<IServiceTaskHandler, ApplyRelocationHandler>();
        services.AddSingleton<CraneNoticeDrafts>();
        services.AddSingleton<CraneNoticeSubmission>();
        services.AddSingleton<IChain, CraneNoticeChain>();
        services.AddSingleton<CraneNoticeCases>();
        services.AddSingleton<IServiceTaskHandler, RegisterCraneNoticeHandler>();
        return services;
    }

    private static IServiceCollection AddLeave(this IServiceCollection services)
    {
        services.AddSingleton<KeyPersons>();
        services.AddSingleton<StandIns>();
        services.AddSingleton<LeaveForms>();
        services.AddSingleton<LeaveSubmission>();
        services.AddSingleton<IChain, LeaveChain>();
        services.AddSingleton<LeaveReturns>();
        services.AddSingleton<LeaveReader>();
        services.AddSingleton<LeaveLists>();
        services.AddSingleton<LeaveWatch>();
        services.AddSingleton<IServiceTaskHandler, LeaveGrantHandler>();
        return services;
    }

    private static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddSingleton<ScoreRuns>();
        services.AddSingleton<Scorecards>();
        services.AddSingleton<MonthReports>();
        services.AddSingleton<MonthFiles>();
        services.AddSingleton<ScoreRuleVersions>();
        return services;
    }

    /// <summary>What follows from low scores, and what suppliers say against them.</summary>
    private static IServiceCollection AddConsequences(this IServiceCollection services)
    {
        services.AddSingleton<ConsequenceProposals>();
        services.AddSingleton<ConsequenceReader>();
        services.AddSingleton<Talks>();
        services.AddSingleton<RestrictionEnds>();
        services.AddSingleton<IChain, ConsequenceChain>();
        services.AddSingleton<IServiceTaskHandler, ImposeHandler>();
        services.AddSingleton<AppealFiling>();
        services.AddSingleton<AppealDecisions>();
        services.AddSingleton<AppealEvidence>();
        services.AddSingleton<AppealReader>();
        services.AddSingleton<IChain, AppealChain>();
        return services;
    }

    private static IServiceCollection AddRegistration(this IServiceCollection services)
    {
        services.AddSingleton<RegistrationDrafts>();
        services.AddSingleton<RegistrationSaves>();
        services.AddSingleton<RegistrationSites>();
        services.AddSingleton<RegistrationReader>();
        services.AddSingleton<RegistrationList>();
        services.AddSingleton<RegistrationLife>();
        services.AddSingleton<GoLiveReader>();
        services.AddSingleton<OneStopReports>();
        services.AddSingleton<PlaceSearch>();
        return services;
    }
}
