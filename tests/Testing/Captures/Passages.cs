using Domain.Captures;
using Infrastructure.Files;
using Testing.Ingest;
using Workflows.Suppliers;

namespace Testing.Captures;

/// <summary>Stores captures as a machine would have sent them.</summary>
public sealed class Passages(PortalWorld world, CreatedSupplierKey key)
{
    private int _count;

    /// <summary>A capture of a point; what is left out is of an ordinary truck that comes in at gate 1 now.</summary>
    public async Task<Capture> AddAsync(
        Point point, CameraHeight camera = CameraHeight.Low, PassageDirection direction = PassageDirection.In, DateTimeOffset? at = null, string? plate = "粤G12345",
        string? manifest = null, string gate = "1", bool test = false, byte[]? picture = null)
    {
        IReadOnlyList<CapturedImage> images = [];
        if (picture is not null)
        {
            var stored = await world.Get<FileStore>().SaveAsync(new SaveFile { Content = new MemoryStream(picture), MaxBytes = 1_000_000, Allowed = new HashSet<FileKind> { FileKind.Png, FileKind.Jpeg } });
            images = [new CapturedImage(ImageKind.Front, stored.Hash, stored.Kind == FileKind.Png, (int)stored.Bytes)];
        }

        return await world.Database.AddAsync(new Capture(new CaptureFacts
        {
            SourceId = key.Id,
            RecordId = $"r{++_count}",
            Test = test,
            RegistrationId = point.Id,
            DeviceId = point.Devices[GateDevices.KindOf(direction, camera)],
            Direction = direction,
            Camera = camera,
            Gate = gate,
            CapturedAt = at ?? world.Clock.GetUtcNow(),
            ReceivedAt = world.Clock.GetUtcNow(),
            Images = images,
            Plate = camera == CameraHeight.Low ? plate : null,
            PlateColor = camera == CameraHeight.Low ? PlateColor.Yellow : null,
            VehicleType = "muck-truck",
            ManifestNumber = manifest,
        }));
    }
}
