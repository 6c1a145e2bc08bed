namespace Infrastructure.Tests;

/// <summary>Tests that measure the memory of the whole process: what runs beside them would be counted too.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
