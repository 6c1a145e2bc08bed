namespace Infrastructure.Files;

/// <summary>
/// What an archive writes, until it is sent on: the archive writes synchronously in places, which a response does not take. Cannot be gone
/// back in, so the archive does not try to.
/// </summary>
internal sealed class Outbox : Stream
{
    private readonly MemoryStream _waiting = new();

    /// <summary>Bytes that were not sent yet.</summary>
    public long Waiting => _waiting.Length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Flush()
    {
    }

    public async Task SendAsync(Stream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellationToken);
        _waiting.SetLength(0);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
