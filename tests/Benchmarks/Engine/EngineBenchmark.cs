using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Engine;

/// <summary>
/// Completions of work items per second beside a hand-written transaction, and their latency in a small and in a large store. The sides
/// take turns within one run, and medians over the turns are printed, because a machine is never equally quiet twice.
/// </summary>
internal static class EngineBenchmark
{
    private const int Small = 1_000;
    private const int Large = 100_000;

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        var large = quick ? Large / 10 : Large;
        await using var small = await EngineStore.CreateAsync(Small);
        await using var big = await EngineStore.CreateAsync(large);
        Console.WriteLine($"database  {small.ServerVersion} with {Small} running cases");
        Console.WriteLine($"          {big.ServerVersion} with {large} running cases");
        Console.WriteLine();

        Console.WriteLine($"Completions per second, store of {Small} running cases (median of turns; lowest-highest)");
        Console.WriteLine("| at once | engine | hand-written | engine/hand-written | client CPU, µs each: engine | hand-written |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var concurrency in new[] { 1, 8 }) await CompareRatesAsync(small, concurrency, quick);

        Console.WriteLine();
        Console.WriteLine("Latency of one completion by the engine, one at a time, milliseconds (median of turns)");
        Console.WriteLine("| running cases | p50 | p99 |");
        Console.WriteLine("| ---: | ---: | ---: |");
        await CompareLatenciesAsync(small, big, large, quick);
    }

    private static async Task CompareRatesAsync(EngineStore store, int concurrency, bool quick)
    {
        var (engineCases, handCases) = (store.EngineCases(concurrency), store.HandWrittenCases(concurrency));
        var engine = Enumerable.Range(0, concurrency).Select(_ => (ICompletions)store.Engine()).ToList();
        List<ICompletions> byHand = [];
        for (var i = 0; i < concurrency; i++) byHand.Add(await store.HandWrittenAsync());
        var seconds = TimeSpan.FromSeconds(quick ? 2 : 5);
        await RateAsync(engine, engineCases, seconds);
        await RateAsync(byHand, handCases, seconds);

        List<double> engineRates = [], handRates = [], ratios = [], engineCosts = [], handCosts = [];
        for (var turn = 0; turn < (quick ? 3 : 9); turn++)
        {
            var (ofEngine, ofHand) = (await RateAsync(engine, engineCases, seconds), await RateAsync(byHand, handCases, seconds));
            engineRates.Add(ofEngine.PerSecond);
            handRates.Add(ofHand.PerSecond);
            engineCosts.Add(ofEngine.Cpu);
            handCosts.Add(ofHand.Cpu);
            ratios.Add(engineRates[^1] / handRates[^1]);
        }

        foreach (var side in byHand.Cast<HandWrittenCompletions>()) await side.DisposeAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {concurrency} | {Spread(engineRates, "F0")} | {Spread(handRates, "F0")} | {Spread(ratios, "F2")} | {engineCosts.Median():F0} | {handCosts.Median():F0} |"));
    }

    private static async Task<(double PerSecond, double Cpu)> RateAsync(List<ICompletions> sides, IEnumerable<LoopingCase[]> cases, TimeSpan time)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(sides.Zip(cases).Select(pair => Task.Run(async () =>
        {
            var (side, own) = pair;
            var count = 0;
            for (; watch.Elapsed < time; count++) await side.CompleteAsync(own[count % own.Length]);
            return count;
        })));
        var elapsed = watch.Elapsed;
        process.Refresh();
        return (done.Sum() / elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalMicroseconds / done.Sum());
    }

    private static async Task CompareLatenciesAsync(EngineStore small, EngineStore big, int large, bool quick)
    {
        var sides = new[] { small, big }.Select(store => (Engine: store.Engine(), Cases: Shuffled(store.EngineCases(1)[0]), Times: new List<double>())).ToArray();
        List<(double P50, double P99)>[] turns = [[], []];
        for (var turn = -1; turn < (quick ? 3 : 9); turn++)
        {
            foreach (var side in sides) side.Times.Clear();
            // Alternately, a few at a time, so that what disturbs the machine disturbs both.
            for (var i = 0; i < (quick ? 500 : 2_000); i++)
            {
                foreach (var (engine, cases, times) in sides)
                {
                    var looping = cases[(((turn + 1) * 2_000) + i) % cases.Length];
                    var start = Stopwatch.GetTimestamp();
                    await engine.CompleteAsync(looping);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            if (turn < 0) continue;
            for (var side = 0; side < 2; side++) turns[side].Add((sides[side].Times.Percentile(50), sides[side].Times.Percentile(99)));
        }

        for (var side = 0; side < 2; side++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {(side == 0 ? Small : large)} | {turns[side].Select(t => t.P50).Median():F2} | {Spread([.. turns[side].Select(t => t.P99)], "F2")} |"));
        }

        var p50 = turns[1].Zip(turns[0], (b, s) => b.P50 / s.P50).Median();
        var p99 = turns[1].Zip(turns[0], (b, s) => b.P99 / s.P99).Median();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| large/small | {p50:F2} | {p99:F2} |"));
    }

    private static LoopingCase[] Shuffled(LoopingCase[] cases)
    {
        new Random(1).Shuffle(cases);
        return cases;
    }

    private static string Spread(List<double> values, string format) => string.Create(CultureInfo.InvariantCulture,
        $"{values.Median().ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)}-{values.Max().ToString(format, CultureInfo.InvariantCulture)})");
}
