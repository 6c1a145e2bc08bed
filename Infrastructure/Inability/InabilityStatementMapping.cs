using Domain.Inability;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Inability;

internal sealed class InabilityStatementMapping : IEntityTypeConfiguration<InabilityStatement>
{
    public void Configure(EntityTypeBuilder<InabilityStatement> builder)
    {
        builder.ToTable("InabilityStatement");
        builder.Property(s => s.Form).IsJson();
        builder.Property(s => s.FiledByName).HasMaxLength(InabilityStatement.PersonLength);
        builder.Property(s => s.DecidedByName).HasMaxLength(InabilityStatement.PersonLength);
        builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.ContractorId);
        builder.HasIndex(s => new { s.SiteId, s.Status });
        builder.HasIndex(s => s.FiledAt);
    }
}
