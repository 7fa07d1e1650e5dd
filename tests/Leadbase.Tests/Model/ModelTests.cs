using System.Collections.Concurrent;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Model;

/// <summary>Random sequences of sync, query, read, delete, list membership and merge: every answer is the model's.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Sequences = 10_000;

    [Theory, OnEveryDatabase]
    public async Task Ten_thousand_sequences_answer_as_the_model_does(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        await server.Api.TokenAsync();
        var (seeds, calls) = (new ConcurrentQueue<int>(Enumerable.Range(1, Sequences)), 0);

        // Sequences run beside each other: what one does is nothing to another.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (seeds.TryDequeue(out var seed)) Interlocked.Add(ref calls, await new ModelSequence(server.Api, seed).RunAsync());
        }));

        output.WriteLine($"{Sequences} sequences, {calls} calls");
        Assert.True(calls > 3 * Sequences);
    }
}
