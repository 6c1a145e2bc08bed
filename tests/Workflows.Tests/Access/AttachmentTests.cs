using Domain.Access;
using Testing;
using Workflows.Access;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

public class AttachmentTests : AccessTest
{
    [Fact]
    public async Task Attach_ContentDecides_NotTheName()
    {
        var id = await DraftAsync();

        await AttachAsync(id, "plan.pdf", SampleFiles.Png);

        var file = (await Walk.ReadAsync(id)).Attachments.ShouldHaveSingleItem();
        (file.FileName, file.ContentType, file.Bytes).ShouldBe(("plan.pdf", "image/png", SampleFiles.Png.Length));
    }

    [Theory]
    [InlineData("program")]
    [InlineData("archive")]
    [InlineData("page")]
    public async Task Attach_NameLiesAboutTheContent_IsRefused(string content)
    {
        var id = await DraftAsync();
        var bytes = content switch { "program" => SampleFiles.Program, "archive" => SampleFiles.Archive, _ => "<html><script>1</script></html>"u8.ToArray() };

        await RefusedAsync("file.type-refused", () => AttachAsync(id, "report.pdf", bytes));

        (await Walk.ReadAsync(id)).Attachments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attach_TwentyMegabytes_AreTheLimit()
    {
        var id = await DraftAsync();
        var largest = new byte[AccessAttachment.MaxBytes];
        SampleFiles.Pdf.CopyTo(largest, 0);

        await AttachAsync(id, "largest.pdf", largest);
        await RefusedAsync("file.too-large", () => AttachAsync(id, "larger.pdf", [.. largest, 0]));

        (await Walk.ReadAsync(id)).Attachments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Attach_Empty_IsRefused()
    {
        var id = await DraftAsync();

        await RefusedAsync("file.empty", () => AttachAsync(id, "empty.pdf", []));
    }

    [Fact]
    public async Task Attach_SeveralAtOnce_AreAllKept()
    {
        var id = await DraftAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => AttachAsync(id, $"plan {n}.pdf", SampleFiles.Pdf)));

        (await Walk.ReadAsync(id)).Attachments.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Attach_AfterSubmission_IsRefused()
    {
        var id = await Walk.SubmittedAsync();

        await RefusedAsync("access.not-editable", () => AttachAsync(id, "late.pdf", SampleFiles.Pdf));
    }

    [Fact]
    public async Task Open_Reader_GetsWhatWasFiled()
    {
        var id = await Walk.SubmittedAsync();
        var file = (await Walk.ReadAsync(id)).Attachments[0];

        var (facts, content) = await World.Get<AccessCaseReader>().OpenAttachmentAsync(World.CountyOfficer, id, file.Id);

        await using (content)
        {
            var read = new MemoryStream();
            await content.CopyToAsync(read);
            read.ToArray().ShouldBe(SampleFiles.Pdf);
        }

        facts.ContentType.ShouldBe("application/pdf");
    }

    [Fact]
    public async Task Remove_File_IsGoneForReaders()
    {
        var id = await DraftAsync();
        await AttachAsync(id, "plan.pdf", SampleFiles.Pdf);
        var file = (await Walk.ReadAsync(id)).Attachments.Single();

        await World.Get<AccessDrafts>().RemoveAttachmentAsync(World.SiteClerk, id, file.Id);

        (await Walk.ReadAsync(id)).Attachments.ShouldBeEmpty();
        await RefusedAsync("access.attachment-unknown", () => World.Get<AccessCaseReader>().OpenAttachmentAsync(World.ProjectManager, id, file.Id));
        await RefusedAsync("access.attachment-unknown", () => World.Get<AccessDrafts>().RemoveAttachmentAsync(World.SiteClerk, id, file.Id));
    }

    [Fact]
    public async Task Open_FileOfAnotherApplicationByOnesOwnId_IsRefused()
    {
        var mine = await Walk.SubmittedAsync();
        var other = await Walk.SubmittedAsync(await World.SiteAsync());
        var file = (await Walk.ReadAsync(other)).Attachments[0];

        await RefusedAsync("access.attachment-unknown", () => World.Get<AccessCaseReader>().OpenAttachmentAsync(World.ProjectManager, mine, file.Id));
    }

    private async Task<long> DraftAsync() =>
        await World.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = World.SiteClerk, SiteId = World.Site.Id });

    private Task<long> AttachAsync(long id, string name, byte[] content) => World.Get<AccessDrafts>().AttachAsync(new AttachAccessFile
    {
        Actor = World.SiteClerk,
        ApplicationId = id,
        Kind = AttachmentKind.LayoutPlan,
        FileName = name,
        Content = new MemoryStream(content),
    });
}
