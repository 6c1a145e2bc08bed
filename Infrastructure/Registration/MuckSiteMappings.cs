using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Registration;

internal sealed class MuckSiteMapping : IEntityTypeConfiguration<MuckSite>
{
    public void Configure(EntityTypeBuilder<MuckSite> builder)
    {
        builder.ToTable("MuckSite");
        builder.HasKey(s => s.SiteId);
        builder.Property(s => s.SiteId).ValueGeneratedNever();
        builder.Property(s => s.Form).IsJson();
        builder.HasOne<Site>().WithOne().HasForeignKey<MuckSite>(s => s.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.DepartmentId);
        builder.Property(s => s.ReportError).HasMaxLength(MuckSite.ReportErrorLength);
        builder.HasIndex(s => s.NextReportAt);
    }
}

internal sealed class DeclaredLinkMapping : IEntityTypeConfiguration<DeclaredLink>
{
    public void Configure(EntityTypeBuilder<DeclaredLink> builder)
    {
        builder.ToTable("DeclaredLink");
        builder.HasKey(l => l.Number);
        builder.Property(l => l.Number).HasMaxLength(RegistrationForm.DeclaredNumberLength);
        builder.HasOne<Site>().WithMany().HasForeignKey(l => l.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(l => l.ContractorId);
    }
}
