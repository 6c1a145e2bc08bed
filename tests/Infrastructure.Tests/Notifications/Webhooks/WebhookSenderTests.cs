using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infrastructure.Notifications.Webhooks;
using Testing;
using Testing.Notifications;

namespace Infrastructure.Tests.Notifications.Webhooks;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private const string KeyId = "wh-1";
    private const string Secret = "a secret of the test";

    private readonly TestClock _clock = new();
    private WebhookReceiver _receiver = null!;

    public Task InitializeAsync()
    {
        _receiver = WebhookReceiver.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task SendAsync_ToAReceiver_IsSignedSoThatOthersCanTell()
    {
        using var sender = Open();

        await SendAsync(sender, _receiver.Address);

        var got = _receiver.Received.ShouldHaveSingleItem();
        (got.Method, got.Target, got.MessageId, Encoding.UTF8.GetString(got.Body)).ShouldBe(("POST", "/portal?from=portal", "4711", "{\"城\":1}"));
        got.IsSignedBy(KeyId, Secret, _clock.GetUtcNow()).ShouldBeTrue();
        got.IsSignedBy(KeyId, Secret + "x", _clock.GetUtcNow()).ShouldBeFalse();
        (got with { Body = [.. got.Body, 32] }).IsSignedBy(KeyId, Secret, _clock.GetUtcNow()).ShouldBeFalse();
        got.IsSignedBy(KeyId, Secret, _clock.GetUtcNow().AddMinutes(6)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(299, null)]
    [InlineData(304, WebhookSender.Redirected)]
    [InlineData(400, "HTTP 400")]
    [InlineData(500, "HTTP 500")]
    public async Task SendAsync_ByTheStatus_SucceedsOrSaysSo(int status, string? error)
    {
        _receiver.Answer = WebhookReceiver.Status(status);
        using var sender = Open();

        (await ErrorAsync(sender, _receiver.Address)).ShouldBe(error);
    }

    [Fact]
    public async Task SendAsync_ToOneThatRedirects_DoesNotFollow()
    {
        await using var other = WebhookReceiver.Start();
        _receiver.Answer = WebhookReceiver.Status(307, response => response.RedirectLocation = other.Address.ToString());
        using var sender = Open();

        (await ErrorAsync(sender, _receiver.Address)).ShouldBe(WebhookSender.Redirected);

        other.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_ToOneThatDoesNotAnswer_GivesUpInTime()
    {
        _receiver.Answer = _ => Task.Delay(Timeout.InfiniteTimeSpan, _receiver.End);
        using var sender = Open(timeout: TimeSpan.FromMilliseconds(300));
        var begun = Stopwatch.GetTimestamp();

        (await ErrorAsync(sender, _receiver.Address)).ShouldBe(WebhookSender.TimedOut);

        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task SendAsync_ToOneThatAnswersWithoutEnd_ReadsTheStatusAlone()
    {
        var written = 0L;
        _receiver.Answer = async context =>
        {
            context.Response.SendChunked = true;
            var block = new byte[64 * 1024];
            while (!_receiver.End.IsCancellationRequested)
            {
                await context.Response.OutputStream.WriteAsync(block, _receiver.End);
                Interlocked.Add(ref written, block.Length);
            }
        };
        using var sender = Open();

        (await ErrorAsync(sender, _receiver.Address)).ShouldBeNull();

        // The connection is gone, so writing ends by itself: what fits into buffers is all, however late a busy machine comes to it.
        var last = -1L;
        for (var looks = 0; looks < 30 && last != Interlocked.Read(ref written); looks++)
        {
            last = Interlocked.Read(ref written);
            await Task.Delay(500);
        }

        Interlocked.Read(ref written).ShouldBe(last);
    }

    [Fact]
    public async Task SendAsync_ToNobody_IsUnreachable()
    {
        using var sender = Open();
        var port = _receiver.Port;
        await _receiver.DisposeAsync();

        (await ErrorAsync(sender, new Uri($"http://127.0.0.1:{port}/"))).ShouldBe(WebhookSender.Unreachable);

        _receiver = WebhookReceiver.Start();
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://0.0.0.0:{0}/")]
    public async Task SendAsync_IntoAPrivateNetwork_IsRefusedBeforeAnythingIsSent(string address)
    {
        using var sender = Open(allowPrivate: false);
        var uri = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, _receiver.Port));

        (await ErrorAsync(sender, uri)).ShouldBe(WebhookSender.AddressRefused);

        _receiver.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("1.1.1.1,127.0.0.1")]
    public async Task SendAsync_ToANameThatStandsForAPrivateAddress_IsRefused(string addresses)
    {
        using var sender = Open(allowPrivate: false, lookUp: _ => [.. addresses.Split(',').Select(IPAddress.Parse)]);

        (await ErrorAsync(sender, new Uri($"http://hooks.example:{_receiver.Port}/"))).ShouldBe(WebhookSender.AddressRefused);

        _receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_ToANameThatChangesItsAnswer_GoesWhereItWasJudged()
    {
        // Public when the webhook was made, the portal's own machine when a message leaves.
        Queue<string> answers = new(["1.1.1.1", "127.0.0.1"]);
        using var sender = Open(allowPrivate: false, lookUp: _ => [IPAddress.Parse(answers.Dequeue())]);
        (await sender.ResolveAsync("hooks.example", default)).ShouldBe([IPAddress.Parse("1.1.1.1")]);

        (await ErrorAsync(sender, new Uri($"http://hooks.example:{_receiver.Port}/"))).ShouldBe(WebhookSender.AddressRefused);

        answers.ShouldBeEmpty("one look-up for one connection");
        _receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_ToOneWhoseCertificateNobodyVouchesFor_IsNotTrusted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(client.GetStream());
            await Should.ThrowAsync<Exception>(async () =>
            {
                await tls.AuthenticateAsServerAsync(made);
                if (await tls.ReadAsync(new byte[1]) == 0) throw new IOException("The portal hung up.");
            });
        });
        using var sender = Open();

        (await ErrorAsync(sender, new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"))).ShouldBe(WebhookSender.NotTrusted);

        await serving;
    }

    private static Task SendAsync(WebhookSender sender, Uri address) =>
        sender.SendAsync(new WebhookRequest(address, KeyId, "4711", Encoding.UTF8.GetBytes("{\"城\":1}")), Encoding.UTF8.GetBytes(Secret), default);

    private static async Task<string?> ErrorAsync(WebhookSender sender, Uri address)
    {
        try
        {
            await SendAsync(sender, address);
            return null;
        }
        catch (WebhookNotSentException refused)
        {
            return refused.Message;
        }
    }

    private WebhookSender Open(bool allowPrivate = true, TimeSpan? timeout = null, Func<string, IPAddress[]>? lookUp = null) => new(
        new WebhookOptions { AllowPrivateAddresses = allowPrivate, Timeout = timeout ?? TimeSpan.FromSeconds(20) }, _clock,
        lookUp is null ? null : (host, _) => Task.FromResult(lookUp(host)));
}
