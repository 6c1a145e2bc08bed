namespace Workflows.Engine;

/// <summary>Marks the words for chains, their steps and their flows: key "chain", "chain.nodeId" or "chain.flowId".</summary>
public sealed class ProcessTexts;
