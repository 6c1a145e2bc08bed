using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infrastructure.Notifications;

/// <summary>For Development: puts each message into a folder as a file of its own, readable by the portal's user alone.</summary>
public sealed class FileSmsGateway : ISmsGateway
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <param name="folder">Made if it is missing.</param>
    /// <param name="time">Stamps the files' content.</param>
    public FileSmsGateway(string folder, TimeProvider time)
    {
        _folder = Path.GetFullPath(folder);
        _time = time;
        Directory.CreateDirectory(_folder);
    }

    public async Task SendAsync(SmsMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var path = Path.Combine(_folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sms-{message.Id}.json"));
        if (File.Exists(path)) return;
        var part = $"{path}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            await using (var file = new FileStream(part, options))
                await JsonSerializer.SerializeAsync(file, new { message.Id, message.PhoneNumber, At = _time.GetUtcNow(), message.Text }, Readable, cancellationToken);
            // Whole or not at all; and a message that is there already was sent.
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SmsNotSentException(e.Message, e);
        }
        finally
        {
            if (File.Exists(part)) File.Delete(part);
        }
    }
}
