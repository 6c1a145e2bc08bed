using Domain.Audit;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Audit;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntry");
        builder.Property(e => e.ActorName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.OrganizationName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.Action).HasMaxLength(AuditEntry.ActionLength);
        builder.Property(e => e.SubjectKind).HasMaxLength(AuditEntry.SubjectKindLength);
        builder.Property(e => e.SubjectName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.Before).IsDocument();
        builder.Property(e => e.After).IsDocument();
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.SubjectKind, e.SubjectId });
    }
}
