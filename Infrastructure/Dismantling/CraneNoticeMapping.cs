using Domain.Dismantling;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Dismantling;

internal sealed class CraneNoticeMapping : IEntityTypeConfiguration<CraneNotice>
{
    public void Configure(EntityTypeBuilder<CraneNotice> builder)
    {
        builder.ToTable("CraneNotice");
        builder.Property(n => n.Number).HasMaxLength(CraneNotice.NumberLength);
        builder.Property(n => n.Form).IsJson();
        builder.Property(n => n.Submitted).IsJson();
        builder.Property(n => n.RevokedByName).HasMaxLength(WorkItem.NameLength);
        builder.Property(n => n.RevokedReason).HasMaxLength(CraneNotice.ReasonLength);
        builder.HasOne(n => n.Site).WithMany().HasForeignKey(n => n.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(n => n.ContractorId);
        builder.HasIndex(n => n.Number).IsUnique();
        builder.HasIndex(n => n.CreatedAt);
    }
}
