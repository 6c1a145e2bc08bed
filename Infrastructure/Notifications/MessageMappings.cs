using Domain.Notifications;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Notifications;

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessage");
        builder.Property(m => m.Template).HasMaxLength(OutboxMessage.TemplateLength);
        builder.Property(m => m.Arguments).IsJson();
        builder.Property(m => m.Link).HasMaxLength(OutboxMessage.LinkLength);
        builder.Property(m => m.DeduplicationKey).HasMaxLength(OutboxMessage.KeyLength);
        builder.Property(m => m.LastError).HasMaxLength(OutboxMessage.ErrorLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
        builder.HasIndex(m => m.DeduplicationKey).IsUnique();
        builder.HasIndex(m => m.NextAttemptAt);
    }
}

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notification");
        builder.Property(n => n.Template).HasMaxLength(OutboxMessage.TemplateLength);
        builder.Property(n => n.Arguments).IsJson();
        builder.Property(n => n.Link).HasMaxLength(OutboxMessage.LinkLength);
        builder.HasOne<OutboxMessage>().WithMany().HasForeignKey(n => n.MessageId);
        builder.HasIndex(n => new { n.MessageId, n.AccountId }).IsUnique();
        builder.HasIndex(n => new { n.AccountId, n.At });
    }
}
