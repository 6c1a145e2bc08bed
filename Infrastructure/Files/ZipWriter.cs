using System.IO.Compression;

namespace Infrastructure.Files;

/// <summary>Writes an archive file by file, forward only, to a stream that need not be seekable; it holds one file at a time.</summary>
public sealed class ZipWriter : IDisposable
{
    public const string ContentType = "application/zip";

    private const string NotInNames = "\\/:*?\"<>|";
    private const int NameLength = 120;

    private readonly Stream _target;
    private readonly Outbox _outbox = new();
    private readonly ZipArchive _archive;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="target">Stays open.</param>
    public ZipWriter(Stream target)
    {
        _target = target;
        _archive = new ZipArchive(_outbox, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <param name="name">As far as every file system takes it, and numbered where another file has it; never a path.</param>
    /// <param name="extension">Such as ".xlsx".</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task AddAsync(string name, string extension, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        // Workbooks are packed already.
        var entry = _archive.CreateEntry(Unique(name) + extension, CompressionLevel.NoCompression);
        await using (var part = entry.Open()) await part.WriteAsync(content, cancellationToken);
        await _outbox.SendAsync(_target, cancellationToken);
    }

    /// <summary>Ends the archive; without this it is none, so a part is never taken for the whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        _archive.Dispose();
        await _outbox.SendAsync(_target, cancellationToken);
    }

    public void Dispose() => _outbox.Dispose();

    private string Unique(string name)
    {
        var safe = string.Concat(name.Where(c => !char.IsControl(c) && !NotInNames.Contains(c, StringComparison.Ordinal)).Take(NameLength)).Trim(' ', '.');
        if (safe.Length == 0) safe = "-";
        var unique = safe;
        for (var i = 2; !_names.Add(unique); i++) unique = $"{safe} ({i})";
        return unique;
    }
}
