using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access.Slots;
using Portal.Accounts;
using Portal.Engine;
using Portal.Tests.Shell;
using Testing;
using Testing.Access;
using Workflows.Access;
using Workflows.Calendar;
using Workflows.Inbox;

namespace Portal.Tests.Access.Slots;

/// <summary>The board with the real services behind it: what matters is what two people at once see.</summary>
public sealed class SlotBoardPageTests : IAsyncLifetime, IDisposable
{
    // A real database answers, beside whatever else the machine does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaceContext _face = new();
    private PortalWorld _world = null!;
    private AccessWalk _walk = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _walk = new AccessWalk(_world);
        _face.Services.AddSingleton<TimeProvider>(_world.Clock);
        _face.Services.AddSingleton(_world.Get<SlotBoard>()).AddSingleton(_world.Get<InboxReader>()).AddSingleton(_world.Get<Calendars>()).AddSingleton(_world.Get<AccessCaseReader>());
        _face.Services.AddSingleton<ProcessLabels>();
        var me = _world.Operator;
        var user = _face.AddAuthorization();
        user.SetAuthorized("operator");
        user.SetClaims(
            new Claim(ClaimTypes.NameIdentifier, Text(me.AccountId)), new Claim(ActorClaims.DisplayName, me.Name), new Claim(ClaimTypes.Role, me.Role.ToString()),
            new Claim(ActorClaims.Membership, Text(me.MembershipId)), new Claim(ActorClaims.Organization, Text(me.OrganizationId)),
            new Claim(ActorClaims.OrganizationName, me.OrganizationName), new Claim(ActorClaims.OrganizationKind, me.OrganizationKind.ToString()),
            new Claim(ActorClaims.Region, me.RegionCode ?? ""));
    }

    [Fact]
    public async Task Give_ADayWithRoom_PutsTheApplicationOnTheBoardAndOffTheList()
    {
        var id = await _walk.SubmittedAsync();
        await _walk.UntilAsync(id, "slotAssignment");
        var page = _face.Render<SlotBoardPage>();

        page.WaitForElement("#waiting tbody button", Patience).Click();
        page.WaitForElement("dialog form", Patience).Submit();

        page.WaitForAssertion(() => page.FindAll("#waiting tbody tr").ShouldBeEmpty(), Patience);
        page.Find($".board-slots a[href='/cases/access:{id}']").ShouldNotBeNull();
        page.FindAll("dialog form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Give_ADayThatWasFilledMeanwhile_SaysSoInThePlaceAndOffersItNoMore()
    {
        var id = await _walk.SubmittedAsync();
        await _walk.UntilAsync(id, "slotAssignment");
        var page = _face.Render<SlotBoardPage>();
        page.WaitForElement("#waiting tbody button", Patience).Click();
        var chosen = page.WaitForElement("dialog input[checked]", Patience).GetAttribute("value")!;
        var day = DateOnly.Parse(chosen, CultureInfo.InvariantCulture);
        await _world.Get<SlotBoard>().SetCapacityAsync(_world.Operator, day, 0, "Instruments being calibrated");

        page.Find("dialog form").Submit();

        page.WaitForElement("dialog [role=alert]", Patience);
        page.FindAll("dialog input[type=radio]").ShouldNotBeEmpty();
        page.FindAll("dialog input[type=radio]").ShouldAllBe(option => option.GetAttribute("value") != chosen);
        page.FindAll(".board-note").ShouldNotBeEmpty("the board behind the dialog is as old as the dialog was");
        page.FindAll("#waiting tbody tr").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Days_WithADeliveryThatIsAwaited_OfferToMoveItAndNoOther()
    {
        var awaited = await _walk.SubmittedAsync();
        await _walk.UntilAsync(awaited, "delivery");

        var page = _face.Render<SlotBoardPage>();

        page.WaitForElement(".board-slots button", Patience).Click();
        page.WaitForElement("dialog form", Patience);
        await _walk.UntilAsync(awaited, "debugging");
        page.Find("dialog form").Submit();
        page.WaitForElement("dialog [role=alert]", Patience);
        page.FindAll(".board-slots button").ShouldBeEmpty();
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _face.Dispose();
}
