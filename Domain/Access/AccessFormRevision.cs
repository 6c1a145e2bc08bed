namespace Domain.Access;

/// <summary>The form as it was submitted, kept so that an opinion can always be read beside what it was about.</summary>
public sealed class AccessFormRevision
{
    public long Id { get; private set; }

    public long ApplicationId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    public AccessForm Form { get; private set; } = new();

    public string SubmittedByName { get; private set; } = "";

    public DateTimeOffset SubmittedAt { get; private set; }

    private AccessFormRevision()
    {
    }

    internal AccessFormRevision(int number, AccessForm form, string submittedByName, DateTimeOffset at)
    {
        Number = number;
        Form = form;
        SubmittedByName = submittedByName;
        SubmittedAt = at;
    }
}
