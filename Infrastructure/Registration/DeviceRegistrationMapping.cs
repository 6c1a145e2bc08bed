using Domain.Engine;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Registration;

internal sealed class DeviceRegistrationMapping : IEntityTypeConfiguration<DeviceRegistration>
{
    public void Configure(EntityTypeBuilder<DeviceRegistration> builder)
    {
        builder.ToTable("DeviceRegistration");
        builder.Property(r => r.AccessNumber).HasMaxLength(DeviceRegistration.AccessNumberLength);
        builder.Property(r => r.Form).IsJson();
        builder.Property(r => r.Review).IsJson();
        builder.Property(r => r.PointName).HasMaxLength(RegistrationForm.PointNameLength);
        builder.Property(r => r.PointAddress).HasMaxLength(Site.AddressLength);
        builder.Ignore(r => r.TakesTestCaptures);
        builder.Ignore(r => r.TakesCaptures);
        builder.HasOne<Site>().WithMany().HasForeignKey(r => r.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.ContractorId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.SupplierId);
        builder.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.RegistrationId);
        builder.HasIndex(r => r.AccessNumber).IsUnique();
        builder.HasIndex(r => new { r.State, r.AppliedAt });
        builder.HasIndex(r => r.AppliedAt);
    }
}

internal sealed class RegistrationEventMapping : IEntityTypeConfiguration<RegistrationEvent>
{
    public void Configure(EntityTypeBuilder<RegistrationEvent> builder)
    {
        builder.ToTable("RegistrationEvent");
        builder.Property(e => e.Reason).HasMaxLength(RegistrationEvent.ReasonLength);
        builder.Property(e => e.Name).HasMaxLength(WorkItem.NameLength);
        builder.Property(e => e.OrganizationName).HasMaxLength(Organization.NameLength);
    }
}

internal sealed class RegistrationFileMapping : IEntityTypeConfiguration<RegistrationFile>
{
    public void Configure(EntityTypeBuilder<RegistrationFile> builder)
    {
        builder.ToTable("RegistrationFile");
        builder.HasFile();
        builder.Property(f => f.UploadedByName).HasMaxLength(WorkItem.NameLength);
        builder.HasOne<DeviceRegistration>().WithMany().HasForeignKey(f => f.RegistrationId);
    }
}
