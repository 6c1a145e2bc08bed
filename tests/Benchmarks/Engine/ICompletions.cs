namespace Benchmarks.Engine;

/// <summary>A running case of the access chain in the loop county review - correction - county review, which never ends by itself.</summary>
internal sealed class LoopingCase
{
    public required long InstanceId { get; init; }

    /// <summary>The open item; each completion replaces it.</summary>
    public required long ItemId { get; set; }

    public required bool InReview { get; set; }
}

/// <summary>One of the two sides that are compared.</summary>
internal interface ICompletions
{
    /// <summary>Completes the open item durably and notes the one that follows.</summary>
    Task CompleteAsync(LoopingCase looping);
}
