using Domain.Organizations;

namespace Domain.Access;

/// <summary>The four boxes of the opinion form (S2 annex 1-3).</summary>
public enum OpinionStep
{
    Contractor,
    Supervisor,
    Operator,
    County,
}

/// <summary>What an opinion says.</summary>
public enum OpinionResult
{
    Agree,
    Disagree,

    /// <summary>County only: sent back for correction.</summary>
    Correct,

    /// <summary>County only.</summary>
    Refuse,
}

/// <summary>A signed opinion; never changed afterwards. One that was taken back stays on record and counts no more.</summary>
public sealed class AccessOpinion
{
    public const int TextLength = 1000;

    public long Id { get; private set; }

    public long ApplicationId { get; private set; }

    public OpinionStep Step { get; private set; }

    public OpinionResult Result { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>The revision of the form that was read; an older one is marked on the page.</summary>
    public int FormRevision { get; private set; }

    public long AccountId { get; private set; }

    public string Name { get; private set; } = "";

    public string OrganizationName { get; private set; } = "";

    public Role Role { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>When who signed it took it back, UTC.</summary>
    public DateTimeOffset? RecalledAt { get; private set; }

    private AccessOpinion()
    {
    }

    internal AccessOpinion(OpinionStep step, OpinionResult result, string text, int formRevision, Actor actor, DateTimeOffset at)
    {
        Step = step;
        Result = result;
        Text = text;
        FormRevision = formRevision;
        AccountId = actor.AccountId;
        Name = actor.Name;
        OrganizationName = actor.OrganizationName;
        Role = actor.Role;
        At = at;
    }

    internal void Recall(DateTimeOffset at) => RecalledAt = at;
}
