using System.Buffers;
using System.Security.Cryptography;
using Domain;

namespace Infrastructure.Files;

/// <summary>A file on its way in.</summary>
public sealed record SaveFile
{
    /// <summary>Read once, from where it stands; need not be seekable.</summary>
    public required Stream Content { get; init; }

    public required long MaxBytes { get; init; }

    public required IReadOnlySet<FileKind> Allowed { get; init; }
}

/// <summary>A file as it lies in the store.</summary>
public sealed record StoredFile(string Hash, long Bytes, FileKind Kind);

/// <summary>
/// Files by the SHA-256 of their content, on disk, outside the web root. Equal content is stored once; a stored file never changes and
/// is complete as soon as its name exists. Who may read a file is decided by the service that knows what it belongs to.
/// With several nodes the root is a folder that all of them mount.
/// </summary>
public sealed class FileStore
{
    private const int HashLength = 64;
    private const int BufferSize = 81_920;
    private const int FilesAtOnce = 8;

    private readonly string _root;
    private readonly string _incoming;

    /// <param name="root">Made if it is missing.</param>
    public FileStore(string root)
    {
        _root = Path.GetFullPath(root);
        _incoming = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(_incoming);
    }

    /// <summary>Stores the content; it survives a power cut once this returns.</summary>
    /// <exception cref="DomainException">file.empty; file.too-large (limit in MB); file.type-refused.</exception>
    public async Task<StoredFile> SaveAsync(SaveFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var temporary = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        try
        {
            StoredFile stored;
            await using (var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, useAsync: true))
            {
                var hash = await CopyAsync(file, target, cancellationToken);
                var kind = FileDetection.Detect(target);
                if (kind is null || !file.Allowed.Contains(kind.Value)) throw new DomainException("file.type-refused");
                target.Flush(flushToDisk: true);
                stored = new StoredFile(hash, target.Length, kind.Value);
            }
            Publish(temporary, stored.Hash);
            DurableFolder.Flush([Path.GetDirectoryName(PathOf(stored.Hash))!]);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>
    /// Stores contents that are in memory, several at once; all of them survive a power cut once this returns. What is there already is not
    /// written again.
    /// </summary>
    /// <param name="contents">Checked by the caller.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    /// <returns>Their hashes, in order.</returns>
    public async Task<IReadOnlyList<string>> SaveAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> contents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var hashes = contents.Select(content => Convert.ToHexStringLower(SHA256.HashData(content.Span))).ToList();
        var distinct = hashes.Zip(contents).DistinctBy(pair => pair.First).ToList();
        // Side by side, because a file system writes out what several wait for in one go.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(distinct, parallel, (pair, _) =>
        {
            WriteNew(pair.First, pair.Second.Span);
            return ValueTask.CompletedTask;
        });
        DurableFolder.Flush(distinct.Select(pair => Path.GetDirectoryName(PathOf(pair.First))!).Distinct(StringComparer.Ordinal));
        return hashes;
    }

    /// <summary>The content, or null when there is none of that hash. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">It is no hash; a path never gets this far.</exception>
    public Stream? OpenRead(string hash)
    {
        var path = PathOf(hash);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true) : null;
    }

    private static async Task<string> CopyAsync(SaveFile file, FileStream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long total = 0;
            for (int read; (read = await file.Content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                total += read;
                if (total > file.MaxBytes) throw new DomainException("file.too-large", file.MaxBytes / (1024 * 1024));
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            if (total == 0) throw new DomainException("file.empty");
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void WriteNew(string hash, ReadOnlySpan<byte> content)
    {
        if (new FileInfo(PathOf(hash)) is { Exists: true } there && there.Length == content.Length) return;
        var temporary = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        try
        {
            using (var target = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, content.Length))
            {
                RandomAccess.Write(target, content, 0);
                RandomAccess.FlushToDisk(target);
            }

            Publish(temporary, hash);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void Publish(string temporary, string hash)
    {
        var path = PathOf(hash);
        DurableFolder.Create(_root, Path.GetDirectoryName(path)!);
        // Replacing equal content by itself is harmless, and repairs a file that the disk has damaged.
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Two levels of folders keep each of them small.</summary>
    private string PathOf(string hash)
    {
        if (hash is not { Length: HashLength } || !hash.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("Not a hash.", nameof(hash));
        return Path.Combine(_root, hash[..2], hash[2..4], hash);
    }
}
