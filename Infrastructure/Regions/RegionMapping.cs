using Domain.Regions;
using Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Regions;

internal sealed class RegionMapping : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> builder)
    {
        builder.ToTable("Region");
        builder.HasKey(r => r.Code);
        builder.Property(r => r.Code).HasMaxLength(RegionCode.Length);
        builder.Property(r => r.Name).HasMaxLength(Region.NameMaxLength);
        builder.Property(r => r.ParentCode).HasMaxLength(RegionCode.Length);
        builder.Property(r => r.Letters).HasMaxLength(Region.LettersMaxLength);
        builder.HasOne<Region>().WithMany().HasForeignKey(r => r.ParentCode);
    }
}
