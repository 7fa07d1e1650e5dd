using Leadbase.Activities.Queries;
using Leadbase.Records.Objects;
using Leadbase.Records.People;
using Leadbase.Storage;

namespace Leadbase.Tests.Http.Console;

/// <summary>What the console asks about people: pages by a key, and one person in full.</summary>
public sealed class PeopleTests
{
    [Theory, OnEveryDatabase]
    public async Task Pages_of_people_are_whole_and_in_order_by_each_key(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, options => options.DemoData = false);
        await server.Api.SyncAsync([.. Enumerable.Range(0, 10).Select(i => new { email = $"P{9 - i}@example.com", lastName = i % 2 == 0 ? "Smith" : "SMYTHE" })]);
        await server.Api.SyncAsync([new { email = "q@example.com" }]);

        Assert.Equal(Enumerable.Range(1, 11).Select(i => (long)i), await IdsAsync(PeopleKey.Id, ""));
        Assert.Equal([10L, 11L], await IdsAsync(PeopleKey.Id, "10"));
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(i => (long)i), await IdsAsync(PeopleKey.Email, "P"));
        Assert.Equal([1L, 3, 5, 7, 9, 2, 4, 6, 8, 10], await IdsAsync(PeopleKey.LastName, "sm"));
        Assert.Equal([2L, 4, 6, 8, 10], await IdsAsync(PeopleKey.LastName, "smy"));
        Assert.Empty(await IdsAsync(PeopleKey.Email, "%"));
        Assert.Empty(await IdsAsync(PeopleKey.LastName, "sm\0"));
        Assert.Empty(await IdsAsync(PeopleKey.LastName, "' or '1'='1"));

        async Task<List<long>> IdsAsync(PeopleKey by, string prefix)
        {
            var (ids, after) = (new List<long>(), (PeoplePlace?)null);
            do
            {
                var page = await PeopleSearch.FindAsync(server.Instance, by, prefix, after, 3);
                Assert.True(page.People.Count <= 3);
                ids.AddRange(page.People.Select(p => p.Id));
                after = page.Next;
            }
            while (after is not null);
            return ids;
        }
    }

    /// <summary>Each page reads a range of an index in its order: nothing is scanned, and on no database is a whole range sorted.</summary>
    [Theory, OnEveryDatabase]
    public async Task No_page_scans_a_table_in_the_plan_of_either_database(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, options => options.DemoData = false);
        await FillAsync(server, 20_000);

        foreach (var by in Enum.GetValues<PeopleKey>())
        {
            var plan = await PlanAsync(server, PeopleSearch.Sql(server.Instance.Database, by, 26), s => _ = by == PeopleKey.Id ? s.Bind(10) : s.Bind("p1").Bind(77));
            AssertByIndex(plan, by switch { PeopleKey.Id => database == DatabaseKind.Sqlite ? "PRIMARY KEY" : "lead_pkey", PeopleKey.Email => "lead_f51", _ => "lead_last_name" });
        }
        AssertByIndex(await PlanAsync(server, Timeline.Sql(server.Instance.Database, 25), s => s.Bind(1).Bind(100)), "activity_lead");
    }

    [Theory, OnEveryDatabase]
    public async Task A_person_is_shown_with_fields_memberships_and_what_happened_backwards(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var list = (await server.Api.GetAsync("/rest/v1/lists.json")).Result[0];
        var listId = list.GetProperty("id").GetInt64();
        await server.Api.PostAsync($"/rest/v1/lists/{listId}/leads.json?id=7", null);
        await server.Api.SyncAsync([new { id = 7, title = "<script>alert(1)</script>" }], action: "updateOnly", lookupField: "id");

        var fields = (await PersonDetail.FieldsAsync(server.Instance, 7))!;
        var title = fields.Single(f => f.Field.Name == "title");
        var memberships = await PersonDetail.MembershipsAsync(server.Instance, 7);
        var latest = await Timeline.ReadAsync(server.Instance, 7, null, 1);
        var earlier = await Timeline.ReadAsync(server.Instance, 7, latest[0].Position, 100);

        Assert.Equal(("Job Title", "<script>alert(1)</script>"), (title.Field.DisplayName, title.Value));
        Assert.Contains(memberships, m => (m.Kind, m.Id, m.Name) == ("Static List", listId, list.GetProperty("name").GetString()));
        Assert.Equal(("Change Data Value", "Job Title"), (latest[0].Type, latest[0].Subject));
        Assert.Contains(latest[0].Attributes, a => a.Value == "<script>alert(1)</script>");
        Assert.Equal("Add to List", earlier[0].Type);
        Assert.Equal("New Lead", earlier[^1].Type);
        Assert.Null(await PersonDetail.FieldsAsync(server.Instance, 999_999));
    }

    private static void AssertByIndex(string plan, string index)
    {
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        // PostgreSQL sorts people of one and the same address by their ids: a few rows at a time.
        Assert.DoesNotContain("Sort  ", plan.Replace("Incremental Sort  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static async Task FillAsync(TestServer server, int count)
    {
        await using (var session = await server.Instance.Database.WriteAsync())
        {
            Column[] columns = [new("id", StorageKind.Integer), new("email", StorageKind.Text), new("lastName", StorageKind.Text), new("_company", StorageKind.Integer)];
            await session.Database.Dialect.InsertAsync(
                session, session.Database.Table(StandardObjects.Lead), columns, [.. Enumerable.Range(1, count).Select(i => new object?[] { (long)i, $"p{i}@example.com", $"P{i}", 1L + (i % 50) })]);
            Column[] companies = [new("id", StorageKind.Integer), new("company", StorageKind.Text)];
            await session.Database.Dialect.InsertAsync(
                session, session.Database.Table(StandardObjects.Company), companies, [.. Enumerable.Range(1, 1000).Select(i => new object?[] { (long)i, $"c{i}" })]);
            Column[] activities = [new("position", StorageKind.Integer), new("type", StorageKind.Integer), new("lead", StorageKind.Integer), new("date", StorageKind.Integer)];
            await session.Database.Dialect.InsertAsync(
                session, session.Database.Table("activity"), activities, [.. Enumerable.Range(1, count).Select(i => new object?[] { (long)i, 12L, (long)(i % 500), 0L })]);
            await session.CommitAsync();
        }
        await using var analysis = await server.Instance.Database.WriteAsync();
        foreach (var table in (string[])[StandardObjects.Lead, StandardObjects.Company, "activity"]) await analysis.RunAsync($"analyze {analysis.Database.Table(table)}");
        await analysis.CommitAsync();
    }

    private static async Task<string> PlanAsync(TestServer server, string sql, Action<Statement> bind)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        var isSqlite = server.Options.Postgres is null;
        var statement = session.Sql((isSqlite ? "explain query plan " : "explain ") + sql);
        bind(statement);
        return string.Join('\n', await statement.ListAsync(r => r.GetString(isSqlite ? 3 : 0)));
    }
}
