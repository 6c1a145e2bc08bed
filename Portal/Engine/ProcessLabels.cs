using Microsoft.Extensions.Localization;
using Workflows.Engine;

namespace Portal.Engine;

/// <summary>What a chain and its steps are called in the reader's language.</summary>
public sealed class ProcessLabels(IStringLocalizer<ProcessTexts> texts)
{
    /// <summary>The name of a chain; its key when there is none.</summary>
    public string Chain(string definitionKey) => Find(definitionKey) ?? definitionKey;

    /// <summary>The name of a step, by its id in the file; the id when there is none.</summary>
    public string Node(string definitionKey, string nodeId) => FindNode(definitionKey, nodeId) ?? nodeId;

    /// <summary>The name of a node or flow; null when there is none, as with a chain that was not shipped: its file's own names hold then.</summary>
    public string? FindNode(string definitionKey, string id) => Find($"{definitionKey}.{id}");

    private string? Find(string key) => texts[key] is { ResourceNotFound: false } text ? text.Value : null;
}
