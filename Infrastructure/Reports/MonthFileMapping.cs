using Domain.Organizations;
using Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Reports;

internal sealed class MonthFileMapping : IEntityTypeConfiguration<MonthFile>
{
    public void Configure(EntityTypeBuilder<MonthFile> builder)
    {
        builder.ToTable("MonthFile");
        builder.Property(f => f.Hash).HasMaxLength(MonthFile.HashLength);
        builder.HasOne<Organization>().WithMany().HasForeignKey(f => f.CityId);
        // Two nodes that make the same version: one is refused.
        builder.HasIndex(f => new { f.CityId, f.Month, f.Version }).IsUnique();
    }
}
