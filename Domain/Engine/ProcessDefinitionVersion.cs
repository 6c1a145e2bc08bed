namespace Domain.Engine;

/// <summary>A published chain: the .bpmn file as it was checked. Never changed; a new text is a new version.</summary>
public sealed class ProcessDefinitionVersion
{
    public const int NameLength = 100;
    public const int HashLength = 64;

    public long Id { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>From 1; unique per key.</summary>
    public int Version { get; private set; }

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 of the text; publishing the same text again makes no new version.</summary>
    public string Hash { get; private set; } = "";

    public DateTimeOffset PublishedAt { get; private set; }

    public string PublishedBy { get; private set; } = "";

    private ProcessDefinitionVersion()
    {
    }

    public ProcessDefinitionVersion(string key, int version, string name, string xml, string hash, DateTimeOffset at, string publishedBy)
    {
        Key = key;
        Version = version;
        Name = name;
        Xml = xml;
        Hash = hash;
        PublishedAt = at;
        PublishedBy = publishedBy;
    }
}
