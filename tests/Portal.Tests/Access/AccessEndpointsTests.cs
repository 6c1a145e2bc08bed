using System.Net;
using Domain.Access;
using Portal.Access;
using Testing;
using Testing.Access;
using Workflows.Access;

namespace Portal.Tests.Access;

public sealed class AccessEndpointsTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;
    private AccessWalk _walk = null!;
    private long _id;
    private string _address = "";

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world);
        _walk = new AccessWalk(_world);
        _id = await _walk.SubmittedAsync();
        _address = AccessEndpoints.AttachmentAddress(_id, (await _walk.ReadAsync(_id)).Attachments[0].Id);
    }

    [Fact]
    public async Task Download_ByThoseWhoSeeTheCase_IsTheFileAsADownloadAndNothingElse()
    {
        foreach (var actor in new[] { _world.ProjectManager, _world.SiteClerk, _world.Supervisor, _world.Owner, _world.Operator, _world.Supplier, _world.CountyOfficer, _world.CityOfficer })
        {
            var answer = await _server.Browser(actor).GetAsync(_address);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role}");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(SampleFiles.Pdf);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        }
    }

    [Fact]
    public async Task Download_ByAStranger_IsNotFound()
    {
        foreach (var stranger in _world.Strangers)
            (await _server.Browser(stranger).GetAsync(_address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{stranger.Role} {stranger.OrganizationName}");
    }

    [Fact]
    public async Task Download_ByAVisitor_LeadsToSignInWithoutAByte()
    {
        var answer = await _server.Browser(null).GetAsync(_address);

        answer.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldNotBe(SampleFiles.Pdf);
    }

    [Fact]
    public async Task Download_UnderAnotherCasesAddress_IsNotFound()
    {
        var other = await _walk.SubmittedAsync(await _world.SiteAsync(), AccessForms.Complete(_world.Supplier.OrganizationId));
        var file = _address[(_address.LastIndexOf('/') + 1)..];

        var answer = await _server.Browser(_world.ProjectManager).GetAsync($"/access/{other}/attachments/{file}");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Download_RemovedFile_IsNotFound()
    {
        var draft = await _walk.DraftAsync(await _world.SiteAsync());
        var file = (await _walk.ReadAsync(draft)).Attachments[0].Id;
        await _world.Get<AccessDrafts>().RemoveAttachmentAsync(_world.SiteClerk, draft, file);

        (await _server.Browser(_world.SiteClerk).GetAsync(AccessEndpoints.AttachmentAddress(draft, file))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The name comes from outside: whatever is in it, the header stays one header.</summary>
    [Fact]
    public async Task Download_FileWithAStrangeName_OffersItWhole()
    {
        var draft = await _walk.DraftAsync(await _world.SiteAsync());
        using var content = new MemoryStream(SampleFiles.Pdf);
        await _world.Get<AccessDrafts>().AttachAsync(new AttachAccessFile
        {
            Actor = _world.SiteClerk,
            ApplicationId = draft,
            Kind = AttachmentKind.Other,
            FileName = "plan \"A\"; filename=x.exe\r\nX: 布置图.pdf",
            Content = content,
        });
        var file = (await _walk.ReadAsync(draft)).Attachments.Single(a => a.Kind == AttachmentKind.Other);

        var answer = await _server.Browser(_world.SiteClerk).GetAsync(AccessEndpoints.AttachmentAddress(draft, file.Id));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("X").ShouldBeFalse();
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(file.FileName);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();
}
