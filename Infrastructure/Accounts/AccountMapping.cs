using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Accounts;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Account");
        builder.Property(account => account.UserName).HasMaxLength(Account.UserNameLength).IsRequired();
        builder.Property(account => account.NormalizedUserName).HasMaxLength(Account.UserNameLength).IsRequired();
        builder.Property(account => account.Email).HasMaxLength(254);
        builder.Property(account => account.NormalizedEmail).HasMaxLength(254);
        builder.Property(account => account.PhoneNumber).HasMaxLength(32);
        builder.Property(account => account.PasswordHash).HasMaxLength(256);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64);
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(64);
        builder.Property(account => account.DisplayName).HasMaxLength(Account.DisplayNameLength);
        builder.Property(account => account.PreferredLanguage).HasMaxLength(Account.LanguageLength);
        builder.HasIndex(account => account.NormalizedUserName).IsUnique().HasDatabaseName("IX_Account_NormalizedUserName");
        builder.HasIndex(account => account.NormalizedEmail).HasDatabaseName("IX_Account_NormalizedEmail");
    }
}

internal sealed class AccountClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<long>> builder)
    {
        builder.ToTable("AccountClaim");
        builder.Property(claim => claim.ClaimType).HasMaxLength(256);
        builder.Property(claim => claim.ClaimValue).HasMaxLength(1024);
    }
}

internal sealed class AccountLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder)
    {
        builder.ToTable("AccountLogin");
        builder.Property(login => login.LoginProvider).HasMaxLength(128);
        builder.Property(login => login.ProviderKey).HasMaxLength(128);
        builder.Property(login => login.ProviderDisplayName).HasMaxLength(128);
    }
}

internal sealed class AccountTokenMapping : IEntityTypeConfiguration<IdentityUserToken<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> builder)
    {
        builder.ToTable("AccountToken");
        builder.Property(token => token.LoginProvider).HasMaxLength(128);
        builder.Property(token => token.Name).HasMaxLength(128);
        builder.Property(token => token.Value).HasMaxLength(1024);
    }
}
