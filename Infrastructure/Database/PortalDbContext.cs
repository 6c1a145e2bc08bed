using Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Infrastructure.Database;

/// <summary>
/// The one model of the portal. Features add themselves by an <c>IEntityTypeConfiguration</c> in their own folder; there are no
/// DbSet properties, so a feature never edits this file: use <c>Set&lt;T&gt;()</c>.
/// Services take <c>IDbContextFactory&lt;PortalDbContext&gt;</c> and open one context per operation.
/// </summary>
/// <remarks>The subclasses exist because migrations belong to a context type and each provider has its own.</remarks>
public abstract class PortalDbContext(DbContextOptions options) : IdentityUserContext<Account, long>(options)
{
    /// <summary>Name of the sequence that all keys come from; one sequence, so that a key means one thing in the whole database.</summary>
    public const string KeySequence = "PortalKeys";

    /// <summary>Keys taken per round trip; what is left of a block is lost at a restart, which a 63-bit range bears.</summary>
    public const int KeyBlockSize = 100;

    /// <summary>Fixed here because the base class would otherwise let the host's options change the tables.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <summary>Makes the property draw its values from the key sequence, in the provider's way.</summary>
    protected abstract void DrawFromKeySequence(IMutableProperty property);

    /// <summary>The provider's collation that compares code points (<see cref="ModelRules.IsOrdinal{T}"/>).</summary>
    protected abstract string OrdinalCollation { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>().HavePrecision(UtcMicroseconds.FractionDigits);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(ModelRules.EnumLength);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        builder.HasSequence<long>(KeySequence).StartsAt(1).IncrementsBy(KeyBlockSize);
        ModelRules.Apply(builder, DrawFromKeySequence, OrdinalCollation);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var detected = DetectOnce();
        Revisions.Advance(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var detected = DetectOnce();
        Revisions.Advance(ChangeTracker);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Compares every entity with what was read now, and not again at each look during this save.</summary>
    private DetectionPause DetectOnce()
    {
        var before = ChangeTracker.AutoDetectChangesEnabled;
        if (before) ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        return new DetectionPause(ChangeTracker, before);
    }

    private readonly struct DetectionPause(ChangeTracker tracker, bool before) : IDisposable
    {
        public void Dispose() => tracker.AutoDetectChangesEnabled = before;
    }
}
