using Infrastructure.Ingest;

namespace Infrastructure.Tests.Ingest;

public sealed class SignatureHeaderTests
{
    private const string Signature = "4Ny+jpdZLKDJOX8H7rVtflAuXLDvvb63ZqI8scKa3qc=";

    private static readonly string Sound = Header();

    [Fact]
    public void TryParse_OfASoundHeader_TakesItApart()
    {
        SignatureHeader.TryParse(Sound, out var header).ShouldBeTrue();

        header.Algorithm.ShouldBe(SigningAlgorithm.HmacSha256);
        (header.KeyId, header.Timestamp, header.Nonce).ShouldBe(("test-key-0001", "1726180000", "abcdef0123456789"));
        header.SignedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1726180000));
        Convert.ToBase64String(header.Signature.Span).ShouldBe(Signature);
    }

    [Theory]
    [InlineData("PORTAL-HMAC-SM3", SigningAlgorithm.HmacSm3)]
    [InlineData("portal-hmac-sha256", SigningAlgorithm.HmacSha256)]
    public void TryParse_ByScheme_TellsTheAlgorithm(string scheme, SigningAlgorithm algorithm)
    {
        SignatureHeader.TryParse(Header(scheme), out var header).ShouldBeTrue();

        header.Algorithm.ShouldBe(algorithm);
    }

    [Theory]
    [InlineData("""PORTAL-HMAC-SHA256 nonce="abcdef0123456789", signature="4Ny+jpdZLKDJOX8H7rVtflAuXLDvvb63ZqI8scKa3qc=" , timestamp="1726180000",keyId="test-key-0001" """)]
    [InlineData("""PORTAL-HMAC-SHA256 keyId="test-key-0001",timestamp="1726180000",nonce="abcdef0123456789",signature="4Ny+jpdZLKDJOX8H7rVtflAuXLDvvb63ZqI8scKa3qc=",more="x" """)]
    public void TryParse_OfOtherOrderSpacesAndParameters_TakesIt(string header) => SignatureHeader.TryParse(header, out _).ShouldBeTrue();

    public static TheoryData<string> Unsound =>
    [
        "", "PORTAL-HMAC-SHA256", "PORTAL-HMAC-SHA256 ", "Bearer abc", Header("PORTAL-HMAC-MD5"),
        Header(keyId: ""), Header(keyId: new string('k', 41)), Header(keyId: "key 1"), Header(keyId: "键"),
        Header(timestamp: ""), Header(timestamp: "-1"), Header(timestamp: "17261800.5"), Header(timestamp: "1726180000000000"), Header(timestamp: "999999999999"),
        Header(nonce: "short"), Header(nonce: new string('n', 65)), Header(nonce: "abcdef012345678!"),
        Header(signature: ""), Header(signature: "AAAA"), Header(signature: Signature.Replace('=', ' ')), Header(signature: new string('*', 44)),
        Sound.Replace("\",nonce", "\";nonce", StringComparison.Ordinal), Sound.Replace("\"", "", StringComparison.Ordinal), Sound + ",", Sound + "x",
        Sound + ",keyId=\"test-key-0002\"", Sound.Replace("keyId", "keyid", StringComparison.Ordinal), Sound[..^1], Sound + new string(' ', 600),
    ];

    [Theory]
    [MemberData(nameof(Unsound))]
    public void TryParse_OfAnythingElse_RefusesIt(string header) => SignatureHeader.TryParse(header, out _).ShouldBeFalse();

    /// <summary>Whatever stands there, it is taken or refused; nothing is thrown.</summary>
    [Fact]
    public void TryParse_OfDamagedHeaders_NeverThrows()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = Sound.ToCharArray();
            for (var i = 0; i < 3; i++) damaged[random.Next(damaged.Length)] = (char)random.Next(1, 300);

            var header = new string(damaged)[..random.Next(damaged.Length + 1)];
            if (SignatureHeader.TryParse(header, out var parsed)) parsed.Signature.Length.ShouldBe(RequestSigning.SignatureLength);
        }
    }

    private static string Header(
        string scheme = "PORTAL-HMAC-SHA256", string keyId = "test-key-0001", string timestamp = "1726180000", string nonce = "abcdef0123456789", string signature = Signature) =>
        $"{scheme} keyId=\"{keyId}\",timestamp=\"{timestamp}\",nonce=\"{nonce}\",signature=\"{signature}\"";
}
