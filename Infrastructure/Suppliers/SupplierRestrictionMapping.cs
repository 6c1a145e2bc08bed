using Domain.Consequences;
using Domain.Organizations;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Suppliers;

internal sealed class SupplierRestrictionMapping : IEntityTypeConfiguration<SupplierRestriction>
{
    public void Configure(EntityTypeBuilder<SupplierRestriction> builder)
    {
        builder.ToTable("SupplierRestriction");
        builder.Property(r => r.Reason).HasMaxLength(SupplierRestriction.ReasonLength);
        builder.Property(r => r.DecidedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.SupplierId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.AuthorityId);
        builder.HasOne<Consequence>().WithMany().HasForeignKey(r => r.ConsequenceId);
        builder.HasIndex(r => new { r.Until, r.EndedAt });
    }
}
