namespace Portal.Shell;

/// <summary>What a state or a message is about; it picks the colour, which only supports the word.</summary>
public enum Tone
{
    Neutral,

    /// <summary>In progress (blue).</summary>
    Active,

    /// <summary>Done (green).</summary>
    Done,

    /// <summary>Due soon or to be looked at (amber).</summary>
    Warning,

    /// <summary>Overdue, refused or failed (red).</summary>
    Danger,
}
