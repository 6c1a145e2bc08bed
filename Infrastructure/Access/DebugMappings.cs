using Domain.Access;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Access;

internal sealed class DebugApplicationMapping : IEntityTypeConfiguration<DebugApplication>
{
    public void Configure(EntityTypeBuilder<DebugApplication> builder)
    {
        builder.ToTable("DebugApplication");
        builder.Property(d => d.Form).IsJson();
        builder.Property(d => d.FiledByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.HasOne<AccessApplication>().WithMany().HasForeignKey(d => d.ApplicationId);
        builder.HasIndex(d => d.ApplicationId).IsUnique();
    }
}

internal sealed class DebugSlotMapping : IEntityTypeConfiguration<DebugSlot>
{
    public void Configure(EntityTypeBuilder<DebugSlot> builder)
    {
        builder.ToTable("DebugSlot");
        builder.Property(s => s.GivenByName).HasMaxLength(DebugSlot.NameLength);
        builder.HasOne<AccessApplication>().WithMany().HasForeignKey(s => s.ApplicationId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.OperatorId);
        // No place is given twice, whoever clicks first.
        builder.HasIndex(s => new { s.OperatorId, s.Date, s.Ordinal }).IsUnique();
        builder.HasIndex(s => s.ApplicationId).IsUnique();
    }
}

internal sealed class DebugDayMapping : IEntityTypeConfiguration<DebugDay>
{
    public void Configure(EntityTypeBuilder<DebugDay> builder)
    {
        builder.ToTable("DebugDay");
        builder.HasKey(d => new { d.OperatorId, d.Date });
        builder.HasOne<Organization>().WithMany().HasForeignKey(d => d.OperatorId);
        builder.Property(d => d.Note).HasMaxLength(DebugDay.NoteLength);
    }
}

internal sealed class DebugRoundMapping : IEntityTypeConfiguration<DebugRound>
{
    public void Configure(EntityTypeBuilder<DebugRound> builder)
    {
        builder.ToTable("DebugRound");
        builder.Property(r => r.CheckedByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.Property(r => r.ResultByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.Property(r => r.Shortages).IsJson();
        builder.Property(r => r.Missing).HasMaxLength(DebugRound.TextLength);
        builder.Property(r => r.ResultNote).HasMaxLength(DebugRound.TextLength);
        builder.HasOne<AccessApplication>().WithMany().HasForeignKey(r => r.ApplicationId);
        builder.HasIndex(r => new { r.ApplicationId, r.Ordinal }).IsUnique();
    }
}

internal sealed class DebugReceiptMapping : IEntityTypeConfiguration<DebugReceipt>
{
    public void Configure(EntityTypeBuilder<DebugReceipt> builder)
    {
        builder.ToTable("DebugReceipt");
        builder.Property(r => r.Rows).IsJson();
        builder.Property(r => r.ReceivedByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.Property(r => r.HandedOverByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.Property(r => r.CollectedByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.HasOne<AccessApplication>().WithMany().HasForeignKey(r => r.ApplicationId);
        builder.HasIndex(r => r.ApplicationId).IsUnique();
    }
}
