using System.Globalization;
using System.Text.Json;
using Domain.Dust;
using Infrastructure.Dust;
using Testing.SharedData;

namespace Infrastructure.Tests.Dust;

/// <summary>Frames as instruments in use send them, and streams of them.</summary>
public sealed class SharedFrameTests
{
    [SharedFact]
    public void Check_EverySample_IsAcceptedOrRefusedAsTheSetSays()
    {
        var samples = Read("samples.json").GetProperty("samples").EnumerateArray().ToList();

        foreach (var sample in samples)
        {
            var accepted = Frames.Cut(sample.GetProperty("frame").GetString()!) is [{ Problem: null }];

            accepted.ShouldBe(sample.GetProperty("frame_level_verdict").GetString() == "accept", sample.GetProperty("id").GetString());
        }

        samples.Count.ShouldBeGreaterThan(80);
    }

    [SharedFact]
    public void Parse_EveryAcceptedSample_TellsWhatTheSetSays()
    {
        foreach (var sample in Read("samples.json").GetProperty("samples").EnumerateArray())
        {
            if (sample.GetProperty("frame_level_verdict").GetString() != "accept") continue;
            var id = sample.GetProperty("id").GetString();
            var expected = sample.GetProperty("parsed");

            var message = Frames.Parse(sample.GetProperty("frame").GetString()!);

            foreach (var (name, value) in Head(message)) value.ShouldBe(expected.TryGetProperty(name, out var said) ? said.GetString() : null, $"{id} {name}");
            message.Parameters.GroupBy(field => field.Group).Select(group => string.Join(',', group.Select(field => $"{field.Name}={field.Value}")))
                .ShouldBe(expected.GetProperty("CP").EnumerateArray().Select(Group).Where(group => group.Length > 0), id);
        }
    }

    /// <summary>A frame that the set ascribes to another way of counting is accepted by that variant and by no other.</summary>
    [SharedFact]
    public void Check_SamplesWithAnotherCheckValue_FitTheVariantThatTheSetNames()
    {
        var variants = new Dictionary<string, Hj212Variant>
        {
            ["plain CRC-16/MODBUS"] = new() { Crc = Hj212Crc.Modbus },
            ["HJ212 CRC, bytes swapped"] = new() { CrcSwapped = true },
            ["CRC-16/MODBUS bytes swapped"] = new() { Crc = Hj212Crc.Modbus, CrcSwapped = true, LongData = true },
        };
        var named = 0;
        foreach (var sample in Read("samples.json").GetProperty("samples").EnumerateArray())
        {
            if (!sample.GetProperty("check").TryGetProperty("crc_matches_other", out var others)) continue;
            var frame = sample.GetProperty("frame").GetString()!;
            foreach (var (name, variant) in variants)
                (Frames.Cut(frame, variant)[0].Problem is null).ShouldBe(others.EnumerateArray().Any(other => other.GetString() == name), $"{sample.GetProperty("id")} {name}");
            named++;
        }

        named.ShouldBeGreaterThan(10);
    }

    [SharedFact]
    public void Cut_EveryStream_GivesItsFrames()
    {
        foreach (var stream in Read("streams.json").EnumerateArray())
        {
            var id = stream.GetProperty("id").GetString();

            var found = Frames.Cut(stream.GetProperty("chunks").EnumerateArray().Select(chunk => Frames.Bytes(chunk.GetString()!)));

            found.Where(frame => frame.Problem is null).Select(frame => frame.Text)
                .ShouldBe(stream.GetProperty("expected_frames").EnumerateArray().Select(frame => frame.GetString()!.TrimEnd()), id);
            if (stream.TryGetProperty("expected_bad_frames", out var bad)) found.Count(frame => frame.Problem is not null).ShouldBe(bad.GetInt32(), id);
        }
    }

    private static IEnumerable<(string Name, string? Value)> Head(Hj212Message message) =>
    [
        ("QN", message.Qn), ("ST", message.St), ("CN", message.Cn), ("PW", message.Pw), ("MN", message.Mn), ("Flag", Invariant(message.Flag)),
        ("PNUM", Invariant(message.PacketCount)), ("PNO", Invariant(message.PacketNumber)),
    ];

    private static string? Invariant(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Group(JsonElement group) => string.Join(',', group.EnumerateObject().Select(field => $"{field.Name}={field.Value.GetString()}"));

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(SharedFolder.File("hj212", file))).RootElement;
}
