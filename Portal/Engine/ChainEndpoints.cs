using System.Text;
using Domain;
using Domain.Organizations;
using Microsoft.AspNetCore.Authorization;
using Portal.Accounts;
using Workflows.Engine.Shell;

namespace Portal.Engine;

/// <summary>The file of a published version, as it was published.</summary>
internal static class ChainEndpoints
{
    public static void MapChains(this WebApplication app) =>
        app.MapGet("/processes/{key}/file", [Authorize(Roles = nameof(Role.Administrator))] async (string key, int? version, HttpContext context, ProcessRegister register) =>
        {
            if (!context.TryGetActor(out var actor)) return Results.Forbid();
            try
            {
                var chain = await register.ReadAsync(actor, key, version, context.RequestAborted);
                return Results.File(Encoding.UTF8.GetBytes(chain.Xml), "application/xml", $"{chain.Key}-{chain.Version}.bpmn");
            }
            catch (DomainException)
            {
                return Results.NotFound();
            }
        });
}
