using Domain.Access;
using Domain.Devices;
using Workflows.Devices;

namespace Portal.Devices;

/// <summary>What the form of a model is bound to.</summary>
public sealed class ModelFormModel
{
    public DeviceKind? Kind { get; set; }

    public string? Brand { get; set; }

    public string? Model { get; set; }

    public string? Note { get; set; }

    public IReadOnlyList<FormProblem> Problems() => AcceptedModels.Check(Kind, Brand ?? "", Model ?? "", Note);
}
