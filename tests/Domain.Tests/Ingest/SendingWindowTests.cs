using Domain.Ingest;

namespace Domain.Tests.Ingest;

public sealed class SendingWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-2_592_000, true)]
    [InlineData(-2_592_001, false)]
    public void Holds_OfAMoment_FromThirtyDaysAgoToFiveMinutesAhead(int seconds, bool holds) => SendingWindow.Holds(Now.AddSeconds(seconds), Now).ShouldBe(holds);
}
