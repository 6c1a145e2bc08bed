namespace Portal.Access.Actions;

/// <summary>A single note; kept as a draft until it is sent.</summary>
public sealed class NoteModel
{
    public string? Note { get; set; }
}
