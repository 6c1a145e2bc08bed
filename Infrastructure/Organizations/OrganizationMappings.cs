using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Organizations;

internal sealed class OrganizationMapping : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("Organization");
        builder.Property(o => o.Name).HasMaxLength(Organization.NameLength);
        builder.Property(o => o.ShortName).HasMaxLength(Organization.ShortNameLength);
        builder.Property(o => o.CreditCode).HasMaxLength(18);
        builder.Property(o => o.RegionCode).HasMaxLength(6);
        builder.Property(o => o.Address).HasMaxLength(Organization.AddressLength);
        builder.Property(o => o.ContactName).HasMaxLength(Organization.ContactLength);
        builder.Property(o => o.ContactPhone).HasMaxLength(Organization.PhoneLength);
        // One company may be an owner here and a contractor there: two organizations with one code.
        builder.HasIndex(o => new { o.CreditCode, o.Kind }).IsUnique();
        builder.HasIndex(o => new { o.Kind, o.Name }).IsUnique();
    }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Membership");
        builder.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
        builder.HasOne(m => m.Organization).WithMany().HasForeignKey(m => m.OrganizationId);
        builder.HasIndex(m => new { m.AccountId, m.OrganizationId, m.Role }).IsUnique();
        builder.HasIndex(m => new { m.OrganizationId, m.Role });
    }
}
