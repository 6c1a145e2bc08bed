using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Devices;

internal sealed class DeviceMapping : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.ToTable("Device");
        // Digits, looked for with every upload: no language's rules are to be asked.
        builder.Property(d => d.Code).HasMaxLength(Gb28181Code.Length).IsOrdinal();
        builder.Property(d => d.Position).HasMaxLength(Device.PositionLength);
        builder.Property(d => d.Brand).HasMaxLength(DeviceModel.BrandLength);
        builder.Property(d => d.Model).HasMaxLength(DeviceModel.ModelLength);
        builder.Property(d => d.SimNumber).HasMaxLength(Device.SimLength);
        builder.Property(d => d.IpAddress).HasMaxLength(Device.IpLength);
        builder.HasOne<Site>().WithMany().HasForeignKey(d => d.SiteId);
        builder.HasOne<AccessApplication>().WithMany().HasForeignKey(d => d.ApplicationId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(d => d.SupplierId);
        builder.HasMany(d => d.Records).WithOne().HasForeignKey(r => r.DeviceId);
        builder.HasMany(d => d.ServicePeriods).WithOne().HasForeignKey(p => p.DeviceId);
        builder.HasOne<DeviceRegistration>().WithMany().HasForeignKey(d => d.RegistrationId);
        builder.HasIndex(d => d.Code).IsUnique();
        builder.HasIndex(d => new { d.ApplicationId, d.Ordinal }).IsUnique();
        builder.HasIndex(d => new { d.RegistrationId, d.Ordinal }).IsUnique();
    }
}

internal sealed class DeviceRecordMapping : IEntityTypeConfiguration<DeviceRecord>
{
    public void Configure(EntityTypeBuilder<DeviceRecord> builder)
    {
        builder.ToTable("DeviceRecord");
        builder.Property(r => r.Remark).HasMaxLength(DeviceRecord.RemarkLength);
        builder.Property(r => r.RecordedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.HasIndex(r => new { r.DeviceId, r.At });
    }
}

internal sealed class AcceptedModelMapping : IEntityTypeConfiguration<AcceptedModel>
{
    public void Configure(EntityTypeBuilder<AcceptedModel> builder)
    {
        builder.ToTable("AcceptedModel");
        builder.Property(m => m.Brand).HasMaxLength(DeviceModel.BrandLength);
        builder.Property(m => m.Model).HasMaxLength(DeviceModel.ModelLength);
        builder.Property(m => m.ModelKey).HasMaxLength(DeviceModel.BrandLength + DeviceModel.ModelLength + 1);
        builder.Property(m => m.Note).HasMaxLength(AcceptedModel.NoteLength);
        builder.HasIndex(m => new { m.ModelKey, m.Kind }).IsUnique();
    }
}

internal sealed class SupplierAcceptanceMapping : IEntityTypeConfiguration<SupplierAcceptance>
{
    public void Configure(EntityTypeBuilder<SupplierAcceptance> builder)
    {
        builder.ToTable("SupplierAcceptance");
        builder.Property(a => a.ModelKey).HasMaxLength(DeviceModel.BrandLength + DeviceModel.ModelLength + 1);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.SupplierId);
        builder.HasOne<AccessApplication>().WithMany().HasForeignKey(a => a.ApplicationId);
        builder.HasIndex(a => new { a.SupplierId, a.ModelKey, a.Kind }).IsUnique();
    }
}
