using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Devices;

// Neither table has a foreign key to Device: its check, with the lock that it takes on the device's row, costs several times what writing the row
// does. Whoever writes them has found the device in the same transaction, and devices are never deleted.
internal sealed class DeviceStatusReportMapping : IEntityTypeConfiguration<DeviceStatusReport>
{
    public void Configure(EntityTypeBuilder<DeviceStatusReport> builder)
    {
        builder.ToTable("DeviceStatusReport");
        builder.HasKey(r => new { r.SourceId, r.RecordId });
        builder.Property(r => r.RecordId).HasMaxLength(DeviceStatusReport.RecordIdLength).IsOrdinal();
        builder.Property(r => r.Message).HasMaxLength(DeviceStatusReport.MessageLength);
        builder.HasIndex(r => new { r.DeviceId, r.At });
    }
}

internal sealed class SignalWindowMapping : IEntityTypeConfiguration<SignalWindow>
{
    public void Configure(EntityTypeBuilder<SignalWindow> builder)
    {
        builder.ToTable("SignalWindow");
        // The device first: written with nearly every upload, it has one index for key and look-up.
        builder.HasKey(w => new { w.DeviceId, w.Id });
        builder.Property(w => w.Id).ValueGeneratedOnAdd();
    }
}
