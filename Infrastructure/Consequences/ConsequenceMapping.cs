using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Consequences;

internal sealed class ConsequenceMapping : IEntityTypeConfiguration<Consequence>
{
    public void Configure(EntityTypeBuilder<Consequence> builder)
    {
        builder.ToTable("Consequence");
        builder.Property(c => c.Counted).IsJson();
        builder.Property(c => c.Talk).IsJson();
        builder.Property(c => c.DecidedByName).HasMaxLength(Consequence.PersonLength);
        builder.Property(c => c.RecordedByName).HasMaxLength(Consequence.PersonLength);
        builder.Ignore(c => c.IsOpen).Ignore(c => c.LastAppealDay);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.CityId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.SupplierId);
        builder.HasOne<Scorecard>().WithMany().HasForeignKey(c => c.ScorecardId);
        // A rule that runs twice, or on two nodes, proposes once.
        builder.HasIndex(c => new { c.CityId, c.SupplierId, c.Month, c.Kind }).IsUnique();
        builder.HasIndex(c => new { c.SupplierId, c.Status });
        builder.HasIndex(c => c.ProposedAt);
    }
}
