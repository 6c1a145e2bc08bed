using System.Security.Claims;
using Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Testing;
using Testing.Database;
using Workflows.Leave;

namespace Portal.Tests.Accounts;

public sealed class CircuitSessionTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Session_ThatNobodyUses_EndsAndOneInUseGoesOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var account = await database.AddAsync(new Account { UserName = "idle", NormalizedUserName = "IDLE", SecurityStamp = "stamp", CreatedAt = _clock.GetUtcNow() });
        var options = Options.Create(new IdentityOptions());
        var user = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, $"{account.Id}"), new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, "stamp")], "test"));
        var activity = new CircuitActivity(_clock);
        using var session = new CircuitSession(NullLoggerFactory.Instance, new SessionCheck(database.Contexts, new StandIns(database.Contexts, _clock), options), activity, _clock);
        var click = activity.CreateInboundActivityHandler(_ => Task.CompletedTask);

        _clock.Advance(AccountsSetup.IdleLimit - TimeSpan.FromSeconds(1));
        (await session.HoldsAsync(user, default)).ShouldBeTrue();
        await click(null!);
        _clock.Advance(AccountsSetup.IdleLimit - TimeSpan.FromSeconds(1));
        (await session.HoldsAsync(user, default)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await session.HoldsAsync(user, default)).ShouldBeFalse();
    }
}
