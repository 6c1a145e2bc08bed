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
        builder.HasOne<Site>().WithMany().HasForeignKey(v => v.SiteId);
        builder.HasIndex(v => new { v.Source, v.Kind }).IsUnique();
    }
}
