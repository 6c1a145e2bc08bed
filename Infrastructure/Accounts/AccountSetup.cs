using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Infrastructure.Accounts;

/// <summary>Composes what keeps accounts: ASP.NET Core Identity without its roles, which belong to memberships here.</summary>
public static class AccountSetup
{
    public const int MinPasswordLength = 12;

    /// <summary>Failed sign-ins in a row that lock an account.</summary>
    public const int MaxFailedSignIns = 5;

    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Length and guessability decide, not character classes, which make people write "Password1!" (ASVS 5.0, 6.2). The face adds its
    /// sign-in to the builder that this returns.
    /// </summary>
    public static IdentityBuilder AddPortalAccounts(this IServiceCollection services) =>
        services.AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = false;
                options.Password.RequiredLength = MinPasswordLength;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.AllowedForNewUsers = true;
                options.Lockout.MaxFailedAccessAttempts = MaxFailedSignIns;
                options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
            })
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddPasswordValidator<GuessablePasswords>();
}
