using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Fields;

/// <summary>Gives the fields inside it a common path prefix: <c>Path="positions[2]"</c>. Groups nest.</summary>
public sealed class FieldGroup : ComponentBase
{
    [CascadingParameter]
    public FieldGroup? Outer { get; set; }

    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>What the summary of errors calls the group, like "Row 2"; without it a row's errors cannot be told apart there.</summary>
    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The path of a member of this group.</summary>
    public string Of(string member)
    {
        var inner = member.Length == 0 ? Path : $"{Path}.{member}";
        return Outer is null ? inner : Outer.Of(inner);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<FieldGroup>>(0);
        // Not fixed: rows move when one before them is removed, and then their paths change.
        builder.AddComponentParameter(1, nameof(CascadingValue<FieldGroup>.Value), this);
        builder.AddComponentParameter(2, nameof(CascadingValue<FieldGroup>.ChildContent), ChildContent);
        builder.CloseComponent();
    }
}
