using Infrastructure.Spreadsheets;

namespace Infrastructure.Tests.Spreadsheets;

public sealed class SheetNamesTests
{
    private readonly SheetNames _names = new();

    [Theory]
    [InlineData("湛江安视科技有限公司", "湛江安视科技有限公司")]
    [InlineData("a[b]c:d*e?f/g\\h", "abcdefgh")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("it's 'Sheet1'!A1", "its Sheet1A1")]
    [InlineData("[]", "-")]
    [InlineData("History", "History (2)")]
    [InlineData("1234567890123456789012345678901234567890", "1234567890123456789012345678901")]
    public void Unique_OfAName_IsWhatASheetMayBeCalled(string wanted, string name) => _names.Unique(wanted).ShouldBe(name);

    [Fact]
    public void Unique_OfEqualNames_NumbersThem_WithinTheLength()
    {
        var wanted = new string('供', 40);

        var names = Enumerable.Range(0, 12).Select(_ => _names.Unique(wanted)).ToList();

        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(12);
        names.ShouldAllBe(name => name.Length <= 31);
        names[11].ShouldEndWith(" (12)");
        (_names.Unique("ABC"), _names.Unique("abc")).ShouldBe(("ABC", "abc (2)"));
    }

    [Fact]
    public void Unique_CutInTheMiddleOfACharacter_LeavesItOut() => _names.Unique(new string('a', 30) + "😀").ShouldBe(new string('a', 30));
}
