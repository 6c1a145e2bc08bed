using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Files;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Access;
using Workflows.Appeals;
using Workflows.Calendar;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Devices;
using Workflows.Dismantling;
using Workflows.Dust;
using Workflows.Inability;
using Workflows.Ingest;
using Workflows.Leave;
using Workflows.Registration;
using Workflows.Relocation;
using Workflows.Scoring;
using Workflows.Sites;
using Workflows.Supervision;
using Workflows.Suppliers;
using Workflows.Violations;

namespace Workflows.Demo;

/// <summary>The portal's services on the demo's clock.</summary>
internal sealed class DemoServices : IAsyncDisposable
{
    private readonly ServiceProvider _container;

    public DemoServices(
        IDbContextFactory<PortalDbContext> databases, FileStore files, SecretSeal seal, IOneStopService oneStop, IConfiguration configuration, DemoClock clock)
    {
        Clock = clock;
        _container = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(databases)
            .AddSingleton(files)
            .AddSingleton(seal)
            .AddSingleton(oneStop)
            .AddSingleton(configuration)
            .AddPortalWorkflows(configuration)
            .BuildServiceProvider();
    }

    public DemoClock Clock { get; }

    public Calendars Calendars => _container.GetRequiredService<Calendars>();

    public AccessDrafts Drafts => _container.GetRequiredService<AccessDrafts>();

    public AccessSubmission Submission => _container.GetRequiredService<AccessSubmission>();

    public CaseDecisions Decisions => _container.GetRequiredService<CaseDecisions>();

    public KeyPersons KeyPersons => _container.GetRequiredService<KeyPersons>();

    public LeaveSubmission LeaveSubmission => _container.GetRequiredService<LeaveSubmission>();

    public LeaveReturns LeaveReturns => _container.GetRequiredService<LeaveReturns>();

    public LeaveWatch LeaveWatch => _container.GetRequiredService<LeaveWatch>();

    public AccessDebugging Debugging => _container.GetRequiredService<AccessDebugging>();

    public SlotBoard Board => _container.GetRequiredService<SlotBoard>();

    public AcceptedModels Models => _container.GetRequiredService<AcceptedModels>();

    public SupplierRegister Suppliers => _container.GetRequiredService<SupplierRegister>();

    public DeviceRecords Devices => _container.GetRequiredService<DeviceRecords>();

    public RegistrationDrafts RegistrationDrafts => _container.GetRequiredService<RegistrationDrafts>();

    public RegistrationSaves RegistrationSaves => _container.GetRequiredService<RegistrationSaves>();

    public RegistrationLife RegistrationLife => _container.GetRequiredService<RegistrationLife>();

    public GoLiveReader GoLive => _container.GetRequiredService<GoLiveReader>();

    public SupplierKeys Keys => _container.GetRequiredService<SupplierKeys>();

    public KeyUses KeyUses => _container.GetRequiredService<KeyUses>();

    public UploadDesk Uploads => _container.GetRequiredService<UploadDesk>();

    public OnlineSettler Settler => _container.GetRequiredService<OnlineSettler>();

    public PlatformHeartbeats Heartbeats => _container.GetRequiredService<PlatformHeartbeats>();

    public LimitWatch DustWatch => _container.GetRequiredService<LimitWatch>();

    public SupervisionFiling Supervision => _container.GetRequiredService<SupervisionFiling>();

    public InabilityFiling Inability => _container.GetRequiredService<InabilityFiling>();

    public RelocationDrafts RelocationDrafts => _container.GetRequiredService<RelocationDrafts>();

    public RelocationSubmission Relocations => _container.GetRequiredService<RelocationSubmission>();

    public CraneNoticeDrafts CraneNoticeDrafts => _container.GetRequiredService<CraneNoticeDrafts>();

    public CraneNoticeSubmission CraneNotices => _container.GetRequiredService<CraneNoticeSubmission>();

    public ViolationPhotos ViolationPhotos => _container.GetRequiredService<ViolationPhotos>();

    public ViolationRecording Recording => _container.GetRequiredService<ViolationRecording>();

    public ViolationSteps Violations => _container.GetRequiredService<ViolationSteps>();

    public CandidateWatch CandidateWatch => _container.GetRequiredService<CandidateWatch>();

    public Patrols Patrols => _container.GetRequiredService<Patrols>();

    public ScoreRuns Scores => _container.GetRequiredService<ScoreRuns>();

    public ConsequenceProposals Proposals => _container.GetRequiredService<ConsequenceProposals>();

    public Talks Talks => _container.GetRequiredService<Talks>();

    public AppealFiling Appeals => _container.GetRequiredService<AppealFiling>();

    /// <summary>Lets what machines send be written to the database, as the portal does while it runs.</summary>
    public Task TakeInAsync(CancellationToken cancellationToken) => _container.GetRequiredService<Intake>().StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _container.GetRequiredService<Intake>().StopAsync(CancellationToken.None);
        await _container.DisposeAsync();
    }
}
