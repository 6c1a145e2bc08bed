using Domain.Access;
using Domain.Leave;
using Workflows.Files;
using Workflows.Leave;

namespace Portal.Leave;

/// <summary>What the form of a leave is bound to.</summary>
public sealed class LeaveModel
{
    public long? SiteId { get; set; }
    public LeaveKind? Kind { get; set; }
    public DateTimeOffset? From { get; set; }
    public DateTimeOffset? To { get; set; }
    public string? Reason { get; set; }

    /// <summary>Membership of who stands in.</summary>
    public long? StandInId { get; set; }

    /// <summary>Papers that are uploaded already.</summary>
    public IList<FileView> Files { get; set; } = [];

    /// <summary>A leave as it was submitted last, to be changed.</summary>
    public static LeaveModel Of(LeaveCase leave)
    {
        ArgumentNullException.ThrowIfNull(leave);
        return new LeaveModel
        {
            SiteId = leave.SiteId,
            Kind = leave.Kind,
            From = leave.From,
            To = leave.To,
            Reason = leave.Reason,
            StandInId = leave.StandInId,
            Files = [.. leave.Attachments],
        };
    }

    /// <summary>Null until both moments are given and in order.</summary>
    public int? Days => From is { } from && To is { } to && to > from ? Application(from, to).Days : null;

    /// <summary>Whether the county regulator decides too.</summary>
    public bool GoesToCounty => Days > LeaveApplication.OwnerDays;

    public LeaveApplication Application() => Application(From!.Value, To!.Value);

    public IReadOnlyList<FormProblem> Problems(DateTimeOffset now)
    {
        var problems = new List<FormProblem>();
        Need("siteId", SiteId is not null);
        Need("kind", Kind is not null);
        Need("from", From is not null);
        Need("to", To is not null);
        // What is missing has been said; the rest are the rules of the leave itself.
        var whole = Application(From ?? now, To ?? (From ?? now).AddHours(1)) with { Kind = Kind ?? LeaveKind.Other };
        problems.AddRange(whole.Problems(now).Where(p => problems.All(missing => missing.Field != p.Field)));
        Need("standInId", StandInId is not null);
        return problems;

        void Need(string field, bool given)
        {
            if (!given) problems.Add(new(field, "field.required"));
        }
    }

    private LeaveApplication Application(DateTimeOffset from, DateTimeOffset to) => new() { Kind = Kind ?? LeaveKind.Other, From = from, To = to, Reason = Reason ?? "" };
}
