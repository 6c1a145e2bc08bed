using Domain;
using Xunit;

namespace Testing;

/// <summary>Reads as the rule does: this is refused, for that reason.</summary>
public static class Refusals
{
    /// <returns>The refusal, for its arguments.</returns>
    public static async Task<DomainException> RefusedAsync(string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
