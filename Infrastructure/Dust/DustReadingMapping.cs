using Domain.Devices;
using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Dust;

internal sealed class DustReadingMapping : IEntityTypeConfiguration<DustReading>
{
    public void Configure(EntityTypeBuilder<DustReading> builder)
    {
        builder.ToTable("DustReading");
        builder.HasKey(r => new { r.SourceId, r.RecordId });
        builder.Property(r => r.RecordId).HasMaxLength(DustReading.RecordIdLength).IsOrdinal();
        // The short word costs less than the longest enumeration's length would reserve, and a writer that does not name it means a moment.
        builder.Property(r => r.Span).HasMaxLength(8).HasDefaultValue(DustSpan.Moment);
        builder.Property(r => r.Flags).HasMaxLength(DustReading.FlagsLength);
        builder.HasOne<Device>().WithMany().HasForeignKey(r => r.DeviceId);
        builder.HasIndex(r => new { r.DeviceId, r.At });
    }
}
