using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Registration;

internal sealed class DeviceRegistrationMapping : IEntityTypeConfiguration<DeviceRegistration>
{
    public void Configure(EntityTypeBuilder<DeviceRegistration> builder)
    {
        builder.ToTable("DeviceRegistration");
        builder.Property(r => r.AccessNumber).HasMaxLength(DeviceRegistration.AccessNumberLength);
        builder.Ignore(r => r.TakesTestCaptures);
        builder.Ignore(r => r.TakesCaptures);
        builder.HasOne<Site>().WithMany().HasForeignKey(r => r.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.ContractorId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.SupplierId);
        builder.HasIndex(r => r.AccessNumber).IsUnique();
    }
}
