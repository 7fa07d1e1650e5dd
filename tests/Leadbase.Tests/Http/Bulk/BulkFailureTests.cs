using System.Text;
using Leadbase.Bulk.Files;
using Leadbase.Storage;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>Jobs that are stopped in the middle: by a user, and by a disk that is full.</summary>
public sealed class BulkFailureTests
{
    private const string Root = "/bulk/v1/leads/export";
    private static readonly object Body = new { fields = new[] { "id", "firstName", "title" }, filter = new { createdAt = new { startAt = "2026-02-20T00:00:00Z", endAt = "2026-03-20T00:00:00Z" } } };
    private static readonly string Long = new('x', 255);

    [Theory, OnEveryDatabase]
    public async Task An_export_that_is_being_made_is_cancelled_and_leaves_nothing_of_its_file(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.HoldAsync("export");
        var id = await server.Api.CreateExportAsync(Root, Body);
        await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null);
        await BeginAsync(server, id);
        Assert.Equal("Processing", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));

        var cancelled = Assert.Single((await server.Api.PostAsync($"{Root}/{id}/cancel.json", null)).Result);
        await server.ReleaseAsync();

        Assert.Equal("Cancelled", cancelled.Text("status"));
        Assert.Equal("Cancelled", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
        Assert.Equal(404, (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
        await using var session = await server.Instance.Database.ReadAsync();
        Assert.Equal((0L, 0L), await FileChunks.MeasureAsync(session, BulkFiles.OfExport(id)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_full_disk_fails_an_export_with_a_reason_and_loses_nothing_else(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateManyAsync(300, i => new { email = $"{i}@x.com", firstName = Long, title = Long });
        await server.HoldAsync("export");
        var id = await server.Api.CreateExportAsync(Root, Body);
        await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null);

        await FillDiskAsync(server, database, "bulk_chunk");
        await server.ReleaseAsync();

        var status = await server.Api.OneAsync($"{Root}/{id}/status.json");
        Assert.Equal(("Failed", "The disk is full"), (status.Text("status"), status.Text("errorMsg")));
        Assert.Equal(404, (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
        await FreeDiskAsync(server, database, "bulk_chunk");
        var (_, file) = await server.ExportAsync(Root, Body);
        Assert.Equal(301, file.Count(c => c == '\n'));
    }

    [Theory, OnEveryDatabase]
    public async Task A_full_disk_fails_an_import_with_a_reason_and_loses_nothing_else(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "before@x.com" });
        await server.HoldAsync("import");
        var rows = Enumerable.Range(0, 300).Select(i => $"{i}@x.com,{Long},{Long}\n");
        var file = "email,firstName,title\n" + string.Concat(rows);
        var id = await server.Api.QueueAsync(BulkSteps.Leads, file);

        await FillDiskAsync(server, database, "lead");
        await server.ReleaseAsync();

        var status = await server.Api.ImportStatusAsync(id);
        Assert.Equal(("Failed", "Import failed: The disk is full"), (status.Text("status"), status.Text("message")));
        Assert.Equal((0, 0, 0), status.Counters());
        await FreeDiskAsync(server, database, "lead");
        Assert.Single((await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=before@x.com,0@x.com,299@x.com")).Result);
        var again = await server.ImportAsync(file);
        Assert.Equal((300, 0, 0), (await server.Api.ImportStatusAsync(again)).Counters());
    }

    /// <summary>What a server leaves that has written the first chunk and was stopped then.</summary>
    private static async Task BeginAsync(TestServer server, string id)
    {
        var tables = server.Instance.Database;
        await using var session = await tables.WriteAsync();
        await FileChunks.AppendAsync(session, BulkFiles.OfExport(id), 0, 0, Encoding.UTF8.GetBytes("id,firstName,title\n"));
        await session.Sql($"update {tables.Table("bulk_export")} set state = 'Processing', started_at = $2 where id = $1").Bind(id).Bind(server.Instance.Now).ExecuteAsync();
        await session.Sql($"update {tables.Table("job")} set progress = $1 where kind = 'export' and state = 'queued'")
            .Bind("""{"after":0,"chunks":1,"bytes":19,"records":0,"read":false}""").ExecuteAsync();
        await session.CommitAsync();
    }

    /// <summary>Leaves the database a few pages (SQLite), or refuses the table's new rows as a server without room does (PostgreSQL).</summary>
    private static async Task FillDiskAsync(TestServer server, DatabaseKind database, string table)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        if (database == DatabaseKind.Sqlite)
        {
            var pages = await session.Sql("pragma page_count").NumberAsync() ?? 0;
            await session.Sql($"pragma max_page_count = {pages + 8}").NumberAsync();
        }
        else
        {
            var function = server.Instance.Database.Table("no_room");
            await session.RunAsync($"create function {function}() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$");
            await session.RunAsync($"create trigger no_room before insert on {server.Instance.Database.Table(table)} for each statement execute function {function}()");
        }
        await session.CommitAsync();
    }

    private static async Task FreeDiskAsync(TestServer server, DatabaseKind database, string table)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        if (database == DatabaseKind.Sqlite) await session.Sql("pragma max_page_count = 1073741823").NumberAsync();
        else await session.RunAsync($"drop trigger no_room on {server.Instance.Database.Table(table)}");
        await session.CommitAsync();
    }
}
