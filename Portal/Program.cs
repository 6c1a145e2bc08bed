using Infrastructure;
using Portal.Commands;
using Portal.Shell;
using Workflows;
using Workflows.Accounts;

var builder = WebApplication.CreateBuilder(args);
SteeredClock.AddIfSet(builder);
builder.Services.AddPortalInfrastructure(builder.Configuration);
builder.Services.AddPortalWorkflows(builder.Configuration);
builder.Services.AddPortalJobs();
builder.Services.AddScoped<FirstAdministrator>();
builder.AddPortalFace();

var app = builder.Build();
if (await CommandLine.RunAsync(app.Services, args) is { } exitCode) return exitCode;
app.UsePortalFace();
app.Run();
return CommandLine.Success;
