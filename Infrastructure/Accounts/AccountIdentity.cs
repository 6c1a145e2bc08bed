using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Infrastructure.Accounts;

/// <summary>ASP.NET Core Identity as the portal uses it, for the pages and for commands that make accounts.</summary>
public static class AccountIdentity
{
    /// <summary>Failures in a row before an account is locked.</summary>
    public const int AllowedFailures = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    /// <summary>Registers UserManager with the portal's store, password rules and lockout. The portal adds what needs a request.</summary>
    public static IdentityBuilder AddPortalIdentity(this IServiceCollection services) => services
        .AddIdentityCore<Account>(options =>
        {
            // PasswordRules says all there is to say; the built-in validator only sees options that always pass.
            options.Password.RequiredLength = 1;
            options.Password.RequiredUniqueChars = 1;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = AllowedFailures;
            options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
            options.Lockout.AllowedForNewUsers = true;
            options.User.RequireUniqueEmail = false;
        })
        .AddEntityFrameworkStores<PortalDbContext>()
        .AddPasswordValidator<PasswordRules>();
}
