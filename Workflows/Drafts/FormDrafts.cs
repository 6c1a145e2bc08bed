using Domain.Drafts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Drafts;

/// <summary>
/// Keeps unsubmitted forms on the server, so that a cut connection, a closed browser or a restart loses nothing. A person reaches
/// only their own: every call names the account.
/// </summary>
public sealed class FormDrafts(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const string UniqueKey = "IX_FormDraft_AccountId_Key";

    /// <summary>Keeps the form's present state in place of the one before. Two tabs of one form: the later save stands.</summary>
    /// <exception cref="Domain.DomainException">draft.key-invalid, draft.too-large.</exception>
    public async Task SaveAsync(SaveFormDraft draft, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        try
        {
            await SaveOnceAsync(draft, cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation(UniqueKey))
        {
            // Another tab made the row first; now there is one to replace.
            await SaveOnceAsync(draft, cancellation);
        }
    }

    /// <summary>What was kept under the key; null when nothing is.</summary>
    public async Task<KeptFormDraft?> LoadAsync(long accountId, string key, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<FormDraft>()
            .Where(draft => draft.AccountId == accountId && draft.Key == key)
            .Select(draft => new KeptFormDraft(draft.Document, draft.UpdatedAt))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Forgets the draft; without one nothing happens.</summary>
    public async Task DiscardAsync(long accountId, string key, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Set<FormDraft>().Where(draft => draft.AccountId == accountId && draft.Key == key).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Deletes drafts that nobody touched for <see cref="FormDraft.Retention"/>: they hold names and telephone numbers.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ForgetOldAsync(CancellationToken cancellation = default)
    {
        var before = clock.GetUtcNow() - FormDraft.Retention;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<FormDraft>().Where(draft => draft.UpdatedAt < before).ExecuteDeleteAsync(cancellation);
    }

    private async Task SaveOnceAsync(SaveFormDraft draft, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.Set<FormDraft>().FirstOrDefaultAsync(d => d.AccountId == draft.AccountId && d.Key == draft.Key, cancellation);
        if (kept is null) db.Add(new FormDraft(draft.AccountId, draft.Key, draft.Document, now));
        else kept.Replace(draft.Document, now);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <summary>A form's state to keep.</summary>
public sealed record SaveFormDraft
{
    public required long AccountId { get; init; }

    public required string Key { get; init; }

    /// <summary>The form's model as JSON.</summary>
    public required string Document { get; init; }
}

/// <summary>A form's state as it was kept.</summary>
public sealed record KeptFormDraft(string Document, DateTimeOffset UpdatedAt);
