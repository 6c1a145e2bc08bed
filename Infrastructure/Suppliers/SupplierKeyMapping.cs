using Domain.Organizations;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Suppliers;

internal sealed class SupplierKeyMapping : IEntityTypeConfiguration<SupplierKey>
{
    private const int SealedLength = 200;

    public void Configure(EntityTypeBuilder<SupplierKey> builder)
    {
        builder.ToTable("SupplierKey");
        builder.Property(k => k.KeyId).HasMaxLength(SupplierKey.KeyIdLength);
        builder.Property(k => k.Name).HasMaxLength(SupplierKey.NameLength);
        builder.Property(k => k.Note).HasMaxLength(SupplierKey.NoteLength);
        builder.Property(k => k.SealedSecret).HasMaxLength(SealedLength);
        builder.Property(k => k.CreatedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.Property(k => k.DisabledByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.Property(k => k.DisabledReason).HasMaxLength(SupplierKey.ReasonLength);
        builder.HasOne<SupplierKey>().WithMany().HasForeignKey(k => k.ReplacesId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(k => k.SupplierId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(k => k.OwnerId);
        builder.HasIndex(k => k.KeyId).IsUnique();
        builder.HasIndex(k => new { k.SupplierId, k.OwnerId, k.Place }).IsUnique();
    }
}
