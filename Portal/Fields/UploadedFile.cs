namespace Portal.Fields;

/// <summary>A file on its way in. Name and size are the browser's claim; the content is read once, as it arrives.</summary>
public sealed record UploadedFile(string Name, long Size, Stream Content);
