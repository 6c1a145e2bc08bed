using Infrastructure;
using Portal.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPortalInfrastructure(builder.Configuration);
builder.AddPortalFace();

var app = builder.Build();
app.UsePortalFace();
app.Run();
