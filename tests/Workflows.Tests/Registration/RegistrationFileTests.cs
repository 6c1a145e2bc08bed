using Domain.Registration;
using Testing;
using Workflows.Registration;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class RegistrationFileTests : RegistrationTest
{
    [Theory]
    [InlineData(RegistrationFileKind.Photo, "png", null)]
    [InlineData(RegistrationFileKind.ScenePhoto, "png", null)]
    [InlineData(RegistrationFileKind.Contract, "png", null)]
    [InlineData(RegistrationFileKind.Contract, "pdf", null)]
    [InlineData(RegistrationFileKind.Photo, "pdf", "file.type-refused")]
    [InlineData(RegistrationFileKind.Photo, "program", "file.type-refused")]
    [InlineData(RegistrationFileKind.Contract, "archive", "file.type-refused")]
    [InlineData(RegistrationFileKind.Photo, "empty", "file.empty")]
    public async Task Attach_ByContent_IsTakenOrRefused(RegistrationFileKind kind, string content, string? refusal)
    {
        var id = await Drafts.StartAsync(World.SiteClerk);
        var bytes = content switch
        {
            "png" => SampleFiles.Png,
            "pdf" => SampleFiles.Pdf,
            "program" => SampleFiles.Program,
            "archive" => SampleFiles.Archive,
            _ => [],
        };

        if (refusal is not null) await RefusedAsync(refusal, () => AttachAsync(id, kind, bytes));
        else (await AttachAsync(id, kind, bytes)).Bytes.ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task Attach_OneMegabyte_IsTheLimitOfAPicture()
    {
        var id = await Drafts.StartAsync(World.SiteClerk);
        var largest = new byte[RegistrationFile.MaxPictureBytes];
        SampleFiles.Png.CopyTo(largest, 0);

        await AttachAsync(id, RegistrationFileKind.Photo, largest);
        await RefusedAsync("file.too-large", () => AttachAsync(id, RegistrationFileKind.Photo, [.. largest, 0]));
    }

    [Fact]
    public async Task Save_WithFilesOfAnotherRegistration_IsRefused()
    {
        var other = await AttachAsync(await Drafts.StartAsync(World.NeighbourProjectManager), RegistrationFileKind.Photo, SampleFiles.Png, World.NeighbourProjectManager);
        var form = await Walk.FormAsync();
        form = form with { Devices = [form.Devices[0] with { PhotoId = other.Id }, .. form.Devices.Skip(1)] };

        await RefusedAsync("registration.file-unknown", () => Walk.DebuggingAsync(form: form));
    }

    [Fact]
    public async Task Read_ShowsTheFilesThatTheFormPointsAt()
    {
        var id = await Walk.DebuggingAsync();
        var photo = await AttachAsync(id, RegistrationFileKind.Photo, SampleFiles.Png);
        await AttachAsync(id, RegistrationFileKind.Photo, SampleFiles.Png);
        var form = (await Walk.ReadAsync(id)).Form;

        await Walk.SaveAsync(id, form with { Devices = [form.Devices[0] with { PhotoId = photo.Id }, .. form.Devices.Skip(1)] });

        (await Walk.ReadAsync(id, World.CountyOfficer)).Files.Keys.ShouldBe([photo.Id]);
    }

    [Fact]
    public async Task Discard_ADraftWithFiles_IsGone_AndWhatHasANumberStays()
    {
        var (draft, _) = await Walk.DraftAsync();
        await AttachAsync(draft, RegistrationFileKind.Photo, SampleFiles.Png);
        var numbered = await Walk.DebuggingAsync();

        await Drafts.DiscardAsync(World.SiteClerk, draft);

        await RefusedAsync("registration.unknown", () => Walk.ReadAsync(draft));
        await RefusedAsync("registration.not-draft", () => Drafts.DiscardAsync(World.SiteClerk, numbered));
    }

    private Task<RegistrationFileView> AttachAsync(long id, RegistrationFileKind kind, byte[] content, Domain.Organizations.Actor? by = null) => Drafts.AttachAsync(
        new AttachRegistrationFile { Actor = by ?? World.SiteClerk, RegistrationId = id, Kind = kind, FileName = "x.png", Content = new MemoryStream(content) });
}
