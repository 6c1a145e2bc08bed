using Domain.Organizations;
using Domain.Sites;
using Domain.Violations;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Violations;

internal sealed class ViolationMapping : IEntityTypeConfiguration<Violation>
{
    public void Configure(EntityTypeBuilder<Violation> builder)
    {
        builder.ToTable("Violation");
        builder.Property(v => v.Description).HasMaxLength(ViolationReport.DescriptionLength);
        builder.Property(v => v.RecordedByName).HasMaxLength(Violation.NameLength);
        builder.Property(v => v.DismissReason).HasMaxLength(Violation.ReasonLength);
        builder.Property(v => v.DecisionNumber).HasMaxLength(RectificationOrder.NumberLength);
        builder.Property(v => v.Penalty).HasMaxLength(ViolationMeasures.PenaltyLength);
        builder.Property(v => v.Grounds).HasMaxLength(ViolationMeasures.GroundsLength);
        builder.Property(v => v.DecidedByName).HasMaxLength(Violation.NameLength);
        builder.Ignore(v => v.IsOver).Ignore(v => v.Order).Ignore(v => v.Place);
        builder.HasOne(v => v.Site).WithMany().HasForeignKey(v => v.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(v => v.ContractorId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(v => v.AuthorityId);
        builder.HasMany(v => v.Orders).WithOne().HasForeignKey(o => o.ViolationId);
        builder.HasMany(v => v.Photos).WithOne().HasForeignKey(p => p.ViolationId);
        builder.HasIndex(v => new { v.SiteId, v.Status });
        builder.HasIndex(v => new { v.ContractorId, v.DecidedAt });
        builder.HasIndex(v => v.RecordedAt);
    }
}

internal sealed class RectificationOrderMapping : IEntityTypeConfiguration<RectificationOrder>
{
    public void Configure(EntityTypeBuilder<RectificationOrder> builder)
    {
        builder.ToTable("RectificationOrder");
        builder.Property(o => o.Number).HasMaxLength(RectificationOrder.NumberLength);
        builder.Property(o => o.Demand).HasMaxLength(RectificationOrder.DemandLength);
        builder.Property(o => o.IssuedByName).HasMaxLength(Violation.NameLength);
        builder.Property(o => o.Answer).HasMaxLength(RectificationOrder.TextLength);
        builder.Property(o => o.PreparedByName).HasMaxLength(Violation.NameLength);
        builder.Property(o => o.AnsweredByName).HasMaxLength(Violation.NameLength);
        builder.Property(o => o.Finding).HasMaxLength(RectificationOrder.TextLength);
        builder.Property(o => o.ReinspectedByName).HasMaxLength(Violation.NameLength);
        builder.HasIndex(o => o.Number).IsUnique();
        builder.HasIndex(o => new { o.ViolationId, o.Ordinal }).IsUnique();
    }
}

internal sealed class ViolationPhotoMapping : IEntityTypeConfiguration<ViolationPhoto>
{
    public void Configure(EntityTypeBuilder<ViolationPhoto> builder)
    {
        builder.ToTable("ViolationPhoto");
        builder.HasFile();
        builder.HasIndex(p => p.UploadedBy);
    }
}

internal sealed class PatrolMapping : IEntityTypeConfiguration<Patrol>
{
    public void Configure(EntityTypeBuilder<Patrol> builder)
    {
        builder.ToTable("Patrol");
        builder.Property(p => p.ByName).HasMaxLength(Violation.NameLength);
        builder.Property(p => p.Note).HasMaxLength(Patrol.NoteLength);
        builder.HasOne<Site>().WithMany().HasForeignKey(p => p.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(p => p.AuthorityId);
        // One for each regulator, site and day, however often somebody clicks.
        builder.HasIndex(p => new { p.AuthorityId, p.Day, p.SiteId }).IsUnique();
        builder.HasIndex(p => new { p.SiteId, p.Day });
    }
}
