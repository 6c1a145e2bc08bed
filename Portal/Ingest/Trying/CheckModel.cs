using Domain.Access;
using Workflows.Ingest;

namespace Portal.Ingest.Trying;

/// <summary>What the form of the signature checker is bound to.</summary>
public sealed class CheckModel
{
    public string? Authorization { get; set; }

    public string? Method { get; set; } = "POST";

    public string? Target { get; set; }

    public string? Body { get; set; }

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (string.IsNullOrWhiteSpace(Authorization)) problems.Add(new("authorization", "field.required"));
        if (string.IsNullOrWhiteSpace(Method)) problems.Add(new("method", "field.required"));
        if (string.IsNullOrWhiteSpace(Target)) problems.Add(new("target", "field.required"));
        if (Body?.Length > CheckedRequest.MaxBody) problems.Add(new("body", "field.too-long", CheckedRequest.MaxBody));
        return problems;
    }

    public CheckedRequest Request() => new() { Authorization = Authorization!, Method = Method!, Target = Target!, Body = Body ?? "" };
}
