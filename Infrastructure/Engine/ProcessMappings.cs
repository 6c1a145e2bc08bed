using Domain.Engine;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Engine;

internal sealed class ProcessDefinitionVersionMapping : IEntityTypeConfiguration<ProcessDefinitionVersion>
{
    public void Configure(EntityTypeBuilder<ProcessDefinitionVersion> builder)
    {
        builder.ToTable("ProcessDefinition");
        builder.Property(d => d.Key).HasMaxLength(ProcessInstance.KeyLength);
        builder.Property(d => d.Name).HasMaxLength(ProcessDefinitionVersion.NameLength);
        builder.Property(d => d.Hash).HasMaxLength(ProcessDefinitionVersion.HashLength);
        builder.Property(d => d.PublishedBy).HasMaxLength(WorkItem.NameLength);
        builder.Property(d => d.Xml).IsDocument();
        builder.HasIndex(d => new { d.Key, d.Version }).IsUnique();
    }
}

internal sealed class ProcessInstanceMapping : IEntityTypeConfiguration<ProcessInstance>
{
    public void Configure(EntityTypeBuilder<ProcessInstance> builder)
    {
        builder.ToTable("ProcessInstance");
        builder.Property(i => i.DefinitionKey).HasMaxLength(ProcessInstance.KeyLength);
        builder.Property(i => i.BusinessKey).HasMaxLength(ProcessInstance.BusinessKeyLength);
        builder.Property(i => i.State).IsDocument();
        builder.HasOne<ProcessDefinitionVersion>().WithMany().HasForeignKey(i => i.DefinitionId);
        // One instance per case and chain, for good: a case that starts anew is a new case.
        builder.HasIndex(i => new { i.BusinessKey, i.DefinitionKey }).IsUnique();
    }
}

internal sealed class WorkItemMapping : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("WorkItem");
        builder.Property(w => w.DefinitionKey).HasMaxLength(ProcessInstance.KeyLength);
        builder.Property(w => w.BusinessKey).HasMaxLength(ProcessInstance.BusinessKeyLength);
        builder.Property(w => w.NodeId).HasMaxLength(WorkItem.NodeLength);
        builder.Property(w => w.RegionCode).HasMaxLength(6);
        builder.Property(w => w.Subject).HasMaxLength(WorkItem.SubjectLength);
        builder.Property(w => w.ClockName).HasMaxLength(WorkItem.NodeLength);
        builder.Property(w => w.AssigneeName).HasMaxLength(WorkItem.NameLength);
        builder.Property(w => w.ClosedByName).HasMaxLength(WorkItem.ClosedByNameLength);
        builder.Property(w => w.Outcome).HasMaxLength(WorkItem.OutcomeLength);
        builder.HasOne<ProcessInstance>().WithMany().HasForeignKey(w => w.InstanceId);
        builder.HasIndex(w => new { w.InstanceId, w.TokenId }).IsUnique();
        builder.HasIndex(w => new { w.OrganizationId, w.Role, w.Status, w.DueAt });
        builder.HasIndex(w => w.NextNoticeAt);
        builder.HasIndex(w => new { w.BusinessKey, w.Status });
        builder.HasIndex(w => new { w.RegionCode, w.Status, w.DueAt });
    }
}

internal sealed class HistoryEntryMapping : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("ProcessHistory");
        builder.Property(h => h.ActorName).HasMaxLength(WorkItem.NameLength);
        builder.Property(h => h.OrganizationName).HasMaxLength(Domain.Organizations.Organization.NameLength);
        builder.Property(h => h.Rule).HasMaxLength(HistoryEntry.RuleLength);
        builder.Property(h => h.Action).HasMaxLength(HistoryEntry.ActionLength);
        builder.Property(h => h.NodeId).HasMaxLength(WorkItem.NodeLength);
        builder.Property(h => h.Outcome).HasMaxLength(WorkItem.OutcomeLength);
        builder.Property(h => h.Comment).HasMaxLength(HistoryEntry.CommentLength);
        builder.Property(h => h.Addressees).HasMaxLength(HistoryEntry.AddresseesLength);
        builder.Property(h => h.Command).IsDocument();
        builder.HasOne<ProcessInstance>().WithMany().HasForeignKey(h => h.InstanceId);
        builder.HasIndex(h => new { h.InstanceId, h.Sequence }).IsUnique();
    }
}

internal sealed class ProcessTimerMapping : IEntityTypeConfiguration<ProcessTimer>
{
    public void Configure(EntityTypeBuilder<ProcessTimer> builder)
    {
        builder.ToTable("ProcessTimer");
        builder.Property(t => t.NodeId).HasMaxLength(WorkItem.NodeLength);
        builder.HasOne<ProcessInstance>().WithMany().HasForeignKey(t => t.InstanceId);
        builder.HasIndex(t => new { t.InstanceId, t.TimerId }).IsUnique();
        builder.HasIndex(t => t.DueAt);
    }
}

internal sealed class CaseCallMapping : IEntityTypeConfiguration<CaseCall>
{
    public void Configure(EntityTypeBuilder<CaseCall> builder)
    {
        builder.ToTable("CaseCall");
        builder.Property(c => c.CallerKey).HasMaxLength(ProcessInstance.BusinessKeyLength);
        builder.Property(c => c.NodeId).HasMaxLength(WorkItem.NodeLength);
        builder.Property(c => c.CalledKey).HasMaxLength(ProcessInstance.BusinessKeyLength);
        builder.Property(c => c.Outcome).HasMaxLength(WorkItem.NodeLength);
        builder.HasOne<ProcessInstance>().WithMany().HasForeignKey(c => c.CallerId);
        builder.HasIndex(c => new { c.CallerId, c.TokenId }).IsUnique();
        builder.HasIndex(c => c.CalledKey);
    }
}

internal sealed class CalendarFollowUpMapping : IEntityTypeConfiguration<CalendarFollowUp>
{
    public void Configure(EntityTypeBuilder<CalendarFollowUp> builder) => builder.ToTable("CalendarFollowUp");
}
