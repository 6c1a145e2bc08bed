using Domain.Access;
using Domain.Suppliers;

namespace Portal.Suppliers.Keys;

/// <summary>What the form of a key is bound to.</summary>
public sealed class KeyModel
{
    public long? SupplierId { get; set; }

    public string? Name { get; set; }

    public string? Note { get; set; }

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (SupplierId is null) problems.Add(new("supplierId", "field.required"));
        if (string.IsNullOrWhiteSpace(Name)) problems.Add(new("name", "supplier-key.name-required"));
        if (Name?.Trim().Length > SupplierKey.NameLength) problems.Add(new("name", "field.too-long", SupplierKey.NameLength));
        if (Note?.Trim().Length > SupplierKey.NoteLength) problems.Add(new("note", "field.too-long", SupplierKey.NoteLength));
        return problems;
    }
}

/// <summary>What the form that disables a key is bound to.</summary>
public sealed class DisableModel
{
    public string? Reason { get; set; }

    public IReadOnlyList<FormProblem> Problems() =>
        string.IsNullOrWhiteSpace(Reason) ? [new("reason", "supplier-key.reason-required")]
        : Reason.Trim().Length > SupplierKey.ReasonLength ? [new("reason", "field.too-long", SupplierKey.ReasonLength)]
        : [];
}
