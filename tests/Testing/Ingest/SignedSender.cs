using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Infrastructure.Ingest;

namespace Testing.Ingest;

/// <summary>A supplier's machine: signs requests with a key and sends them. What a test leaves alone is as the contract wants it.</summary>
public sealed class SignedSender(HttpClient http, string keyId, string secret, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public string KeyId => keyId;

    public SigningAlgorithm Algorithm { get; init; } = SigningAlgorithm.HmacSha256;

    public Task<HttpResponseMessage> PostAsync(string target, string body) => SendAsync(Request(target, Encoding.UTF8.GetBytes(body)));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    /// <param name="target">Path and query.</param>
    /// <param name="body">As it goes out.</param>
    /// <param name="nonce">Null: a new one.</param>
    /// <param name="skew">How far the sender's clock is ahead.</param>
    public HttpRequestMessage Request(string target, byte[] body, string? nonce = null, TimeSpan skew = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", Authorization(target, body, nonce, skew));
        return request;
    }

    public string Authorization(string target, byte[] body, string? nonce = null, TimeSpan skew = default)
    {
        nonce ??= Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        var timestamp = (_time.GetUtcNow() + skew).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = RequestSigning.Sign(Encoding.UTF8.GetBytes(secret), new SignedParts(Algorithm, "POST", target, timestamp, nonce), body);
        var scheme = Algorithm == SigningAlgorithm.HmacSm3 ? RequestSigning.Sm3Scheme : RequestSigning.Sha256Scheme;
        return $"{scheme} keyId=\"{keyId}\",timestamp=\"{timestamp}\",nonce=\"{nonce}\",signature=\"{Convert.ToBase64String(signature)}\"";
    }
}
