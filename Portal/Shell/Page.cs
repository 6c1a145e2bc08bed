using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Shell;

/// <summary>What only the browser can do for a page. Dropped when the browser has left.</summary>
public sealed class Page(IJSRuntime browser)
{
    /// <summary>Moves the focus to an element, once it is there (it may be drawn just now).</summary>
    public Task FocusAsync(string id) => CallAsync("portal.focus", id);

    /// <summary>Scrolls an element into view and gives it the focus.</summary>
    public Task RevealAsync(ElementReference element) => CallAsync("portal.reveal", element);

    /// <summary>Opens the print dialog.</summary>
    public Task PrintAsync() => CallAsync("portal.print");

    /// <summary>Opens or closes a dialog element as a modal one.</summary>
    public Task ShowDialogAsync(ElementReference dialog, bool open) => CallAsync("portal.dialog", dialog, open);

    /// <summary>Brings Radzen's style and script onto the page and waits for them; see RadzenParts.</summary>
    public Task LoadRadzenAsync(string version) => CallAsync("portal.radzen", version);

    private Task CallAsync(string function, params object?[] arguments) => Browsing.UnlessLeftAsync(() => browser.InvokeVoidAsync(function, arguments).AsTask());
}
