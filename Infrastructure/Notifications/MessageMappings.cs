using Domain.Notifications;
using Domain.Organizations;
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
        builder.HasOne<Webhook>().WithMany().HasForeignKey(m => m.WebhookId);
        builder.HasIndex(m => m.DeduplicationKey).IsUnique();
        builder.HasIndex(m => m.NextAttemptAt);
        // What waits for a digest.
        builder.HasIndex(m => new { m.GatheredAt, m.DeliveredAt });
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
        // Every open page asks again and again how much is unread.
        builder.HasIndex(n => new { n.AccountId, n.ReadAt });
    }
}

internal sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>
{
    private const int SealedLength = 200;

    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhook");
        builder.Property(w => w.KeyId).HasMaxLength(Webhook.KeyIdLength);
        builder.Property(w => w.Name).HasMaxLength(Webhook.NameLength);
        builder.Property(w => w.Address).HasMaxLength(Webhook.AddressLength);
        builder.Property(w => w.SealedSecret).HasMaxLength(SealedLength);
        builder.Property(w => w.CreatedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.Property(w => w.DisabledByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.Property(w => w.DisabledReason).HasMaxLength(Webhook.ReasonLength);
        builder.HasOne<Organization>().WithMany().HasForeignKey(w => w.OrganizationId);
        builder.HasIndex(w => w.KeyId).IsUnique();
    }
}
