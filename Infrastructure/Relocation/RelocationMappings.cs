using Domain.Devices;
using Domain.Organizations;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Relocation;

internal sealed class RelocationApplicationMapping : IEntityTypeConfiguration<RelocationApplication>
{
    public void Configure(EntityTypeBuilder<RelocationApplication> builder)
    {
        builder.ToTable("RelocationApplication");
        builder.Property(a => a.Number).HasMaxLength(RelocationApplication.NumberLength);
        builder.Property(a => a.Form).IsJson();
        builder.Property(a => a.Submitted).IsJson();
        builder.HasOne(a => a.Site).WithMany().HasForeignKey(a => a.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.ContractorId);
        builder.HasMany(a => a.Items).WithOne().HasForeignKey(i => i.ApplicationId);
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => a.CreatedAt);
    }
}

internal sealed class RelocationItemMapping : IEntityTypeConfiguration<RelocationItem>
{
    public void Configure(EntityTypeBuilder<RelocationItem> builder)
    {
        builder.ToTable("RelocationItem");
        builder.Property(i => i.Position).HasMaxLength(Device.PositionLength);
        builder.Property(i => i.NewPosition).HasMaxLength(Device.PositionLength);
        builder.HasOne<Device>().WithMany().HasForeignKey(i => i.DeviceId);
        builder.HasIndex(i => i.ClaimedDeviceId).IsUnique();
    }
}
