using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Sites;

internal sealed class SiteMapping : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("Site");
        builder.Property(s => s.Name).HasMaxLength(Site.NameLength);
        builder.Property(s => s.Address).HasMaxLength(Site.AddressLength);
        builder.Property(s => s.RegionCode).HasMaxLength(6);
        builder.Property(s => s.Number).HasMaxLength(Site.NumberLength);
        builder.HasMany(s => s.Participants).WithOne().HasForeignKey(p => p.SiteId);
        builder.HasIndex(s => s.Number).IsUnique();
        builder.HasIndex(s => new { s.RegionCode, s.State });
    }
}

internal sealed class SiteParticipantMapping : IEntityTypeConfiguration<SiteParticipant>
{
    public void Configure(EntityTypeBuilder<SiteParticipant> builder)
    {
        builder.ToTable("SiteParticipant");
        builder.HasKey(p => new { p.SiteId, p.OrganizationId });
        builder.HasOne(p => p.Organization).WithMany().HasForeignKey(p => p.OrganizationId);
        builder.HasOne<Membership>().WithMany().HasForeignKey(p => p.KeyMembershipId);
        builder.HasIndex(p => p.OrganizationId);
    }
}
