using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Leave;

internal sealed class LeaveRequestMapping : IEntityTypeConfiguration<LeaveRequest>
{
    public void Configure(EntityTypeBuilder<LeaveRequest> builder)
    {
        builder.ToTable("LeaveRequest");
        builder.Property(l => l.Number).HasMaxLength(LeaveRequest.NumberLength);
        builder.Property(l => l.PersonName).HasMaxLength(LeaveRequest.NameLength);
        builder.Property(l => l.StandInName).HasMaxLength(LeaveRequest.NameLength);
        builder.Property(l => l.Reason).HasMaxLength(LeaveApplication.ReasonLength);
        builder.Property(l => l.ReturnNote).HasMaxLength(LeaveRequest.NoteLength);
        builder.Ignore(l => l.Days).Ignore(l => l.Overdue);
        builder.HasOne<Site>().WithMany().HasForeignKey(l => l.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(l => l.UnitId);
        builder.HasOne<Membership>().WithMany().HasForeignKey(l => l.MembershipId);
        builder.HasOne<Membership>().WithMany().HasForeignKey(l => l.StandInMembershipId);
        builder.HasMany(l => l.Attachments).WithOne().HasForeignKey(a => a.LeaveId);
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasIndex(l => new { l.AccountId, l.From });
        builder.HasIndex(l => new { l.StandInAccountId, l.From });
        builder.HasIndex(l => new { l.Status, l.To });
    }
}

internal sealed class LeaveAttachmentMapping : IEntityTypeConfiguration<LeaveAttachment>
{
    public void Configure(EntityTypeBuilder<LeaveAttachment> builder)
    {
        builder.ToTable("LeaveAttachment");
        builder.HasFile();
    }
}

internal sealed class AbsenceRecordMapping : IEntityTypeConfiguration<AbsenceRecord>
{
    public void Configure(EntityTypeBuilder<AbsenceRecord> builder)
    {
        builder.ToTable("AbsenceRecord");
        builder.Property(a => a.PersonName).HasMaxLength(LeaveRequest.NameLength);
        builder.HasOne<LeaveRequest>().WithMany().HasForeignKey(a => a.LeaveId);
        builder.HasOne<Site>().WithMany().HasForeignKey(a => a.SiteId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(a => a.UnitId);
        // One for each leave, however often the job looks.
        builder.HasIndex(a => a.LeaveId).IsUnique();
        builder.HasIndex(a => a.RecordedAt);
    }
}
