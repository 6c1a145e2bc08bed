using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Shell;

/// <summary>What only the browser can do for a page. Calls into a circuit that is gone are dropped: nobody would see them.</summary>
public sealed class Page(IJSRuntime browser)
{
    /// <summary>Moves the focus to an element, once it is there (it may be drawn just now).</summary>
    public ValueTask FocusAsync(string id) => CallAsync("portal.focus", id);

    /// <summary>Scrolls an element into view and gives it the focus.</summary>
    public ValueTask RevealAsync(ElementReference element) => CallAsync("portal.reveal", element);

    /// <summary>Opens the print dialog.</summary>
    public ValueTask PrintAsync() => CallAsync("portal.print");

    /// <summary>Opens or closes a dialog element as a modal one.</summary>
    public ValueTask ShowDialogAsync(ElementReference dialog, bool open) => CallAsync("portal.dialog", dialog, open);

    /// <summary>Brings Radzen's style and script onto the page and waits for them; see RadzenParts.</summary>
    public ValueTask LoadRadzenAsync(string version) => CallAsync("portal.radzen", version);

    private async ValueTask CallAsync(string function, params object?[] arguments)
    {
        try
        {
            await browser.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The circuit is gone, and the page with it.
        }
    }
}
