using Domain;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Errors;
using Portal.Shell;
using Workflows.Notifications;
using Workflows.Notifications.Webhooks;

namespace Portal.Notifications.Webhooks;

public sealed partial class WebhookPage(
    WebhookList list, WebhookRegister webhooks, CurrentActor me, ErrorMessages errors, Toasts toasts, IStringLocalizer<WebhookTexts> texts)
{
    private WebhookRow? _row;
    private WebhookModel _model = new();
    private WebhookStopModel _stop = new();
    private WebhookSecret? _secret;
    private WebhookMessages? _messages;
    private string? _problem;

    [Parameter] public long Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_row?.Id == Id) return;
        (_secret, _problem) = (null, null);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _row = await list.ReadAsync(await me.RequireAsync(), Id);
            _model = new WebhookModel { OrganizationId = _row.OrganizationId, Name = _row.Name, Address = _row.Address, AllowPlain = webhooks.AllowsPlain };
            _stop = new WebhookStopModel();
        }
        catch (DomainException refused)
        {
            _problem = errors.Of(refused);
        }
    }

    private async Task TryAsync()
    {
        var error = await webhooks.TryAsync(await me.RequireAsync(), Id);
        await ReadAsync();
        if (_messages is not null) await _messages.ReloadAsync();
        if (error is null) toasts.Show(Tone.Done, texts["Arrived"]);
        else toasts.Show(Tone.Danger, texts["NotArrived", MessageTexts.Error(error, System.Globalization.CultureInfo.CurrentUICulture)]);
    }

    private async Task RenewAsync()
    {
        _secret = await webhooks.RenewAsync(await me.RequireAsync(), Id);
        await ReadAsync();
    }

    private async Task EnableAsync()
    {
        await webhooks.EnableAsync(await me.RequireAsync(), Id);
        await ReadAsync();
    }

    private async Task DisableAsync()
    {
        await webhooks.DisableAsync(new DisableWebhook { Actor = await me.RequireAsync(), Id = Id, Reason = _stop.Reason! });
        await ReadAsync();
        toasts.Show(Tone.Done, texts["DisabledNow"]);
    }

    private async Task ChangeAsync()
    {
        await webhooks.ChangeAsync(new ChangeWebhook { Actor = await me.RequireAsync(), Id = Id, Name = _model.Name!, Address = _model.Address! });
        await ReadAsync();
        toasts.Show(Tone.Done, texts["Saved"]);
    }
}
