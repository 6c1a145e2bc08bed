using System.Text.Json;
using Domain;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;
using Portal.Drafts;
using Portal.Errors;
using Portal.Fields;
using Portal.Shell;

namespace Portal.Cases;

/// <summary>
/// The page of a form that a contractor's people fill in together: what is typed is stored as it is typed, until the project manager signs it and
/// it becomes a case.
/// </summary>
public abstract class FiledForm<TModel> : ComponentBase
    where TModel : class, new()
{
    private SaveRunner _saves = null!;
    private string _stored = "";

    [Parameter]
    public long Id { get; set; }

    /// <summary>What the fields are bound to.</summary>
    protected TModel Model { get; set; } = new();

    protected Form<TModel>? Form { get; set; }

    protected Actor Actor { get; private set; } = null!;

    /// <summary>Of the stored form: a save from an older one is refused.</summary>
    protected long Revision { get; set; }

    /// <summary>Why there is nothing to fill in.</summary>
    protected string? Problem { get; private set; }

    /// <summary>The list that it stands in.</summary>
    protected abstract string ListAddress { get; }

    protected abstract string CaseAddress { get; }

    /// <summary>The form as it is typed.</summary>
    protected abstract object Typed { get; }

    [Inject]
    protected NavigationManager Navigator { get; set; } = null!;

    [Inject]
    protected Toasts Toasts { get; set; } = null!;

    [Inject]
    private CurrentActor Me { get; set; } = null!;

    [Inject]
    private ErrorMessages Errors { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _saves = new SaveRunner(StoreAsync);
        try
        {
            Actor = await Me.RequireAsync();
            if (await ReadAsync()) _stored = JsonSerializer.Serialize(Typed);
            else Navigator.NavigateTo(CaseAddress, replace: true);
        }
        catch (DomainException hidden)
        {
            Problem = Errors.Of(hidden);
        }
    }

    /// <summary>Reads form and revision.</summary>
    /// <returns>False when the reader may not change it.</returns>
    protected abstract Task<bool> ReadAsync();

    /// <summary>Stores the form.</summary>
    /// <returns>The new revision.</returns>
    protected abstract Task<long> SaveAsync();

    /// <summary>Deletes the draft.</summary>
    protected abstract Task DeleteAsync();

    protected Task KeepAsync() => _saves.RunAsync();

    protected async Task DiscardAsync(string done)
    {
        await DeleteAsync();
        if (Form is not null) await Form.DiscardDraftAsync();
        Toasts.Show(Tone.Done, done);
        Navigator.NavigateTo(ListAddress);
    }

    private async Task StoreAsync()
    {
        var text = JsonSerializer.Serialize(Typed);
        if (text == _stored) return;
        Revision = await SaveAsync();
        _stored = text;
    }
}
