namespace Leadbase.Tests.Http.Activities;

/// <summary>Reading the log: paging tokens, activities, lead changes, deleted leads.</summary>
public sealed class ActivityReadingTests
{
    [Theory, OnEveryDatabase]
    public async Task A_token_of_a_moment_begins_there_and_the_next_token_goes_on(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var token = await TokenAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var ids = (await server.Api.SyncAsync([.. Enumerable.Range(0, 5).Select(i => new { email = $"l{i}@x.com" })])).Result.Select(r => r.GetProperty("id").GetInt64()).ToList();

        var first = await ActivitiesAsync(server, token, "12&batchSize=3");
        var second = await ActivitiesAsync(server, first.NextPageToken!, "12&batchSize=3");
        var third = await ActivitiesAsync(server, second.NextPageToken!, "12");
        await server.Api.SyncAsync([new { email = "later@x.com" }]);
        var fourth = await ActivitiesAsync(server, third.NextPageToken!, "12");

        Assert.Equal(ids, first.Result.Concat(second.Result).Select(a => a.GetProperty("leadId").GetInt64()));
        Assert.True(first.Root.GetProperty("moreResult").GetBoolean());
        Assert.False(second.Root.GetProperty("moreResult").GetBoolean());
        Assert.Empty(third.Result);
        Assert.Single(fourth.Result);
    }

    [Theory, OnEveryDatabase]
    public async Task An_activity_has_its_attributes_by_name(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var token = await TokenAsync(server);
        await server.Api.SyncAsync([new { email = "developerfeedback@marketo.com", firstName = "Ken" }]);

        var activity = Assert.Single((await ActivitiesAsync(server, token, "13&leadIds=1")).Result);

        Assert.Equal("First Name", activity.GetProperty("primaryAttributeValue").GetString());
        var attributes = activity.GetProperty("attributes").EnumerateArray().ToDictionary(a => a.GetProperty("name").GetString()!, a => a.GetProperty("value").GetString());
        Assert.Equal(("Ken", "Kenneth", "syncLead"), (attributes["New Value"], attributes["Old Value"], attributes["API Method Name"]));
    }

    [Theory, OnEveryDatabase]
    public async Task Lead_changes_are_those_of_the_named_fields_and_new_leads(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var token = await TokenAsync(server);
        await server.Api.SyncAsync([new { email = "new@x.com" }]);
        await server.Api.SyncAsync([new { email = "new@x.com", firstName = "A", lastName = "B" }]);

        var changes = await server.Api.GetAsync($"/rest/v1/activities/leadchanges.json?nextPageToken={token}&fields=lastName");

        Assert.Equal([12, 13], changes.Result.Select(c => c.GetProperty("activityTypeId").GetInt32()));
        var field = Assert.Single(changes.Result[1].GetProperty("fields").EnumerateArray());
        Assert.Equal(("lastName", "B"), (field.GetProperty("name").GetString(), field.GetProperty("newValue").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_of_changes_leave_out_none_among_changes_of_other_fields(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var token = await TokenAsync(server);
        for (var i = 0; i < 8; i++) await server.Api.SyncAsync([new { id = 1, firstName = $"F{i}", lastName = $"L{i}", city = $"C{i}" }], lookupField: "id", action: "updateOnly");

        foreach (var leads in (string[])["", "&leadIds=1"])
        {
            var (values, next, more) = (new List<string?>(), token, true);
            while (more)
            {
                var page = await server.Api.GetAsync($"/rest/v1/activities/leadchanges.json?nextPageToken={next}&fields=lastName&batchSize=3{leads}");
                Assert.InRange(page.Result.Length, 0, 3);
                values.AddRange(page.Result.Select(c => c.GetProperty("fields")[0].GetProperty("newValue").GetString()));
                (next, more) = (page.NextPageToken!, page.Root.GetProperty("moreResult").GetBoolean());
            }
            Assert.Equal(Enumerable.Range(0, 8).Select(i => $"L{i}"), values);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Deleted_leads_are_told_with_their_names(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var token = await TokenAsync(server);
        await server.Api.PostAsync("/rest/v1/leads/delete.json", """{"input":[{"id":1}]}""");

        var deleted = Assert.Single((await server.Api.GetAsync($"/rest/v1/activities/deletedleads.json?nextPageToken={token}")).Result);

        Assert.Equal((1, 37, "Kenneth Elkington"), (deleted.GetProperty("leadId").GetInt32(), deleted.GetProperty("activityTypeId").GetInt32(), deleted.GetProperty("primaryAttributeValue").GetString()));
        Assert.Equal(0, deleted.GetProperty("attributes").GetArrayLength());
    }

    [Fact]
    public async Task The_standard_types_are_told_with_their_documented_ids()
    {
        await using var server = await StartAsync(DatabaseKind.Sqlite);

        var types = (await server.Api.GetAsync("/rest/v1/activities/types.json")).Result.ToDictionary(t => t.GetProperty("id").GetInt32(), t => t.GetProperty("name").GetString());

        Assert.Equal(("Fill Out Form", "New Lead", "Change Data Value", "Delete Lead"), (types[2], types[12], types[13], types[37]));
    }

    private static Task<TestServer> StartAsync(DatabaseKind database) => TestServer.StartAsync(database);

    private static async Task<string> TokenAsync(TestServer server) =>
        (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=" + Uri.EscapeDataString(server.Clock.GetUtcNow().ToString("o")))).NextPageToken!;

    private static Task<Reply> ActivitiesAsync(TestServer server, string token, string types) =>
        server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds={types}");
}
