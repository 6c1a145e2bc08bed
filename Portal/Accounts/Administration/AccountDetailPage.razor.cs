using Domain;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Errors;
using Portal.Shell;
using Portal.Terms;
using Workflows.Accounts;

namespace Portal.Accounts.Administration;

/// <summary>One account: who it is, whether it can sign in, and for whom it acts.</summary>
public sealed partial class AccountDetailPage
{
    private AccountView? _account;
    private PersonModel _person = new();
    private MembershipModel _membership = new();
    private int _added;
    private long _own;
    private string? _password;
    private string? _problem;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private AccountDirectory Directory { get; set; } = null!;

    [Inject]
    private AccountRegister Register { get; set; } = null!;

    [Inject]
    private AccountMemberships Memberships { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private TermNames Terms { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccountAdministrationTexts> L { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_account?.Id == Id) return;
        _password = null;
        try
        {
            await ReadAsync();
            _person = new PersonModel { DisplayName = _account!.DisplayName, Phone = _account.Phone };
        }
        catch (DomainException refused)
        {
            _problem = Errors.Of(refused);
        }
    }

    private async Task ReadAsync()
    {
        var actor = await Me.RequireAsync();
        _own = actor.MembershipId;
        _account = await Directory.ReadAsync(actor, Id);
    }

    private async Task SaveAsync()
    {
        await Register.ChangeAsync(new ChangeAccount
        {
            Actor = await Me.RequireAsync(),
            AccountId = Id,
            DisplayName = _person.DisplayName ?? "",
            Phone = _person.Phone,
        });
        await ReadAsync();
        Toasts.Show(Tone.Done, L["Saved"]);
    }

    private async Task AddAsync()
    {
        await Memberships.AddAsync(new AddMembership
        {
            Actor = await Me.RequireAsync(),
            AccountId = Id,
            OrganizationId = _membership.OrganizationId!.Value,
            Role = _membership.Role!.Value,
        });
        _membership = new MembershipModel();
        // A fresh form: what was typed belongs to the role that was added.
        _added++;
        await ReadAsync();
        Toasts.Show(Tone.Done, L["Saved"]);
    }

    private async Task SetActiveAsync(long membershipId, bool active)
    {
        await Memberships.SetActiveAsync(await Me.RequireAsync(), membershipId, active);
        await ReadAsync();
        StateHasChanged();
    }

    private async Task EnableAsync(bool enabled)
    {
        await Register.SetEnabledAsync(await Me.RequireAsync(), Id, enabled);
        await ReadAsync();
        StateHasChanged();
    }

    private async Task UnlockAsync()
    {
        await Register.UnlockAsync(await Me.RequireAsync(), Id);
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ResetAsync()
    {
        _password = await Register.ResetPasswordAsync(await Me.RequireAsync(), Id);
        await ReadAsync();
        StateHasChanged();
    }

    /// <summary>What the form of the person is bound to.</summary>
    private sealed class PersonModel
    {
        public string? DisplayName { get; set; }

        public string? Phone { get; set; }
    }
}
