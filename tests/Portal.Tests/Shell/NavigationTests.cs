using Domain.Organizations;
using Portal.Shell;
using Portal.Tests.Terms;

namespace Portal.Tests.Shell;

public sealed class NavigationTests
{
    [Fact]
    public void For_TheAdministrator_OffersNoApprovals() =>
        Navigation.For(Role.Administrator).Select(entry => entry.Href).ShouldBe(["/organizations", "/accounts", "/suppliers", "/supplier-keys", "/requests", "/calendars", "/messages", "/webhooks", "/processes", "/audit"]);

    [Fact]
    public void For_AProjectManager_OffersNoOfficesOfOthers()
    {
        var offered = Navigation.For(Role.ProjectManager).Select(entry => entry.Href).ToList();

        offered.ShouldContain("/applications");
        offered.ShouldNotContain("/slots");
        offered.ShouldNotContain("/accounts");
    }

    [Theory]
    [InlineData(Role.CountyOfficer, "/inbox")]
    [InlineData(Role.SupplierStaff, "/letters")]
    [InlineData(Role.Administrator, "/organizations")]
    [InlineData(Role.LaborClerk, "/account")]
    public void HomeOf_ARole_IsItsFirstEntryOrItsAccount(Role role, string home) => Navigation.HomeOf(role).ShouldBe(home);

    [Fact]
    public void Entries_All_HaveAWord()
    {
        var words = PortalTexts.Chinese(Path.Combine(PortalTexts.Folder, "Shell", "ShellTexts"));

        Navigation.Entries.Select(entry => entry.Text).Except(words.Keys).ShouldBeEmpty();
        Navigation.Entries.Select(entry => entry.Href).ShouldBeUnique();
    }
}
