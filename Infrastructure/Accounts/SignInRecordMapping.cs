using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Accounts;

internal sealed class SignInRecordMapping : IEntityTypeConfiguration<SignInRecord>
{
    public void Configure(EntityTypeBuilder<SignInRecord> builder)
    {
        builder.ToTable("SignInRecord");
        builder.Property(record => record.Address).HasMaxLength(SignInRecord.AddressLength);
        builder.HasIndex(record => new { record.Address, record.At }).HasDatabaseName("IX_SignInRecord_Address_At");
        builder.HasIndex(record => new { record.AccountId, record.At }).HasDatabaseName("IX_SignInRecord_AccountId_At");
    }
}
