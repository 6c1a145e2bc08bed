using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Benchmarks.Engine;

/// <summary>
/// Completions of work items per second beside a hand-written transaction, and their latency in a small and in a large store. The sides
/// take turns within one run, and medians over the turns are printed, because a machine is never equally quiet twice. What waits for the
/// disk makes the sides look alike where the disk is busy; the processor time of both ends, client and server, tells what each costs.
/// </summary>
internal static class EngineBenchmark
{
    private const int Small = 1_000;
    private const int Large = 100_000;

    /// <summary>Completions of each case per turn, before all are put back: two corrections in a case, as may happen.</summary>
    private const int Rounds = 4;

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        var large = quick ? Large / 10 : Large;
        await using var small = await EngineStore.CreateAsync(Small);
        await using var big = await EngineStore.CreateAsync(large);
        Console.WriteLine($"database  {await small.DescribeAsync()} with {Small} running cases");
        Console.WriteLine($"          {await big.DescribeAsync()} with {large} running cases");
        Console.WriteLine();

        await WarmUpAsync(server, small);
        Console.WriteLine($"Completions per second, store of {Small} running cases (median of turns; lowest-highest)");
        Console.WriteLine("| at once | engine | hand-written | engine/hand-written | processor µs each (client + server): engine | hand-written | hand-written/engine |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var concurrency in new[] { 1, 8 }) await CompareRatesAsync(server, small, concurrency, turns: quick ? 5 : 15);

        Console.WriteLine();
        Console.WriteLine("Latency of one completion by the engine, one at a time, milliseconds (median of parts; lowest-highest)");
        Console.WriteLine("| running cases | p50 | p99 |");
        Console.WriteLine("| ---: | ---: | ---: |");
        await CompareLatenciesAsync(small, big, large, parts: quick ? 3 : 9);
        Console.WriteLine();
        await OperationsBenchmark.RunAsync(quick);
        Console.WriteLine($"load      {Machine.Load}");
    }

    private static async Task CompareRatesAsync(PrivateServer server, EngineStore store, int concurrency, int turns)
    {
        var (engine, byHand) = await SidesAsync(store, concurrency);
        List<Turn> ofEngine = [], ofHand = [];
        for (var turn = 0; turn < turns; turn++)
        {
            // Changing who begins, so that neither always follows the other.
            foreach (var (sides, results) in turn % 2 == 0 ? [(engine, ofEngine), (byHand, ofHand)] : new[] { (byHand, ofHand), (engine, ofEngine) })
                results.Add(await TurnAsync(server, sides, store));
        }

        foreach (var side in byHand.Cast<HandWrittenCompletions>()) await side.DisposeAsync();
        var rates = ofEngine.Zip(ofHand, (e, h) => e.PerSecond / h.PerSecond);
        var costs = ofEngine.Zip(ofHand, (e, h) => (h.Client + h.Server) / (e.Client + e.Server));
        Console.WriteLine(
            $"| {concurrency} | {Spread(ofEngine.Select(t => t.PerSecond), "F0")} | {Spread(ofHand.Select(t => t.PerSecond), "F0")} | {Spread(rates, "F2")} "
            + $"| {Cost(ofEngine)} | {Cost(ofHand)} | {Spread(costs, "F2")} |");
    }

    private static async Task<(List<ICompletions> Engine, List<ICompletions> ByHand)> SidesAsync(EngineStore store, int concurrency)
    {
        List<ICompletions> engine = [], byHand = [];
        for (var i = 0; i < concurrency; i++)
        {
            engine.Add(store.Engine());
            byHand.Add(await store.HandWrittenAsync());
        }

        return (engine, byHand);
    }

    /// <summary>
    /// Until little is left to compile: a server runs for weeks, but in its first minutes the runtime compiles the hot methods anew, which
    /// takes longer the busier the machine is.
    /// </summary>
    private static async Task WarmUpAsync(PrivateServer server, EngineStore store)
    {
        const int Enough = 30;
        var (engine, byHand) = await SidesAsync(store, 8);
        for (var (turn, compiled) = (0, int.MaxValue); turn < 40 && compiled > Enough; turn++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            await TurnAsync(server, engine, store);
            await TurnAsync(server, byHand, store);
            compiled = (int)(JitInfo.GetCompiledMethodCount() - before);
        }

        foreach (var side in byHand.Cast<HandWrittenCompletions>()) await side.DisposeAsync();
    }

    private static async Task<Turn> TurnAsync(PrivateServer server, List<ICompletions> sides, EngineStore store)
    {
        var cases = store.Cases;
        using var process = Process.GetCurrentProcess();
        var (client, database) = (process.TotalProcessorTime, server.ProcessorTime);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(sides.Select((side, index) => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = index; i < cases.Count; i += sides.Count) await side.CompleteAsync(cases[i]);
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var count = Rounds * cases.Count;
        var turn = new Turn(
            count / seconds, (process.TotalProcessorTime - client).TotalMicroseconds / count, (server.ProcessorTime - database).TotalMicroseconds / count);
        await store.RewindAsync(cases);
        return turn;
    }

    private static async Task CompareLatenciesAsync(EngineStore small, EngineStore big, int large, int parts)
    {
        // The small store's cases twice each; of the large one others in each turn, since that they are many is what is measured.
        var steps = 2 * small.Cases.Count;
        const int TurnsPerPart = 4;
        List<(double P50, double P99)>[] results = [[], []];
        for (var (part, next) = (-1, 0); part < parts; part++)
        {
            List<double>[] times = [[], []];
            for (var turn = 0; turn < TurnsPerPart; turn++, next += steps)
            {
                LoopingCase[][] cases =
                [
                    [.. Enumerable.Range(0, steps).Select(i => small.Cases[i % small.Cases.Count])],
                    [.. Enumerable.Range(next, steps).Select(i => big.Cases[i % big.Cases.Count])],
                ];
                ICompletions[] engines = [small.Engine(), big.Engine()];
                // Alternately, so that what disturbs the machine disturbs both.
                for (var i = 0; i < 2 * steps; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await engines[i % 2].CompleteAsync(cases[i % 2][i / 2]);
                    times[i % 2].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                await small.RewindAsync(cases[0]);
                await big.RewindAsync(cases[1]);
            }

            if (part < 0) continue;
            for (var store = 0; store < 2; store++) results[store].Add((times[store].Percentile(50), times[store].Percentile(99)));
        }

        for (var store = 0; store < 2; store++)
        {
            Console.WriteLine(
                $"| {(store == 0 ? Small : large)} | {Spread(results[store].Select(r => r.P50), "F2")} | {Spread(results[store].Select(r => r.P99), "F2")} |");
        }

        var p50 = results[1].Zip(results[0], (b, s) => b.P50 / s.P50);
        var p99 = results[1].Zip(results[0], (b, s) => b.P99 / s.P99);
        Console.WriteLine($"| large/small | {Spread(p50, "F2")} | {Spread(p99, "F2")} |");
    }

    private static string Cost(List<Turn> turns) => string.Create(
        CultureInfo.InvariantCulture, $"{turns.Select(t => t.Client).Median():F0} + {turns.Select(t => t.Server).Median():F0}");

    private static string Spread(IEnumerable<double> measured, string format)
    {
        var values = measured.ToList();
        return $"{Text(values.Median())} ({Text(values.Min())}-{Text(values.Max())})";
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <param name="PerSecond">Completions.</param>
    /// <param name="Client">Processor time of this process per completion, microseconds.</param>
    /// <param name="Server">Processor time of the database server per completion, microseconds.</param>
    private sealed record Turn(double PerSecond, double Client, double Server);
}
