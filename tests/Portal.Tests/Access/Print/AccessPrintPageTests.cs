using System.Net;
using Portal.Access.Print;
using Testing;
using Testing.Access;

namespace Portal.Tests.Access.Print;

public sealed class AccessPrintPageTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;
    private AccessWalk _walk = null!;
    private long _id;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world);
        _walk = new AccessWalk(_world);
        _id = await _walk.SubmittedAsync();
    }

    [Fact]
    public async Task Get_ByThoseWhoSeeTheCase_IsEachFormWithTheCasesNumber()
    {
        var number = (await _walk.ReadAsync(_id)).Number!;

        foreach (var actor in new[] { _world.ProjectManager, _world.Supervisor, _world.Operator, _world.Supplier, _world.CountyOfficer, _world.CityOfficer })
        {
            foreach (var form in PrintedForm.All)
            {
                var answer = await _server.Browser(actor).GetAsync(PrintedForm.Address(_id, form));
                var page = await answer.Content.ReadAsStringAsync();

                answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role} {form}");
                page.ShouldContain(number);
                page.ShouldContain(_world.Site.Name);
                page.ShouldNotContain("blazor.web.js");
            }
        }
    }

    [Fact]
    public async Task Get_ByAStranger_IsNotFoundAndTellsNothing()
    {
        foreach (var stranger in _world.Strangers)
        {
            foreach (var form in PrintedForm.All)
            {
                var answer = await _server.Browser(stranger).GetAsync(PrintedForm.Address(_id, form));

                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{stranger.Role} {form}");
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(_world.Site.Name);
            }
        }
    }

    [Theory]
    [InlineData("1-2")]
    [InlineData("1-1x")]
    public async Task Get_FormThatIsNone_IsNotFound(string form) =>
        (await _server.Browser(_world.ProjectManager).GetAsync(PrintedForm.Address(_id, form))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Get_CaseThatIsNone_IsNotFound() =>
        (await _server.Browser(_world.ProjectManager).GetAsync(PrintedForm.Address(_id + 1_000_000, "1-1"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Get_Draft_IsSeenByItsWritersOnly()
    {
        var draft = await _walk.DraftAsync(await _world.SiteAsync());
        var address = PrintedForm.Address(draft, PrintedForm.Application);

        var own = await _server.Browser(_world.SiteClerk).GetAsync(address);
        var county = await _server.Browser(_world.CountyOfficer).GetAsync(address);

        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        county.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_ByAVisitor_LeadsToSignIn()
    {
        var answer = await _server.Browser(actor: null).GetAsync(PrintedForm.Address(_id, "1-1"));

        ((int)answer.StatusCode).ShouldBeOneOf(302, 401);
    }

    [Fact]
    public async Task Get_Phones_AreMaskedUntilAskedFor()
    {
        var phone = (await _walk.ReadAsync(_id)).Form.ProjectManagerPhone!;
        var browser = _server.Browser(_world.CountyOfficer);

        var masked = await browser.GetStringAsync(PrintedForm.Address(_id, "1-1"));
        var full = await browser.GetStringAsync(PrintedForm.Address(_id, "1-1") + "?phones=full");

        masked.ShouldNotContain(phone);
        full.ShouldContain(phone);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();
}
