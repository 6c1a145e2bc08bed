using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Devices;

internal sealed class DeviceStatusReportMapping : IEntityTypeConfiguration<DeviceStatusReport>
{
    public void Configure(EntityTypeBuilder<DeviceStatusReport> builder)
    {
        builder.ToTable("DeviceStatusReport");
        builder.HasKey(r => new { r.SourceId, r.RecordId });
        builder.Property(r => r.RecordId).HasMaxLength(DeviceStatusReport.RecordIdLength).IsOrdinal();
        builder.Property(r => r.Message).HasMaxLength(DeviceStatusReport.MessageLength);
        builder.HasOne<Device>().WithMany().HasForeignKey(r => r.DeviceId);
        builder.HasIndex(r => new { r.DeviceId, r.At });
    }
}

internal sealed class SignalWindowMapping : IEntityTypeConfiguration<SignalWindow>
{
    public void Configure(EntityTypeBuilder<SignalWindow> builder)
    {
        builder.ToTable("SignalWindow");
        builder.HasOne<Device>().WithMany().HasForeignKey(w => w.DeviceId);
    }
}
