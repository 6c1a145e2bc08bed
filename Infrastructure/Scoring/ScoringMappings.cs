using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Scoring;

internal sealed class ScorecardMapping : IEntityTypeConfiguration<Scorecard>
{
    public void Configure(EntityTypeBuilder<Scorecard> builder)
    {
        builder.ToTable("Scorecard");
        builder.Property(c => c.Rules).IsJson();
        builder.Property(c => c.Facts).IsJson();
        builder.Property(c => c.Digest).HasMaxLength(ScoreDigest.Length);
        builder.Ignore(c => c.Period);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.CityId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.SupplierId);
        builder.HasOne<ScoreRuleSet>().WithMany().HasForeignKey(c => c.RuleSetId);
        builder.HasMany(c => c.Deductions).WithOne().HasForeignKey(d => d.ScorecardId);
        // One card, whoever computes it and however often.
        builder.HasIndex(c => new { c.CityId, c.Month, c.SupplierId }).IsUnique();
        builder.HasIndex(c => new { c.SupplierId, c.Month });
    }
}

internal sealed class ScoreDeductionMapping : IEntityTypeConfiguration<ScoreDeduction>
{
    public void Configure(EntityTypeBuilder<ScoreDeduction> builder)
    {
        builder.ToTable("ScoreDeduction");
        builder.Ignore(d => d.Facts);
        builder.HasOne<Device>().WithMany().HasForeignKey(d => d.DeviceId);
        builder.HasOne<DeviceOutage>().WithMany().HasForeignKey(d => d.OutageId);
        builder.HasIndex(d => new { d.ScorecardId, d.Ordinal });
    }
}

internal sealed class ScoreSnapshotMapping : IEntityTypeConfiguration<ScoreSnapshot>
{
    public void Configure(EntityTypeBuilder<ScoreSnapshot> builder)
    {
        builder.ToTable("ScoreSnapshot");
        builder.Property(s => s.Items).IsJson();
        builder.HasOne<Scorecard>().WithMany().HasForeignKey(s => s.ScorecardId);
        builder.HasIndex(s => new { s.ScorecardId, s.AsOf }).IsUnique();
    }
}

internal sealed class ScoreRuleSetMapping : IEntityTypeConfiguration<ScoreRuleSet>
{
    public void Configure(EntityTypeBuilder<ScoreRuleSet> builder)
    {
        builder.ToTable("ScoreRuleSet");
        builder.Property(r => r.Rules).IsJson();
        builder.Property(r => r.Note).HasMaxLength(ScoreRuleSet.NoteLength);
        builder.Property(r => r.DecidedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.CityId);
        builder.HasIndex(r => new { r.CityId, r.FirstMonth }).IsUnique();
    }
}

internal sealed class ScoreCorrectionMapping : IEntityTypeConfiguration<ScoreCorrection>
{
    public void Configure(EntityTypeBuilder<ScoreCorrection> builder)
    {
        builder.ToTable("ScoreCorrection");
        builder.Property(c => c.Reason).HasMaxLength(ScoreCorrection.ReasonLength);
        builder.Property(c => c.DecidedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.Ignore(c => c.Evidence);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.CityId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.SupplierId);
        builder.HasOne<Device>().WithMany().HasForeignKey(c => c.DeviceId);
        builder.HasOne<DeviceOutage>().WithMany().HasForeignKey(c => c.OutageId);
        builder.HasIndex(c => new { c.CityId, c.SupplierId, c.Month });
    }
}

internal sealed class ScoreCloseMapping : IEntityTypeConfiguration<ScoreClose>
{
    public void Configure(EntityTypeBuilder<ScoreClose> builder)
    {
        builder.ToTable("ScoreClose");
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.CityId);
        builder.HasIndex(c => new { c.CityId, c.Month }).IsUnique();
    }
}
