using Domain.Access;
using Domain.Devices;

namespace Portal.Tests.Fields;

/// <summary>A form's model as pages have them.</summary>
public sealed class SampleModel
{
    public string? LiaisonName { get; set; }

    public decimal? BandwidthUp { get; set; }

    public DateOnly? VideoInstallationDate { get; set; }

    public DateTimeOffset? FirstOnlineAt { get; set; }

    public DeviceKind? Kind { get; set; }

    public IList<SampleRow> Positions { get; set; } = [new()];

    public IReadOnlyList<FormProblem> Check()
    {
        var problems = new List<FormProblem>();
        if (LiaisonName is null) problems.Add(new("liaisonName", "field.required"));
        for (var i = 0; i < Positions.Count; i++)
        {
            if (Positions[i].Position is null) problems.Add(new($"positions[{i}].position", "field.required"));
        }
        return problems;
    }
}

public sealed class SampleRow
{
    public string? Position { get; set; }
}
