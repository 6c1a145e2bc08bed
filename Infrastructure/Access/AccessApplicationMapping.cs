using Domain.Access;
using Domain.Organizations;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Access;

internal sealed class AccessApplicationMapping : IEntityTypeConfiguration<AccessApplication>
{
    public void Configure(EntityTypeBuilder<AccessApplication> builder)
    {
        builder.ToTable("AccessApplication");
        builder.Property(a => a.Number).HasMaxLength(AccessApplication.NumberLength);
        builder.Property(a => a.Form).IsJson();
        builder.Property(a => a.Track).IsJson();
        builder.Property(a => a.Letter).IsJson();
        builder.HasOne(a => a.Site).WithMany().HasForeignKey(a => a.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.ContractorId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.SupplierId);
        builder.HasMany(a => a.Opinions).WithOne().HasForeignKey(o => o.ApplicationId);
        builder.HasMany(a => a.Attachments).WithOne().HasForeignKey(o => o.ApplicationId);
        builder.HasMany(a => a.Revisions).WithOne().HasForeignKey(o => o.ApplicationId);
        builder.Ignore(a => a.CurrentAttachments);
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => new { a.Status, a.SubmittedAt });
        builder.HasIndex(a => a.CreatedAt);
    }
}

internal sealed class AccessOpinionMapping : IEntityTypeConfiguration<AccessOpinion>
{
    public void Configure(EntityTypeBuilder<AccessOpinion> builder)
    {
        builder.ToTable("AccessOpinion");
        builder.Property(o => o.Text).HasMaxLength(AccessOpinion.TextLength);
        builder.Property(o => o.Name).HasMaxLength(AccessForm.NameLength * 2);
        builder.Property(o => o.OrganizationName).HasMaxLength(Organization.NameLength);
    }
}

internal sealed class AccessAttachmentMapping : IEntityTypeConfiguration<AccessAttachment>
{
    public void Configure(EntityTypeBuilder<AccessAttachment> builder)
    {
        builder.ToTable("AccessAttachment");
        builder.HasFile();
        builder.Property(a => a.UploadedByName).HasMaxLength(AccessForm.NameLength * 2);
    }
}

internal sealed class AccessFormRevisionMapping : IEntityTypeConfiguration<AccessFormRevision>
{
    public void Configure(EntityTypeBuilder<AccessFormRevision> builder)
    {
        builder.ToTable("AccessFormRevision");
        builder.Property(r => r.Form).IsJson();
        builder.Property(r => r.SubmittedByName).HasMaxLength(AccessForm.NameLength * 2);
        builder.HasIndex(r => new { r.ApplicationId, r.Number }).IsUnique();
    }
}
