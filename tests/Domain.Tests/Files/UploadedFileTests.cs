using Domain.Files;

namespace Domain.Tests.Files;

public class UploadedFileTests
{
    [Theory]
    [InlineData("plan.pdf", "plan.pdf")]
    [InlineData(@"C:\Users\he\平面图.dwg", "平面图.dwg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("plan\u202Efdp.exe", "planfdp.exe")]
    [InlineData("a\r\nb.pdf", "ab.pdf")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void CleanName_AnyName_IsOneThatCanBeShown(string? name, string clean) => UploadedFile.CleanName(name).ShouldBe(clean);

    [Fact]
    public void CleanName_TooLong_KeepsTheEndingAndWholeCharacters()
    {
        var name = string.Concat(Enumerable.Repeat("𠮷", 100)) + ".pdf";

        var clean = UploadedFile.CleanName(name);

        clean.Length.ShouldBeLessThanOrEqualTo(UploadedFile.FileNameLength);
        clean.ShouldEndWith(".pdf");
        clean.EnumerateRunes().ShouldAllBe(r => r.Value != 0xFFFD);
    }
}
