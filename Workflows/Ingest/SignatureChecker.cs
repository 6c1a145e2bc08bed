using System.Security.Cryptography;
using System.Text;
using Domain;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Ingest;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;
using Workflows.Suppliers;

namespace Workflows.Ingest;

/// <summary>A request as its developer pastes it.</summary>
public sealed record CheckedRequest
{
    public const int MaxBody = 20_000;

    /// <summary>The header's value as sent.</summary>
    public required string Authorization { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Target { get; init; }

    public string Body { get; init; } = "";
}

/// <summary>What the platform makes of a pasted request. The right signature is not told: a mistake is found by comparing what is signed.</summary>
/// <param name="Header">The header taken apart; null when it cannot be.</param>
/// <param name="StringToSign">The five lines, each ended by a line feed.</param>
/// <param name="StringToSignBytes">Its length in UTF-8.</param>
/// <param name="BodyBytes">Length of the body in UTF-8.</param>
/// <param name="ClockDifference">Sender's clock less the platform's, seconds.</param>
/// <param name="Problem">The code that the interface would answer with; null when it would take the signature.</param>
public sealed record SignatureFindings(
    SignatureHeader? Header, string? StringToSign, int StringToSignBytes, int BodyBytes, long? ClockDifference, string? Problem);

/// <summary>
/// Compares the signature of a pasted request with the right one, for whoever writes a client. The secret stays on the server; so often that
/// one could try signatures it does not answer.
/// </summary>
public sealed class SignatureChecker(IDbContextFactory<PortalDbContext> databases, SecretSeal seal, TimeProvider time)
{
    /// <summary>Checks per second and at once, per account and node.</summary>
    private const double PerSecond = 0.5;
    private const int AtOnce = 20;

    private readonly TokenBuckets<long> _checks = new(PerSecond, AtOnce, time);

    /// <exception cref="DomainException">actor.not-allowed, ingest.check-too-often, field.too-long.</exception>
    public async Task<SignatureFindings> CheckAsync(Actor actor, CheckedRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Body.Length > CheckedRequest.MaxBody) throw new DomainException("field.too-long", CheckedRequest.MaxBody);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Makers, cancellationToken);
        if (!_checks.TryTake(actor.AccountId)) throw new DomainException("ingest.check-too-often");
        var body = Encoding.UTF8.GetBytes(request.Body);
        if (!SignatureHeader.TryParse(request.Authorization.Trim(), out var header)) return new SignatureFindings(null, null, 0, body.Length, null, Refusal.SignatureMalformed.Code);

        var parts = new SignedParts(header.Algorithm, request.Method.Trim(), request.Target.Trim(), header.Timestamp, header.Nonce);
        var text = RequestSigning.StringToSign(parts, body);
        var difference = (long)Math.Round((header.SignedAt - time.GetUtcNow()).TotalSeconds);
        var problem = await ProblemAsync(db, actor, header, parts, body, cancellationToken);
        return new SignatureFindings(header, text, Encoding.UTF8.GetByteCount(text), body.Length, difference, problem);
    }

    /// <summary>The clock is judged by the page: what is pasted here is old.</summary>
    private async Task<string?> ProblemAsync(
        PortalDbContext db, Actor actor, SignatureHeader header, SignedParts parts, byte[] body, CancellationToken cancellationToken)
    {
        var key = await db.Set<SupplierKey>().AsNoTracking().Where(SupplierKeyScope.Visible(actor))
            .Where(k => k.KeyId == header.KeyId).Select(k => new { k.KeyId, k.SealedSecret, k.Enabled }).SingleOrDefaultAsync(cancellationToken);
        if (key is null || key.KeyId != header.KeyId) return Refusal.UnknownKey.Code;
        var secret = SupplierSecrets.Unseal(seal, key.KeyId, key.SealedSecret);
        try
        {
            if (!RequestSigning.Verify(secret, parts, body, header.Signature.Span)) return Refusal.Mismatch.Code;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        return key.Enabled ? null : Refusal.KeyDisabled.Code;
    }
}
