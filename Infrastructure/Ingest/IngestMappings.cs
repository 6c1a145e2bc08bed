using Domain.Ingest;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Ingest;

internal sealed class UsedNonceMapping : IEntityTypeConfiguration<UsedNonce>
{
    public void Configure(EntityTypeBuilder<UsedNonce> builder)
    {
        builder.ToTable("UsedNonce");
        builder.Property(n => n.Id).ValueGeneratedNever();
        // No index by time: written with every request, it would cost more than looking through the few minutes of all when the old ones are forgotten.
    }
}

internal sealed class RequestLogEntryMapping : IEntityTypeConfiguration<RequestLogEntry>
{
    public void Configure(EntityTypeBuilder<RequestLogEntry> builder)
    {
        builder.ToTable("RequestLogEntry");
        builder.Property(e => e.Code).HasMaxLength(RequestLogEntry.CodeLength);
        builder.Property(e => e.AccessNumber).HasMaxLength(RequestLogEntry.AccessNumberLength);
        builder.Property(e => e.Address).HasMaxLength(RequestLogEntry.AddressLength);
        builder.Property(e => e.Excerpt).HasMaxLength(RequestLogEntry.ExcerptLength);
        builder.Property(e => e.Reasons).IsJson();
        // For the lists of a key, and for forgetting what is old, key by key. Written with every request, so there is no other.
        builder.HasIndex(e => new { e.SourceId, e.At });
    }
}
