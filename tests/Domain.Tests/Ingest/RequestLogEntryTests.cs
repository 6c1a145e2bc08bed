using Domain.Ingest;

namespace Domain.Tests.Ingest;

public sealed class RequestLogEntryTests
{
    /// <summary>Half a character is what no server stores: the whole group that it is written with would fail.</summary>
    [Theory]
    [InlineData(63, 63)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    public void AccessNumber_CutAtItsLength_KeepsWholeCharacters(int characters, int kept)
    {
        new RequestLogEntry(Facts(new string('x', characters))).AccessNumber!.Length.ShouldBe(kept);

        new RequestLogEntry(Facts(new string('x', characters - 1) + "😀")).AccessNumber!.ShouldNotContain(c => char.IsSurrogate(c) && characters >= 64);
    }

    private static RequestFacts Facts(string accessNumber) => new()
    {
        SourceId = 1,
        At = DateTimeOffset.UnixEpoch,
        Kind = UploadKind.Captures,
        Status = 403,
        AccessNumber = accessNumber,
        Bytes = 1,
    };
}
