using Microsoft.AspNetCore.Components;

namespace Portal.Lists;

/// <summary>One column of a <see cref="DataList{TItem}"/>; its content draws the cell.</summary>
public sealed class Column<TItem> : ComponentBase, IDisposable
{
    [CascadingParameter]
    public DataList<TItem> List { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The name the service sorts by; without it the column is not sortable.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>number (right-aligned, tabular), date, narrow, actions, subject (of two lines).</summary>
    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public RenderFragment<TItem>? ChildContent { get; set; }

    protected override void OnInitialized() => List.Add(this);

    public void Dispose() => List.Remove(this);
}
