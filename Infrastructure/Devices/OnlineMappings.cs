using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Devices;

internal sealed class DeviceIntervalMapping : IEntityTypeConfiguration<DeviceInterval>
{
    public void Configure(EntityTypeBuilder<DeviceInterval> builder)
    {
        builder.ToTable("DeviceInterval");
        builder.HasKey(i => new { i.DeviceId, i.From });
        builder.Ignore(i => i.Facts);
        builder.HasOne<Device>().WithMany().HasForeignKey(i => i.DeviceId);
        // What overlaps a time: the settler's last minutes of a site, a scorecard's month of all devices.
        builder.HasIndex(i => new { i.DeviceId, i.Until });
    }
}

internal sealed class DeviceStateMapping : IEntityTypeConfiguration<DeviceState>
{
    public void Configure(EntityTypeBuilder<DeviceState> builder)
    {
        builder.ToTable("DeviceState");
        builder.HasKey(s => s.DeviceId);
        builder.HasOne<Device>().WithOne(d => d.State).HasForeignKey<DeviceState>(s => s.DeviceId);
    }
}

internal sealed class StreamChangeMapping : IEntityTypeConfiguration<StreamChange>
{
    public void Configure(EntityTypeBuilder<StreamChange> builder)
    {
        builder.ToTable("StreamChange");
        builder.HasKey(c => new { c.DeviceId, c.Stream, c.At });
        builder.Ignore(c => c.Size);
        builder.HasOne<Device>().WithMany().HasForeignKey(c => c.DeviceId);
    }
}

internal sealed class DeviceServicePeriodMapping : IEntityTypeConfiguration<DeviceServicePeriod>
{
    public void Configure(EntityTypeBuilder<DeviceServicePeriod> builder)
    {
        builder.ToTable("DeviceServicePeriod");
        builder.Property(p => p.Note).HasMaxLength(DeviceServicePeriod.NoteLength);
        builder.Property(p => p.EndNote).HasMaxLength(DeviceServicePeriod.NoteLength);
        builder.Ignore(p => p.Period);
        builder.HasIndex(p => new { p.DeviceId, p.From }).IsUnique();
    }
}

internal sealed class SiteWatchMapping : IEntityTypeConfiguration<SiteWatch>
{
    public void Configure(EntityTypeBuilder<SiteWatch> builder)
    {
        builder.ToTable("SiteWatch");
        builder.HasKey(w => w.SiteId);
        builder.Property(w => w.SiteId).ValueGeneratedNever();
        builder.HasOne<Site>().WithMany().HasForeignKey(w => w.SiteId);
        builder.HasIndex(w => w.DueAt);
        builder.HasIndex(w => w.ClaimedBy);
    }
}

internal sealed class PlatformOutageMapping : IEntityTypeConfiguration<PlatformOutage>
{
    public void Configure(EntityTypeBuilder<PlatformOutage> builder)
    {
        builder.ToTable("PlatformOutage");
        builder.Ignore(o => o.Period);
        builder.HasIndex(o => o.From).IsUnique();
    }
}

internal sealed class NodeHeartbeatMapping : IEntityTypeConfiguration<NodeHeartbeat>
{
    public void Configure(EntityTypeBuilder<NodeHeartbeat> builder)
    {
        builder.ToTable("NodeHeartbeat");
        builder.HasKey(h => h.Node);
        builder.Property(h => h.Node).HasMaxLength(NodeHeartbeat.NodeLength);
    }
}

internal sealed class DeviceOutageMapping : IEntityTypeConfiguration<DeviceOutage>
{
    public void Configure(EntityTypeBuilder<DeviceOutage> builder)
    {
        builder.ToTable("DeviceOutage");
        builder.Property(o => o.ReportedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.Property(o => o.ReportNote).HasMaxLength(DeviceOutage.NoteLength);
        builder.Ignore(o => o.Open);
        builder.Ignore(o => o.AwaitsRecoveryMessage);
        builder.HasOne<Device>().WithMany().HasForeignKey(o => o.DeviceId);
        builder.HasOne<Site>().WithMany().HasForeignKey(o => o.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(o => o.SupplierId);
        builder.HasIndex(o => new { o.DeviceId, o.RecoveredAt });
        builder.HasIndex(o => o.From);
        // A scorecard's month: outages by the sending of their notice.
        builder.HasIndex(o => o.NoticeSentAt);
        // And those of months before that are open still.
        builder.HasIndex(o => o.RecoveredAt);
    }
}
