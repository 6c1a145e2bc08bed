using Microsoft.Extensions.Localization;
using Portal.Lists;
using Portal.Terms;
using Workflows.Devices;

namespace Portal.Devices;

/// <summary>The list of devices as a workbook.</summary>
public static class DeviceEndpoints
{
    public static void MapDevices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/devices/export", ExportAsync).RequireAuthorization(policy => policy.RequireRole(DevicesPage.Readers.Select(role => role.ToString())));

    private static Task<IResult> ExportAsync(
        HttpContext context, ListDownload download, TermNames terms, IStringLocalizer<DeviceTexts> texts, IStringLocalizer<OnlineTexts> online, TimeProvider time) =>
        download.SendAsync(context, (actor, request) => DeviceRecords.Export(actor, DevicesPage.QueryOf(request), time.GetUtcNow()), DeviceSheet.Of(terms, texts, online));
}
