using Domain.Organizations;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Supervision;

internal sealed class SupervisionNoticeMapping : IEntityTypeConfiguration<SupervisionNotice>
{
    public void Configure(EntityTypeBuilder<SupervisionNotice> builder)
    {
        builder.ToTable("SupervisionNotice");
        builder.Property(n => n.Number).HasMaxLength(SupervisionNotice.NumberLength);
        builder.Property(n => n.Form).IsJson();
        builder.Property(n => n.FiledByName).HasMaxLength(SupervisionNotice.PersonLength);
        builder.Property(n => n.DecidedByName).HasMaxLength(SupervisionNotice.PersonLength);
        builder.Property(n => n.RegulatorName).HasMaxLength(Organization.NameLength);
        builder.Property(n => n.ReceivedByName).HasMaxLength(SupervisionNotice.PersonLength);
        builder.HasOne(n => n.Site).WithMany().HasForeignKey(n => n.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(n => n.ContractorId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(n => n.OwnerId);
        builder.HasOne<SupervisionNotice>().WithMany().HasForeignKey(n => n.LiftedById);
        builder.HasIndex(n => n.Number).IsUnique();
        builder.HasIndex(n => new { n.SiteId, n.Status });
        builder.HasIndex(n => n.FiledAt);
    }
}
