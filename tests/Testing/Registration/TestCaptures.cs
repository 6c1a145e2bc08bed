using Domain.Captures;
using Infrastructure.Files;

namespace Testing.Registration;

/// <summary>Test captures as a supplier's machine would have sent them.</summary>
public sealed class TestCaptures(PortalWorld world)
{
    private int _count;

    /// <summary>One passage in and one out, seen by all four cameras, complete and matched.</summary>
    public async Task<IReadOnlyList<Capture>> SendAllAsync(long registrationId)
    {
        var sent = new List<Capture>();
        foreach (var direction in new[] { PassageDirection.In, PassageDirection.Out })
        {
            var at = world.Clock.GetUtcNow().AddMinutes(-10 + sent.Count);
            sent.Add(await SendAsync(registrationId, direction, CameraHeight.Low, at));
            sent.Add(await SendAsync(registrationId, direction, CameraHeight.High, at));
        }

        return sent;
    }

    public async Task<Capture> SendAsync(
        long registrationId, PassageDirection direction, CameraHeight camera, DateTimeOffset at, Func<CaptureFacts, CaptureFacts>? change = null)
    {
        using var content = new MemoryStream(SampleFiles.Png);
        var picture = await world.Get<FileStore>().SaveAsync(new SaveFile { Content = content, MaxBytes = Capture.MaxImageBytes, Allowed = FileKinds.Pictures });
        var facts = Facts(registrationId, direction, camera, at, $"t{++_count}") with
        {
            ReceivedAt = world.Clock.GetUtcNow(),
            Images = [new CapturedImage(ImageKind.Front, picture.Hash, Png: true, (int)picture.Bytes)],
        };
        return await world.Database.AddAsync(new Capture(change is null ? facts : change(facts)));
    }

    /// <summary>A complete test capture with one picture.</summary>
    public static CaptureFacts Facts(long registrationId, PassageDirection direction, CameraHeight camera, DateTimeOffset at, string recordId) => new()
    {
        SourceId = 1,
        RecordId = recordId,
        Test = true,
        RegistrationId = registrationId,
        DeviceId = null,
        Direction = direction,
        Camera = camera,
        Gate = "1",
        CapturedAt = at,
        ReceivedAt = at,
        Plate = camera == CameraHeight.Low ? "沪FQ8602" : null,
        PlateColor = camera == CameraHeight.Low ? PlateColor.Yellow : null,
        VehicleType = camera == CameraHeight.Low ? "muck-truck" : null,
        Images = [new CapturedImage(ImageKind.Front, new string('a', 64), Png: false, 100)],
    };
}
