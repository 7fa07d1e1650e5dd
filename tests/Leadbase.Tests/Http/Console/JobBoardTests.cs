using System.IO.Pipelines;
using System.Text;
using Leadbase.Bulk;
using Leadbase.Tests.Http.Bulk;
using Leadbase.Tests.Http.Gateway;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Console;

/// <summary>What the console asks about imports and exports: those of all users, with their files.</summary>
public sealed class JobBoardTests
{
    [Theory, OnEveryDatabase]
    public async Task Imports_are_listed_from_the_latest_with_what_became_of_their_rows(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        for (var i = 0; i < 3; i++) await BulkSteps.ImportAsync(server, $"email,firstName\na{i}@example.com,A\nbad,B\n");

        var first = await JobBoard.ListAsync(server.Instance, imports: true, null, 2);
        var second = await JobBoard.ListAsync(server.Instance, imports: true, first[^1], 3);

        Assert.Equal(["3", "2", "1"], first.Concat(second).Select(j => j.Id));
        Assert.Equal(("Complete", false, 2L, 0L, 1L), (first[0].State, first[0].IsOpen, first[0].Done!.Value, first[0].Failed, first[0].Warned));
        var file = Assert.Single(await JobBoard.FilesAsync(server.Instance, first[0]));
        Assert.Equal("import-3-warnings.csv", file.Name);
        Assert.Contains("bad,B", await ReadAsync(server, first[0], file), StringComparison.Ordinal);
        Assert.Empty(await JobBoard.FilesAsync(server.Instance, first[0] with { State = "Importing" }));
    }

    [Theory, OnEveryDatabase]
    public async Task Exports_of_all_users_are_listed_and_served(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.ServiceAsync("Read-Only Lead");
        var own = await CreateAsync(server.Api);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var others = await CreateAsync(other);
        await other.PostAsync($"/bulk/v1/leads/export/{others}/enqueue.json", null);
        await server.FinishJobsAsync();

        var all = await JobBoard.ListAsync(server.Instance, imports: false, null, 1);
        all = [.. all, .. await JobBoard.ListAsync(server.Instance, imports: false, all[^1], 10)];

        Assert.Equal([others, own], all.Select(j => j.Id));
        Assert.Equal(["Completed", "Created"], all.Select(j => j.State));
        Assert.Equal("api@sandbox.local", all[1].Owner);
        var file = Assert.Single(await JobBoard.FilesAsync(server.Instance, all[0]));
        Assert.Equal(all[0].Bytes, file.Bytes);
        Assert.StartsWith("id,email", await ReadAsync(server, all[0], file), StringComparison.Ordinal);
        Assert.Equal(all[0], await JobBoard.FindAsync(server.Instance, others));
        Assert.Null(await JobBoard.FindAsync(server.Instance, "nothing\0"));
    }

    private static async Task<string> CreateAsync(ApiClient api)
    {
        var reply = await api.PostAsync("/bulk/v1/leads/export/create.json", """{"fields":["id","email"],"filter":{"createdAt":{"startAt":"2026-02-20T00:00:00Z","endAt":"2026-03-10T00:00:00Z"}}}""");
        Assert.True(reply.Success, reply.Body);
        return reply.Result[0].GetProperty("exportId").GetString()!;
    }

    private static async Task<string> ReadAsync(TestServer server, JobRow job, JobFile file)
    {
        using var buffer = new MemoryStream();
        var body = PipeWriter.Create(buffer, new StreamPipeWriterOptions(leaveOpen: true));
        await JobBoard.CopyAsync(server.Instance, job, file, body, CancellationToken.None);
        await body.CompleteAsync();
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
