using System.Security.Cryptography;
using Domain;
using Infrastructure.Files;

namespace Infrastructure.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("portal-files-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<string, byte[], FileKind> Known => new()
    {
        { "pdf", Samples.Pdf, FileKind.Pdf },
        { "jpeg", Samples.Jpeg, FileKind.Jpeg },
        { "png", Samples.Png, FileKind.Png },
        { "dwg", Samples.Dwg, FileKind.Dwg },
        { "dxf", Samples.Dxf, FileKind.Dxf },
        { "binary dxf", Samples.BinaryDxf, FileKind.Dxf },
        { "docx", Samples.Docx, FileKind.Docx },
        { "xlsx", Samples.Xlsx, FileKind.Xlsx },
        { "doc", Samples.Doc, FileKind.Doc },
        { "xls", Samples.Xls, FileKind.Xls },
    };

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "html", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray() },
        { "svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() },
        { "program", [.. "MZ"u8, 0x90, 0, 3, 0] },
        { "text", "999\nonly a comment"u8.ToArray() },
        { "any zip", Samples.PlainZip },
        { "half a zip", Samples.Xlsx[..40] },
        { "docx with macros", Samples.DocxWithMacros },
        { "doc with macros", Samples.DocWithMacros },
        { "installer", Samples.Installer },
        { "one byte", [0xFF] },
    };

    [Fact]
    public async Task SaveAll_OfSeveral_StoresEachOnceUnderItsHash()
    {
        var store = new FileStore(_root);
        var there = await SaveAsync(Samples.Png);

        var hashes = await store.SaveAllAsync([Samples.Jpeg, Samples.Png, Samples.Jpeg]);

        hashes.ShouldBe([Convert.ToHexStringLower(SHA256.HashData(Samples.Jpeg)), there.Hash, hashes[0]]);
        await using var read = store.OpenRead(hashes[0])!;
        var content = new MemoryStream();
        await read.CopyToAsync(content);
        content.ToArray().ShouldBe(Samples.Jpeg);
        Directory.EnumerateFiles(Path.Combine(_root, "incoming")).ShouldBeEmpty();
    }

    /// <summary>A name with other content under it is what a crash of the disk leaves; what is sent again replaces it.</summary>
    [Fact]
    public async Task SaveAll_WhereAStoredFileIsShort_WritesItAgain()
    {
        var stored = await SaveAsync(Samples.Jpeg);
        var path = Directory.EnumerateFiles(_root, stored.Hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, Samples.Jpeg[..2]);

        await new FileStore(_root).SaveAllAsync([Samples.Jpeg]);

        (await File.ReadAllBytesAsync(path)).ShouldBe(Samples.Jpeg);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Save_OfAKnownKind_IsRecognizedByContent(string name, byte[] content, FileKind kind)
    {
        var stored = await SaveAsync(content);

        stored.Kind.ShouldBe(kind, name);
        stored.Bytes.ShouldBe(content.Length);
        stored.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Save_OfAnythingElse_IsRefusedAndLeavesNothing(string name, byte[] content)
    {
        var refusal = await Should.ThrowAsync<DomainException>(() => SaveAsync(content));

        refusal.Code.ShouldBe("file.type-refused", name);
        FilesInStore().ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_OfAZipBomb_IsRefused()
    {
        var bomb = Samples.Bomb();

        var refusal = await Should.ThrowAsync<DomainException>(() => SaveAsync(bomb));

        bomb.Length.ShouldBeLessThan(20 * 1024 * 1024);
        refusal.Code.ShouldBe("file.type-refused");
    }

    [Fact]
    public async Task Save_OfAKindNotAllowedHere_IsRefused()
    {
        var refusal = await Should.ThrowAsync<DomainException>(() => SaveAsync(Samples.Pdf, allowed: FileKinds.Pictures));

        refusal.Code.ShouldBe("file.type-refused");
    }

    [Fact]
    public async Task Save_OfExactlyTheLimit_IsTaken()
    {
        byte[] content = [.. Samples.Pdf, .. new byte[1024 - Samples.Pdf.Length]];

        var stored = await SaveAsync(content, maxBytes: 1024);

        stored.Bytes.ShouldBe(1024);
    }

    [Fact]
    public async Task Save_OfOneByteMore_IsRefusedBeforeTheRestIsRead()
    {
        using var content = new MemoryStream([.. Samples.Pdf, .. new byte[3 * 1024 * 1024]]);

        var refusal = await Should.ThrowAsync<DomainException>(() =>
            new FileStore(_root).SaveAsync(new SaveFile { Content = content, MaxBytes = 1024 * 1024, Allowed = FileKinds.Documents }));

        refusal.Code.ShouldBe("file.too-large");
        refusal.Arguments.ShouldBe([1L]);
        content.Position.ShouldBeLessThan(2 * 1024 * 1024);
        FilesInStore().ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_OfNothing_IsRefused()
    {
        var refusal = await Should.ThrowAsync<DomainException>(() => SaveAsync([]));

        refusal.Code.ShouldBe("file.empty");
    }

    [Fact]
    public async Task Save_OfEqualContentManyTimesAtOnce_StoresItOnce()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SaveAsync(Samples.Png)));

        saved.Distinct().Count().ShouldBe(1);
        FilesInStore().Length.ShouldBe(1);
    }

    [Fact]
    public async Task OpenRead_OfWhatWasSaved_GivesTheSameBytes()
    {
        var stored = await SaveAsync(Samples.Docx);

        await using var content = new FileStore(_root).OpenRead(stored.Hash);

        using var read = new MemoryStream();
        await content.ShouldNotBeNull().CopyToAsync(read);
        read.ToArray().ShouldBe(Samples.Docx);
    }

    [Fact]
    public void OpenRead_OfAnUnknownHash_IsNull() => new FileStore(_root).OpenRead(new string('0', 64)).ShouldBeNull();

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public void OpenRead_OfWhatIsNoHash_Throws(string hash) =>
        Should.Throw<ArgumentException>(() => new FileStore(_root).OpenRead(hash));

    private Task<StoredFile> SaveAsync(byte[] content, long maxBytes = 20 * 1024 * 1024, IReadOnlySet<FileKind>? allowed = null) =>
        new FileStore(_root).SaveAsync(new SaveFile
        {
            Content = new MemoryStream(content),
            MaxBytes = maxBytes,
            Allowed = allowed ?? FileKinds.Documents,
        });

    private string[] FilesInStore() => Directory.GetFiles(_root, "*", SearchOption.AllDirectories);
}
