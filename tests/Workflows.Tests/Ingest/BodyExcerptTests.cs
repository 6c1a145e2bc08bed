using System.Text;
using Domain.Ingest;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

public sealed class BodyExcerptTests
{
    [Fact]
    public void Of_ABodyWithPictures_CutsThemOut()
    {
        var body = $$"""{"accessNumber":"GD202600001","records":[{"recordId":"r1","images":[{"kind":"front","data":"{{new string('A', 100_000)}}"}],"gate":"一"}]}""";

        var excerpt = BodyExcerpt.Of(Encoding.UTF8.GetBytes(body))!;

        excerpt.ShouldStartWith("""{"accessNumber":"GD202600001","records":[{"recordId":"r1","images":[{"kind":"front","data":"AAAA""");
        excerpt.ShouldEndWith("""A…"}],"gate":"一"}]}""");
        excerpt.Length.ShouldBeLessThan(250);
    }

    [Fact]
    public void Of_ALongBody_IsItsBeginning()
    {
        var body = string.Concat(Enumerable.Repeat("""{"a":"号"},""", 1_000));

        BodyExcerpt.Of(Encoding.UTF8.GetBytes(body))!.Length.ShouldBeLessThanOrEqualTo(RequestLogEntry.ExcerptLength);
    }

    [Theory]
    [InlineData("")]
    public void Of_Nothing_IsNothing(string body) => BodyExcerpt.Of(Encoding.UTF8.GetBytes(body)).ShouldBeNull();

    [Fact]
    public void Of_AnyBytes_IsTextThatTheServersStore()
    {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++)
        {
            var body = new byte[random.Next(2_000)];
            random.NextBytes(body);

            var excerpt = BodyExcerpt.Of(body);

            if (excerpt is null) continue;
            excerpt.Length.ShouldBeLessThanOrEqualTo(RequestLogEntry.ExcerptLength);
            excerpt.ShouldNotContain('\0');
            Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(excerpt)).ShouldBe(excerpt);
        }
    }
}
