using System.Collections.Concurrent;
using System.Globalization;
using Leadbase.Tests.Http.Assets;

namespace Leadbase.Tests.Model;

/// <summary>Random sequences of calls over every type of the lifecycle: status, both documents and error code are the model's after every call.</summary>
public sealed class AssetModelTests(ITestOutputHelper output)
{
    /// <summary>How many sequences there are on each database; LEADBASE_MODEL_SEQUENCES is another number.</summary>
    private static readonly int Sequences =
        int.TryParse(Environment.GetEnvironmentVariable("LEADBASE_MODEL_SEQUENCES"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 10_000;

    [Theory, OnEveryDatabase]
    public async Task Ten_thousand_sequences_over_all_types_live_as_the_model_does(DatabaseKind database)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var types = await ModelAssetType.AllAsync(server);
        var (seeds, calls) = (new ConcurrentQueue<int>(Enumerable.Range(1, Sequences)), 0);

        // Sequences run beside each other, and the types by turns: what one does is nothing to another.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            while (seeds.TryDequeue(out var seed)) Interlocked.Add(ref calls, await new AssetSequence(server, types[seed % types.Count], seed).RunAsync());
        }));

        output.WriteLine($"{Sequences} sequences over {types.Count} types ({string.Join(", ", types.Select(t => t.Name))}), {calls} calls");
        Assert.True(calls >= AssetSequence.MinCalls * Sequences);
    }
}
