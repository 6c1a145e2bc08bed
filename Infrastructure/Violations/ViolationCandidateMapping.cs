using Domain.Devices;
using Domain.Sites;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Violations;

internal sealed class ViolationCandidateMapping : IEntityTypeConfiguration<ViolationCandidate>
{
    public void Configure(EntityTypeBuilder<ViolationCandidate> builder)
    {
        builder.ToTable("ViolationCandidate");
        builder.Property(v => v.Rule).HasMaxLength(ViolationCandidate.RuleLength);
        builder.Property(v => v.Source).HasMaxLength(ViolationCandidate.SourceLength);
        builder.Property(v => v.HandledByName).HasMaxLength(Violation.NameLength);
        builder.Property(v => v.Reason).HasMaxLength(ViolationCandidate.ReasonLength);
        builder.Ignore(v => v.Status);
        builder.HasOne<Site>().WithMany().HasForeignKey(v => v.SiteId);
        builder.HasOne<Device>().WithMany().HasForeignKey(v => v.DeviceId);
        builder.HasOne<DeviceOutage>().WithMany().HasForeignKey(v => v.OutageId);
        builder.HasOne<Violation>().WithMany().HasForeignKey(v => v.ViolationId);
        builder.HasIndex(v => new { v.Source, v.Kind }).IsUnique();
        builder.HasIndex(v => new { v.HandledAt, v.SiteId });
    }
}
