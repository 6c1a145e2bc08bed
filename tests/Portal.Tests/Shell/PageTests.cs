using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Shell;

namespace Portal.Tests.Shell;

public sealed class PageTests
{
    private static readonly List<Type> Pages =
        [.. typeof(App).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any())];

    /// <summary>A link inside a circuit does not pass the server's fallback policy: the page itself has to say who may see it.</summary>
    [Fact]
    public void Pages_All_SayWhoMaySeeThem() => Pages
        .Where(page => !page.GetCustomAttributes().Any(attribute => attribute is IAuthorizeData or IAllowAnonymous)).Select(page => page.FullName)
        .ShouldBeEmpty("@attribute [Authorize]");

    [Fact]
    public void Pages_ForEverybody_AreOnlyThose() => Pages
        .Where(page => page.GetCustomAttributes().Any(attribute => attribute is IAllowAnonymous)).Select(page => page.Name).Order()
        .ShouldBe(["GuidePage", "NotFound", "ReferencePage", "SignInPage", "StatusPage", "WallPage"]);

    [Fact]
    public void Addresses_OfPages_AreUnique() => Pages.SelectMany(page => page.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)
        .GroupBy(template => template, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
}
