using System.Text.Json.Serialization;
using Domain.Access;
using Domain.Values;
using Domain.Violations;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>What the form of a record is bound to.</summary>
public sealed class ReportModel
{
    public ViolationKind? Kind { get; set; }
    public Discovery? Discovery { get; set; }
    public DateTimeOffset? FoundAt { get; set; }
    public string? Description { get; set; }
    public double? Longitude { get; set; }
    public double? Latitude { get; set; }

    /// <summary>Photos that are uploaded already.</summary>
    public IList<PhotoView> Photos { get; set; } = [];

    /// <summary>Both of them; a draft keeps the numbers.</summary>
    [JsonIgnore]
    public Wgs84Point? Place
    {
        get => Longitude is { } longitude && Latitude is { } latitude && Wgs84Point.TryCreate(longitude, latitude, out var place) ? place : null;
        set => (Longitude, Latitude) = (value?.Longitude, value?.Latitude);
    }

    public ViolationReport Report(DateTimeOffset now) => new()
    {
        Kind = Kind ?? default,
        Discovery = Discovery ?? default,
        FoundAt = FoundAt ?? now,
        Description = Description,
        Place = Place,
    };

    public IReadOnlyList<FormProblem> Problems(DateTimeOffset now)
    {
        var problems = new List<FormProblem>();
        if (Kind is null) problems.Add(new("kind", "field.required"));
        if (Discovery is null) problems.Add(new("discovery", "field.required"));
        if (FoundAt is null) problems.Add(new("foundAt", "field.required"));
        // What is missing has been said; how it was found is judged once the kind is known.
        problems.AddRange(Report(now).Problems(now).Where(p => problems.TrueForAll(missing => missing.Field != p.Field) && (Kind is not null || p.Field != "discovery")));
        return problems;
    }
}
