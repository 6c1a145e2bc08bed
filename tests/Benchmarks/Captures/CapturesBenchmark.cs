using System.Diagnostics;
using System.Globalization;
using Domain.Captures;
using Domain.Organizations;
using Workflows.Captures;
using Workflows.Lists;

namespace Benchmarks.Captures;

/// <summary>The first slice of the list of captures, for each reader and filter, in a small store and in a large one. Aim: 200 ms.</summary>
internal static class CapturesBenchmark
{
    private const int Small = 10_000;
    private const int Large = 10_000_000;
    private const int LargeOfQuick = 1_000_000;
    private const int WarmUps = 3;
    private const int Reads = 20;

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        foreach (var rows in new[] { Small, quick ? LargeOfQuick : Large })
        {
            var filling = Stopwatch.StartNew();
            await using var store = await CaptureStore.CreateAsync(rows);
            Console.WriteLine();
            Console.WriteLine($"{await store.DescribeAsync()}; filled in {filling.Elapsed.TotalSeconds:F0} s; load {Machine.Load}");
            Console.WriteLine($"Milliseconds until the first slice, median / slowest of {Reads}");
            Console.WriteLine();
            Console.WriteLine($"| filter | {string.Join(" | ", store.Readers.Select(r => r.Name))} |");
            Console.WriteLine($"| --- |{string.Concat(store.Readers.Select(_ => " ---: |"))}");
            var list = store.World.Get<CaptureList>();
            foreach (var (name, query) in Queries(store))
            {
                var cells = new List<string>();
                foreach (var (_, actor) in store.Readers) cells.Add(await MeasureAsync(list, actor, query));
                Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
            }
        }
    }

    private static IEnumerable<(string Name, CaptureQuery Query)> Queries(CaptureStore store)
    {
        var (middle, day) = (store.Now.AddDays(-40), TimeSpan.FromDays(1));
        yield return ("none", new());
        yield return ("a place 40 days back", new() { Slice = new SliceRequest { From = new ListCursor(middle, long.MaxValue, Newer: false) } });
        yield return ("a day 40 days back", new() { From = middle, Until = middle + day });
        yield return ("one point", new() { RegistrationId = store.SharedPoint });
        yield return ("point by text", new() { Point = "GD2026" });
        yield return ("plate, whole", new() { Plate = "粤G07919" });
        yield return ("plate, 1 of 1,000 begins so", new() { Plate = "粤G012*" });
        yield return ("plate, all begin so", new() { Plate = "粤*" });
        yield return ("plate, none begins so", new() { Plate = "京*" });
        yield return ("manifest number", new() { ManifestNumber = "SHCWS2026000000123" });
        yield return ("direction", new() { Direction = PassageDirection.Out });
        yield return ("camera", new() { Camera = CameraHeight.High });
        yield return ("direction, camera, day", new() { Direction = PassageDirection.Out, Camera = CameraHeight.Low, From = middle, Until = middle + day });
        yield return ("test captures", new() { Test = true });
    }

    private static async Task<string> MeasureAsync(CaptureList list, Actor actor, CaptureQuery query)
    {
        var times = new List<double>();
        for (var i = -WarmUps; i < Reads; i++)
        {
            var watch = Stopwatch.StartNew();
            await list.ListAsync(actor, query);
            if (i >= 0) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{times.Median():F0} / {times.Max():F0}");
    }
}
