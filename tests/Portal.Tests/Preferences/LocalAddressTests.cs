using Portal.Preferences;

namespace Portal.Tests.Preferences;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/inbox?page=2", "/inbox?page=2")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    public void OrHome_AnAddress_IsKeptOnlyIfItIsOurs(string? address, string expected) => LocalAddress.OrHome(address).ShouldBe(expected);
}
