using System.Linq.Expressions;
using Domain.Access;
using Microsoft.AspNetCore.Components;

namespace Portal.Fields;

/// <summary>
/// What all fields share: two-way binding, a path, registration with the form, and what the wrapper needs to draw label, help and
/// messages. A field stands in a <see cref="Form{TModel}"/>, or alone.
/// </summary>
public abstract class FieldBase<T> : ComponentBase, IDisposable
{
    private string? _registered;

    [CascadingParameter] public FormState? Form { get; set; }

    [CascadingParameter] public FieldGroup? Group { get; set; }

    [Parameter] public T? Value { get; set; }

    [Parameter] public EventCallback<T?> ValueChanged { get; set; }

    [Parameter] public Expression<Func<T?>>? ValueExpression { get; set; }

    /// <summary>The path, where it does not follow from the bound member (a dictionary's entry).</summary>
    [Parameter] public string? Path { get; set; }

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Keeps the label for screen readers only, as in table rows whose column head says the same.</summary>
    [Parameter] public bool HideLabel { get; set; }

    [Parameter] public string? Help { get; set; }

    /// <summary>Marks the field; whether it really is required is the rules' business.</summary>
    [Parameter] public bool Required { get; set; }

    [Parameter] public bool Disabled { get; set; }

    /// <summary>Said under a disabled field.</summary>
    [Parameter] public string? DisabledReason { get; set; }

    /// <summary>CSS class of the wrapper: field-narrow, field-wide.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>Called after the bound value changed, for what depends on it.</summary>
    [Parameter] public EventCallback<T?> Changed { get; set; }

    protected string FullPath { get; private set; } = "";

    protected string Id { get; private set; } = "";

    protected FieldFrame Frame => new(Id, Label, HideLabel, Help, Required, Disabled, DisabledReason, Class, Form?.ShownFor(FullPath).ToList() ?? []);

    protected override void OnParametersSet()
    {
        var member = Path ?? (ValueExpression is null ? "" : FieldPaths.MemberOf(ValueExpression));
        FullPath = Group?.Of(member) ?? member;
        Id = FieldPaths.IdOf(FullPath);
        var label = Group?.Title is { } title ? $"{title} · {Label}" : Label;
        if (_registered == FullPath && Form?.LabelOf(FullPath) == label) return;
        if (_registered is null && Form is not null) Form.Changed += Redraw;
        else if (_registered != FullPath) Form?.Unregister(_registered!);
        Form?.Register(FullPath, label);
        _registered = FullPath;
    }

    /// <summary>Takes over a value that was read from the control, and tells form and page.</summary>
    protected async Task SetAsync(T? value, FormProblem? unreadable = null)
    {
        if (Disabled) return;
        if (unreadable is null)
        {
            Value = value;
            await ValueChanged.InvokeAsync(value);
        }
        Form?.Touch(FullPath, unreadable);
        if (unreadable is null) await Changed.InvokeAsync(value);
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (Form is null || _registered is null) return;
        Form.Changed -= Redraw;
        Form.Unregister(_registered);
    }
}
