using Domain;
using Infrastructure.Accounts;
using Portal.Commands;
using Portal.Tests.Shell;

namespace Portal.Tests.Commands;

public sealed class CreateAdministratorTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData(PasswordRules.TooShort, "12 ")]
    [InlineData(PasswordRules.TooLong, "128")]
    public void Reason_OfARefusedPassword_SaysWhichRuleItBreaks(string code, string words)
    {
        var reason = CreateAdministratorCommand.Reason(portal.Services, new DomainException("account.refused", code));

        reason.ShouldContain(words);
        reason.ShouldNotContain(code);
    }
}
