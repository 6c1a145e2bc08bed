using Infrastructure.Accounts;

namespace Infrastructure.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("Password2026!")]
    [InlineData("P@$$word-123456")]
    [InlineData("zhanjiang2026!!")]
    [InlineData("123456789012345")]
    [InlineData("qwertyuiop1234")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("abcdefghijkl")]
    [InlineData("wangfang1234")]
    [InlineData("Wang.Fang!2026")]
    [InlineData("Admin@Admin@1")]
    public void Refusal_OfWhatIsTriedFirst_IsNamed(string password) =>
        PasswordRules.Refusal(password, "wangfang", "王芳").ShouldNotBeNull();

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("塔吊边上有三只白鹭飞过去了")]
    [InlineData("tV9#kq2Lm!xz")]
    [InlineData("seven bricks, one kite")]
    public void Refusal_OfAPhraseOrRandomSigns_IsNull(string password) =>
        PasswordRules.Refusal(password, "wangfang", "王芳").ShouldBeNull();
}
