namespace Portal.Engine;

/// <summary>Marks the words around a diagram; those inside it are <see cref="Workflows.Engine.ProcessTexts"/>.</summary>
public sealed class DiagramTexts;
