using System.Text;
using Infrastructure.Ingest;

namespace Infrastructure.Tests.Ingest;

public sealed class RequestSigningTests
{
    private static readonly byte[] Secret = "test-secret-0001"u8.ToArray();
    private static readonly SignedParts Parts = new(SigningAlgorithm.HmacSha256, "POST", "/api/v1/device-status?x=1", "1726180000", "abcdef0123456789");

    /// <summary>The test vector of the API contract.</summary>
    [Fact]
    public void Sign_OfTheContractsVector_IsItsSignature() =>
        Convert.ToBase64String(RequestSigning.Sign(Secret, Parts, """{"a":1}"""u8)).ShouldBe("4Ny+jpdZLKDJOX8H7rVtflAuXLDvvb63ZqI8scKa3qc=");

    /// <summary>Worked out with OpenSSL: the body's SM3 in the text, HMAC-SM3 over it.</summary>
    [Fact]
    public void Sign_OfTheVectorWithSm3_IsThatOfOpenSsl() =>
        Convert.ToBase64String(RequestSigning.Sign(Secret, Parts with { Algorithm = SigningAlgorithm.HmacSm3 }, """{"a":1}"""u8))
            .ShouldBe("5WFL7E0GfO7pgyV8R6T39Rvk2vE8M1yB6kMd0RMrz7E=");

    [Fact]
    public void Verify_WhenAnyPartDiffers_IsFalse()
    {
        var body = """{"a":1}"""u8.ToArray();
        var signature = RequestSigning.Sign(Secret, Parts, body);

        RequestSigning.Verify(Secret, Parts, body, signature).ShouldBeTrue();
        RequestSigning.Verify(Secret, Parts with { Method = "PUT" }, body, signature).ShouldBeFalse();
        RequestSigning.Verify(Secret, Parts with { Target = "/api/v1/device-status?x=2" }, body, signature).ShouldBeFalse();
        RequestSigning.Verify(Secret, Parts with { Timestamp = "1726180001" }, body, signature).ShouldBeFalse();
        RequestSigning.Verify(Secret, Parts with { Nonce = "abcdef0123456780" }, body, signature).ShouldBeFalse();
        RequestSigning.Verify(Secret, Parts with { Algorithm = SigningAlgorithm.HmacSm3 }, body, signature).ShouldBeFalse();
        RequestSigning.Verify(Secret, Parts, """{"a":2}"""u8, signature).ShouldBeFalse();
        RequestSigning.Verify("test-secret-0002"u8, Parts, body, signature).ShouldBeFalse();
        RequestSigning.Verify(Secret, Parts, body, signature.AsSpan(1)).ShouldBeFalse();
    }

    /// <summary>What it keeps between requests must not leak from one into the next, nor between threads.</summary>
    [Fact]
    public void VerifyByAKeptKey_OfManyRequestsAtOnce_IsThatOfTheSecret()
    {
        var key = new SigningKey(Secret);

        Parallel.For(0, 2_000, number =>
        {
            var parts = Parts with
            {
                Algorithm = number % 3 == 0 ? SigningAlgorithm.HmacSm3 : SigningAlgorithm.HmacSha256,
                Target = "/" + new string('x', number),
                Nonce = $"nonce-{number:D10}",
            };
            var body = Encoding.UTF8.GetBytes($"{number}");
            var signature = RequestSigning.Sign(Secret, parts, body);

            key.Verify(parts, body, signature).ShouldBeTrue();
            key.Verify(parts, "other"u8, signature).ShouldBeFalse();
            key.Verify(parts with { Nonce = "abcdef0123456789" }, body, signature).ShouldBeFalse();
        });
    }

    [Fact]
    public void Sign_OfALongTarget_CountsAllOfIt()
    {
        var target = "/api/v1/device-status?" + new string('x', 5_000);

        var signature = RequestSigning.Sign(Secret, Parts with { Target = target }, []);

        RequestSigning.Sign(Secret, Parts with { Target = target + "y" }, []).ShouldNotBe(signature);
        signature.ShouldBe(System.Security.Cryptography.HMACSHA256.HashData(
            Secret, Encoding.UTF8.GetBytes($"POST\n{target}\n1726180000\nabcdef0123456789\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n")));
    }
}
