using Infrastructure;
using Infrastructure.Accounts;
using Portal.Commands;
using Workflows.Accounts;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPortalInfrastructure(builder.Configuration);
builder.Services.AddPortalAccounts();
builder.Services.AddScoped<FirstAdministrator>();
builder.Services.AddLocalization();
var app = builder.Build();
if (await CommandLine.RunAsync(app.Services, args) is { } exitCode) return exitCode;
app.Run();
return CommandLine.Success;
