using Domain.Devices;
using Domain.Dust;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Dust;

internal sealed class DustInstrumentMapping : IEntityTypeConfiguration<DustInstrument>
{
    private const int SealedLength = 400;

    public void Configure(EntityTypeBuilder<DustInstrument> builder)
    {
        builder.ToTable("DustInstrument");
        builder.Property(i => i.Mn).HasMaxLength(DustInstrument.MnLength);
        builder.Property(i => i.Variant).IsJson();
        builder.Property(i => i.Units).IsJson();
        builder.Property(i => i.Factors).IsJson();
        builder.Property(i => i.Ranges).IsJson();
        builder.Property(i => i.SealedPassword).HasMaxLength(SealedLength);
        builder.HasOne<Device>().WithOne().HasForeignKey<DustInstrument>(i => i.DeviceId);
        builder.HasIndex(i => i.Mn).IsUnique();
    }
}

internal sealed class DustFrameMapping : IEntityTypeConfiguration<DustFrame>
{
    public void Configure(EntityTypeBuilder<DustFrame> builder)
    {
        builder.ToTable("DustFrame");
        builder.Property(f => f.Mn).HasMaxLength(DustFrame.MnLength);
        builder.Property(f => f.Command).HasMaxLength(DustFrame.CommandLength);
        builder.Property(f => f.RemoteAddress).HasMaxLength(DustFrame.AddressLength);
        builder.Property(f => f.Text).HasMaxLength(DustFrame.TextLength);
        builder.Property(f => f.Detail).HasMaxLength(DustFrame.DetailLength);
        builder.Property(f => f.Fitting).IsJson();
        builder.HasOne<Device>().WithMany().HasForeignKey(f => f.DeviceId);
        builder.HasIndex(f => new { f.DeviceId, f.ReceivedAt });
        builder.HasIndex(f => f.ReceivedAt);
    }
}

internal sealed class DustLimitSetMapping : IEntityTypeConfiguration<DustLimitSet>
{
    public void Configure(EntityTypeBuilder<DustLimitSet> builder)
    {
        builder.ToTable("DustLimitSet");
        builder.Property(s => s.CityCode).HasMaxLength(RegionCode.Length);
        builder.Property(s => s.Limits).IsJson();
        builder.HasOne<Site>().WithOne().HasForeignKey<DustLimitSet>(s => s.SiteId);
        builder.HasIndex(s => s.CityCode).IsUnique();
    }
}

internal sealed class DustAlarmMapping : IEntityTypeConfiguration<DustAlarm>
{
    public void Configure(EntityTypeBuilder<DustAlarm> builder)
    {
        builder.ToTable("DustAlarm");
        builder.HasOne<Device>().WithMany().HasForeignKey(a => a.DeviceId);
        builder.HasOne<Site>().WithMany().HasForeignKey(a => a.SiteId);
        builder.HasIndex(a => new { a.DeviceId, a.Quantity, a.From }).IsUnique();
        builder.HasIndex(a => new { a.SiteId, a.From });
        builder.HasIndex(a => a.Until);
    }
}

internal sealed class DustWatchMapping : IEntityTypeConfiguration<DustWatch>
{
    public void Configure(EntityTypeBuilder<DustWatch> builder)
    {
        builder.ToTable("DustWatch");
        builder.Property(w => w.Id).ValueGeneratedNever();
    }
}
