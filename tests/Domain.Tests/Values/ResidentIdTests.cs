using System.Globalization;
using Domain.Values;
using FsCheck;
using FsCheck.Fluent;
using Testing.SharedData;

namespace Domain.Tests.Values;

public sealed class ResidentIdTests
{
    private const string Alphabet = "0123456789X";

    private static Gen<string> ValidIds =>
        from region in Gen.Elements("110101", "310115", "440803", "440823", "810000", "830000", "931156")
        from day in Gen.Choose(0, 45_000)
        from sequence in Gen.Choose(1, 999)
        let birth = new DateOnly(1900, 1, 1).AddDays(day)
        let body = region + birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + sequence.ToString("000", CultureInfo.InvariantCulture)
        select body + Alphabet.Single(c => ResidentId.Check(body + c) == CheckOutcome.Valid);

    public static TheoryData<string, string, string> SharedRows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in SharedFolder.Csv("validation", "resident_ids.csv"))
            rows.Add(row["value"], row["expected"], row["category"]);
        return rows;
    }

    [SharedTheory]
    [MemberData(nameof(SharedRows))]
    public void TryParse_SharedVector_IsAsExpected(string value, string expected, string category)
    {
        var accepted = ResidentId.TryParse(value, out _);

        accepted.ShouldBe(expected switch
        {
            "valid" => true,
            // Decided in docs/decisions/0011-numbers-people-type.md.
            "disputed" or "suspicious" => true,
            "valid only where 15-digit numbers are accepted" or "invalid" => false,
            _ => throw new InvalidDataException(expected),
        }, category);
    }

    [Theory]
    [InlineData("11010519491231002X", CheckOutcome.Valid)]
    [InlineData("310113199202299970", CheckOutcome.Valid)]
    [InlineData("830000199201300022", CheckOutcome.Valid)]
    [InlineData("932682198501010017", CheckOutcome.Valid)]
    [InlineData("110105194912310021", CheckOutcome.WrongCheckDigit)]
    [InlineData("11010519491231001X", CheckOutcome.WrongCheckDigit)]
    [InlineData("310115202602309979", CheckOutcome.Malformed)]
    [InlineData("160323197806058856", CheckOutcome.Malformed)]
    [InlineData("920682198501010017", CheckOutcome.Malformed)]
    [InlineData("110101491001001", CheckOutcome.Malformed)]
    [InlineData("1101051949123100 2X", CheckOutcome.Malformed)]
    [InlineData("１１010519491231002X", CheckOutcome.Malformed)]
    [InlineData("11010519491231002Y", CheckOutcome.Malformed)]
    [InlineData("", CheckOutcome.Malformed)]
    [InlineData(null, CheckOutcome.Malformed)]
    public void Check_OwnVector_IsAsExpected(string? value, CheckOutcome expected) => ResidentId.Check(value).ShouldBe(expected);

    [Fact]
    public void TryParse_OneCharacterOfAValidNumberChanged_IsRefused()
    {
        var mistakes = from id in ValidIds from mistake in Changes.OfOneCharacter(id, Alphabet) select mistake;

        Prop.ForAll(mistakes.ToArbitrary(), text => !ResidentId.TryParse(text, out _)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TryParse_TwoNeighboursOfAValidNumberSwapped_IsRefused()
    {
        var mistakes = from id in ValidIds from mistake in Changes.OfTwoNeighbours(id) select mistake;

        Prop.ForAll(mistakes.ToArbitrary(), text => !ResidentId.TryParse(text, out _)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_ValidNumber_IsWrittenBackTheSame() =>
        Prop.ForAll(ValidIds.ToArbitrary(), text => ResidentId.Parse(text).Value == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_SmallX_IsKeptAsX() =>
        ResidentId.Parse("11010519491231002x").ShouldBe(ResidentId.Parse("11010519491231002X"));

    [Fact]
    public void Parse_WrongNumber_NamesTheReasonButNotTheNumber()
    {
        var exception = Should.Throw<DomainException>(() => ResidentId.Parse("110105194912310021"));

        exception.Code.ShouldBe("values.resident-id-check-digit");
        exception.ToString().ShouldNotContain("110105194912310021");
    }

    [Fact]
    public void Parts_OfTheStandardsExample_AreRead()
    {
        var id = ResidentId.Parse("11010519491231002X");

        id.BirthDate.ShouldBe(new DateOnly(1949, 12, 31));
        id.IsMale.ShouldBeFalse();
        ResidentId.Parse("310115198501019973").IsMale.ShouldBeTrue();
    }

    [Theory]
    [InlineData("310115201008019974", "2026-07-31", 15)]
    [InlineData("310115201008019974", "2026-08-01", 16)]
    [InlineData("310113199202299970", "2025-02-28", 32)]
    [InlineData("310113199202299970", "2025-03-01", 33)]
    [InlineData("310113199202299970", "2024-02-29", 32)]
    public void AgeOn_AroundABirthday_ChangesOnTheDay(string value, string day, int expected) =>
        ResidentId.Parse(value).AgeOn(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Fact]
    public void ToString_Always_IsMasked() =>
        $"{ResidentId.Parse("11010519491231002X")}".ShouldBe("110***********002X");
}
