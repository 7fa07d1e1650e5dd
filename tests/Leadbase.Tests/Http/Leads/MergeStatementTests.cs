using System.Collections.Concurrent;
using System.Diagnostics;

namespace Leadbase.Tests.Http.Leads;

/// <summary>What a merge asks of the database, as the driver's own diagnostics tell it; statements are the same text for SQLite.</summary>
public sealed class MergeStatementTests
{
    private static readonly string[] Writes = ["update ", "delete ", "insert "];

    [Fact]
    public async Task A_merge_of_five_and_one_of_twenty_five_leads_run_the_same_statements()
    {
        if (OnEveryDatabaseAttribute.SkipReason is { } reason) Assert.Skip(reason);
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Postgres);
        var ids = await server.Api.CreateManyAsync(34, i => new { email = $"{i}@x.com", firstName = "Ann" });

        // The first makes what an instance makes once.
        await MergeAsync(server, ids[..2]);
        var five = await MergeAsync(server, ids[2..8]);
        var many = await MergeAsync(server, ids[8..34]);

        Assert.Equal(25, ids[8..34].Count - 1);
        Assert.Equal(five, many);
        Assert.Contains(many, s => Writes.Any(w => s.StartsWith(w, StringComparison.Ordinal)) && s.Contains("\"activity\" set lead", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{many.Count} statements");
    }

    /// <summary>Merges, and returns the statements on the instance's own tables in their order.</summary>
    private static async Task<List<string>> MergeAsync(TestServer server, List<long> leads)
    {
        var statements = new ConcurrentQueue<string>();
        var schema = server.Instance.Database.Table("lead").Split('.')[0];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var sql = (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) as string;
                // Other tests of this process have schemas of their own.
                if (sql?.Contains(schema, StringComparison.Ordinal) == true) statements.Enqueue(sql);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var reply = await server.Api.PostAsync($"/rest/v1/leads/{leads[0]}/merge.json?leadIds={string.Join(',', leads[1..])}", null);
        Assert.True(reply.Success, reply.Body);
        return [.. statements];
    }
}
