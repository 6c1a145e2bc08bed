using Domain.Values;
using FsCheck;
using FsCheck.Fluent;
using Testing.SharedData;

namespace Domain.Tests.Values;

public sealed class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Example = "91350100M000100Y43";

    private static Gen<string> ValidCodes =>
        from region in Gen.Choose(100_000, 999_999)
        from organization in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(9).Where(o => o.Any(c => c != '0'))
        let body = $"91{region}{new string(organization)}"
        select body + Alphabet.Single(c => UnifiedSocialCreditCode.Check(body + c) == CheckOutcome.Valid);

    public static TheoryData<string, string> SharedRows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in SharedFolder.Csv("validation", "uscc.csv"))
            rows.Add(row["value"], row["expected"]);
        return rows;
    }

    [SharedTheory]
    [MemberData(nameof(SharedRows))]
    public void Check_SharedVector_IsAsExpected(string value, string expected)
    {
        var outcome = UnifiedSocialCreditCode.Check(value);

        switch (expected)
        {
            // An unknown region is the region list's matter, not the code's.
            case "valid" or "suspicious":
                outcome.ShouldBe(CheckOutcome.Valid);
                break;
            case "real but fails check digit":
                outcome.ShouldBe(CheckOutcome.WrongCheckDigit);
                break;
            case "invalid":
                outcome.ShouldNotBe(CheckOutcome.Valid);
                break;
            default:
                Assert.Fail($"What does '{expected}' expect?");
                break;
        }
    }

    [Theory]
    [InlineData("91350100M000100Y43", CheckOutcome.Valid)]
    [InlineData("91310115MA9991150J", CheckOutcome.Valid)]
    [InlineData("91440803MA9998037X", CheckOutcome.Valid)]
    [InlineData("91350211M0000XUF46", CheckOutcome.WrongCheckDigit)]
    [InlineData("91530100M000100Y43", CheckOutcome.WrongCheckDigit)]
    [InlineData("913501000000000000", CheckOutcome.Malformed)]
    [InlineData("9135010AM000100Y43", CheckOutcome.Malformed)]
    [InlineData("91350100M00010OY43", CheckOutcome.Malformed)]
    [InlineData("91350100m000100y43", CheckOutcome.Malformed)]
    [InlineData(" 91350100M000100Y43", CheckOutcome.Malformed)]
    [InlineData("91350100M000100Y4", CheckOutcome.Malformed)]
    [InlineData("", CheckOutcome.Malformed)]
    [InlineData(null, CheckOutcome.Malformed)]
    public void Check_OwnVector_IsAsExpected(string? value, CheckOutcome expected) =>
        UnifiedSocialCreditCode.Check(value).ShouldBe(expected);

    [Fact]
    public void TryParse_OneCharacterOfAValidCodeChanged_IsRefused()
    {
        var mistakes = from code in ValidCodes from mistake in Changes.OfOneCharacter(code, Alphabet) select mistake;

        Prop.ForAll(mistakes.ToArbitrary(), text => !UnifiedSocialCreditCode.TryParse(text, out _)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_ValidCode_IsWrittenBackTheSame() =>
        Prop.ForAll(ValidCodes.ToArbitrary(), text => UnifiedSocialCreditCode.Parse(text).ToString() == text).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("91350100M000100Y44", "values.credit-code-check-digit")]
    [InlineData("91350100", "values.credit-code-malformed")]
    public void Parse_BadCode_ThrowsWithTheReason(string value, string code) =>
        Should.Throw<DomainException>(() => UnifiedSocialCreditCode.Parse(value)).Code.ShouldBe(code);

    [Fact]
    public void ParseConfirmed_WrongCheckDigit_IsTakenAndStaysMarked()
    {
        var code = UnifiedSocialCreditCode.ParseConfirmed("91350203M0001FUE2P");

        code.Value.ShouldBe("91350203M0001FUE2P");
        code.HasRightCheckDigit.ShouldBeFalse();
        UnifiedSocialCreditCode.Parse(Example).HasRightCheckDigit.ShouldBeTrue();
    }

    [Fact]
    public void ParseConfirmed_Malformed_IsStillRefused() =>
        Should.Throw<DomainException>(() => UnifiedSocialCreditCode.ParseConfirmed("91350100M00010OY43"))
            .Code.ShouldBe("values.credit-code-malformed");
}
