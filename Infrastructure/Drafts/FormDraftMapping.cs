using Domain.Drafts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Drafts;

internal sealed class FormDraftMapping : IEntityTypeConfiguration<FormDraft>
{
    public void Configure(EntityTypeBuilder<FormDraft> builder)
    {
        builder.ToTable("FormDraft");
        builder.Property(draft => draft.Key).HasMaxLength(FormDraft.KeyLength);
        builder.Property(draft => draft.Document).IsDocument();
        builder.HasIndex(draft => new { draft.AccountId, draft.Key }).IsUnique().HasDatabaseName("IX_FormDraft_AccountId_Key");
        builder.HasIndex(draft => draft.UpdatedAt).HasDatabaseName("IX_FormDraft_UpdatedAt");
    }
}
