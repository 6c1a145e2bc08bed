using Domain.Ingest;

namespace Portal.Ingest.Docs;

/// <summary>How a field is written in JSON.</summary>
internal enum ApiType
{
    Text,

    /// <summary>ISO 8601 with Z or an offset.</summary>
    Moment,

    /// <summary>One of a set of words.</summary>
    Word,

    Flag,

    Whole,

    Number,

    /// <summary>Base64.</summary>
    Bytes,

    Object,

    List,
}

/// <summary>A field of what machines send or are answered, as the document and the reference page show it. Its text stands under its name.</summary>
internal sealed record ApiField(string Name, ApiType Type)
{
    public bool Required { get; init; }

    /// <summary>Whether null stands for "not known"; of required fields never.</summary>
    public bool Nullable => !Required;

    /// <summary>Characters.</summary>
    public int? MaxLength { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>Regular expression, where the form is fixed.</summary>
    public string? Pattern { get; init; }

    public string? Unit { get; init; }

    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Entries of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Fields of the object, or of each entry of the list.</summary>
    public IReadOnlyList<ApiField> Members { get; init; } = [];

    /// <summary>How a record is refused for this field, such as "missing"; in <see cref="Rejection.Code"/> behind the field's name.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}
