using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases;
using Workflows.Engine.Shell;

namespace Workflows.Violations;

/// <summary>The services of violations.</summary>
internal static class ViolationSetup
{
    public static IServiceCollection AddViolations(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ViolationOptions>(configuration.GetSection("Violations"));
        services.AddSingleton<ViolationPhotos>();
        services.AddSingleton<ViolationRecording>();
        services.AddSingleton<ViolationSteps>();
        services.AddSingleton<ViolationReader>();
        services.AddSingleton<ViolationLists>();
        services.AddSingleton<ContractorPoints>();
        services.AddSingleton<CandidateWatch>();
        services.AddSingleton<Candidates>();
        services.AddSingleton<Patrols>();
        services.AddSingleton<IChain, ViolationChain>();
        services.AddSingleton<IServiceTaskHandler, IssueOrderHandler>();
        services.AddSingleton<IServiceTaskHandler, OrderOverdueHandler>();
        return services;
    }
}
