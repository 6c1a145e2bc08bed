using Domain.Access;
using Domain.Violations;

namespace Portal.Violations;

/// <summary>What is noted of a look at a site.</summary>
public sealed class PatrolModel
{
    public string? Note { get; set; }

    public IReadOnlyList<FormProblem> Problems() => Note?.Trim().Length > Patrol.NoteLength ? [new("note", "field.too-long", Patrol.NoteLength)] : [];
}
