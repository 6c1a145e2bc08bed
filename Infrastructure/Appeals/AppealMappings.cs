using Domain.Appeals;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Appeals;

internal sealed class AppealMapping : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("Appeal");
        builder.Property(a => a.Reason).HasMaxLength(AppealForm.ReasonLength);
        builder.Property(a => a.Before).IsJson();
        builder.Property(a => a.NewDigest).HasMaxLength(ScoreDigest.Length);
        builder.Property(a => a.FiledByName).HasMaxLength(Appeal.PersonLength);
        builder.Property(a => a.DecidedByName).HasMaxLength(Appeal.PersonLength);
        builder.Ignore(a => a.IsOpen);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.CityId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.SupplierId);
        builder.HasOne<Scorecard>().WithMany().HasForeignKey(a => a.ScorecardId);
        builder.HasMany(a => a.Items).WithOne().HasForeignKey(i => i.AppealId);
        builder.HasMany(a => a.Attachments).WithOne().HasForeignKey(f => f.AppealId);
        builder.HasIndex(a => new { a.ScorecardId, a.Status });
        builder.HasIndex(a => new { a.SupplierId, a.Month });
        builder.HasIndex(a => a.FiledAt);
    }
}

internal sealed class AppealItemMapping : IEntityTypeConfiguration<AppealItem>
{
    public void Configure(EntityTypeBuilder<AppealItem> builder)
    {
        builder.ToTable("AppealItem");
        builder.Property(i => i.Deduction).IsJson();
        builder.Property(i => i.Verdict).IsJson();
    }
}

internal sealed class AppealAttachmentMapping : IEntityTypeConfiguration<AppealAttachment>
{
    public void Configure(EntityTypeBuilder<AppealAttachment> builder)
    {
        builder.ToTable("AppealAttachment");
        builder.HasFile();
    }
}
