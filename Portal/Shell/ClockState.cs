namespace Portal.Shell;

/// <summary>Where a time limit stands.</summary>
public enum ClockState
{
    Running,

    /// <summary>Due today or on the next working day.</summary>
    DueSoon,

    Overdue,

    /// <summary>Stopped by a correction or a technical difficulty.</summary>
    Stopped,

    Done,
}
