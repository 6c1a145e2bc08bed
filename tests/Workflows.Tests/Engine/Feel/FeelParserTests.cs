using Workflows.Engine;
using Workflows.Engine.Feel;

namespace Workflows.Tests.Engine.Feel;

public sealed class FeelParserTests
{
    private static readonly Dictionary<string, ProcessValue> Variables = new()
    {
        ["n"] = 5,
        ["text"] = "b",
        ["yes"] = true,
        ["review.outcome"] = "approve",
        ["a-b"] = 1,
        ["工期"] = 3,
    };

    [Theory]
    [InlineData("n = 5", "true")]
    [InlineData("= n = 5.0", "true")]
    [InlineData("n != 5", "false")]
    [InlineData("n < 6 and n >= 5", "true")]
    [InlineData("n > 6 or n <= 5", "true")]
    [InlineData("-1 < n", "true")]
    [InlineData("text > \"a\"", "true")]
    [InlineData("\"B\" < \"a\"", "true")]
    [InlineData("review.outcome = \"approve\"", "true")]
    [InlineData("review.outcome in (\"correct\", \"approve\")", "true")]
    [InlineData("n in [1, 2]", "false")]
    [InlineData("n in (1, missing)", "false")]
    [InlineData("n in (1, \"5\")", "null")]
    [InlineData("not(yes)", "false")]
    [InlineData("not(n)", "null")]
    [InlineData("not(yes and n = 6) and (text = \"b\")", "true")]
    [InlineData("true or false and false", "true")]
    [InlineData("(true or false) and false", "false")]
    [InlineData("`a-b` = 1", "true")]
    [InlineData("工期 = 3", "true")]
    [InlineData("missing = null", "true")]
    [InlineData("missing != null", "false")]
    [InlineData("n = null", "false")]
    [InlineData("missing > 1", "null")]
    [InlineData("n = \"5\"", "null")]
    [InlineData("n != \"5\"", "null")]
    [InlineData("yes < true", "null")]
    [InlineData("missing = 1 and true", "false")]
    [InlineData("missing < 1 and false", "false")]
    [InlineData("missing < 1 and true", "null")]
    [InlineData("missing < 1 or true", "true")]
    [InlineData("missing < 1 or false", "null")]
    [InlineData("\"a\\\"b\" = \"a\\\"b\"", "true")]
    [InlineData("android", "null")]
    public void Evaluate_Expression_FollowsThreeValuedLogic(string text, string expected) =>
        FeelParser.Parse(text).Evaluate(Variables).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("", 0)]
    [InlineData("n =", 3)]
    [InlineData("n == 5", 3)]
    [InlineData("${n}", 0)]
    [InlineData("n = 5 n", 6)]
    [InlineData("n = 'x'", 4)]
    [InlineData("n = \"x", 4)]
    [InlineData("(n = 5", 6)]
    [InlineData("n in 5", 5)]
    [InlineData("n in ()", 6)]
    [InlineData("not n", 4)]
    [InlineData("1 < n < 3", 6)]
    [InlineData("n + 1 = 2", 2)]
    [InlineData("1.2.3", 0)]
    [InlineData("a. = 1", 0)]
    [InlineData("-", 0)]
    [InlineData("``", 0)]
    public void Parse_AnythingElse_IsRefusedWithItsPlace(string text, int position) =>
        Should.Throw<FeelSyntaxException>(() => FeelParser.Parse(text)).Position.ShouldBe(position);

    [Fact]
    public void Parse_DeepOrLong_IsRefusedInsteadOfOverflowing()
    {
        Should.Throw<FeelSyntaxException>(() => FeelParser.Parse(new string('(', 900) + "n" + new string(')', 900)));
        Should.Throw<FeelSyntaxException>(() => FeelParser.Parse("n = " + new string('1', 3000)));
    }
}
