using Domain.Access;
using Portal.Lists;

namespace Portal.Tests.Lists;

public sealed class ListAddressTests
{
    [Fact]
    public void Read_AnAddress_GivesPageOrderAndFilters()
    {
        var request = ListAddress.Read("http://x/applications?page=3&sort=due&desc=1&q=%20%E6%B5%B7%E6%BB%A8%20&state=Refused&empty=", 20);

        (request.Page.Number, request.Page.Skip, request.Page.Sort, request.Page.Descending).ShouldBe((3, 40, "due", true));
        request.Filter("q").ShouldBe("海滨");
        request.Filter<AccessStatus>("state").ShouldBe(AccessStatus.Refused);
        request.Filter("empty").ShouldBeNull();
        request.Filtered.ShouldBeTrue();
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-5")]
    [InlineData("page=x")]
    [InlineData("")]
    public void Read_ABadPageNumber_IsTheFirstPage(string query) => ListAddress.Read("http://x/a?" + query, 20).Page.Number.ShouldBe(1);

    [Theory]
    [InlineData("state=Nonsense")]
    [InlineData("state=99")]
    public void Filter_ThatNamesNoMember_IsNoFilter(string query) => ListAddress.Read("http://x/a?" + query, 20).Filter<AccessStatus>("state").ShouldBeNull();

    [Fact]
    public void Read_AnEndlessFilter_IsCut() => ListAddress.Read("http://x/a?q=" + new string('a', 5000), 20).Filter("q")!.Length.ShouldBe(100);
}
