namespace Leadbase.Tests.Http.Leads;

/// <summary>What each kind of write leaves in the log of activities.</summary>
public sealed class LeadActivityTests
{
    [Theory, OnEveryDatabase]
    public async Task A_created_lead_is_one_new_lead_activity_and_no_change_of_values(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var reply = await server.Api.SyncAsync([new { email = "a@x.com", leadSource = "Web", title = "T" }, new { email = "b@x.com", leadSource = "", title = "T" }]);
        var log = await server.LogAsync();

        Assert.Equal([12L, 12L], log.Select(a => a.Type));
        Assert.Equal(reply.Ids(), log.Select(a => a.Lead));
        Assert.Equal(["2026-03-02", null, "Web", null, null, "Web service API", "syncLead", "api@sandbox.local"], log[0].Attributes);
    }

    [Theory, OnEveryDatabase]
    public async Task Each_changed_value_is_one_activity_with_its_old_and_new_value(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var id = await server.Api.CreateAsync(new { email = "a@x.com", title = "Old", leadScore = 5, city = "Same" });
        var before = (await server.LogAsync()).Count;
        await server.Api.PostAsync("/rest/v1/leads.json", """
            {"input":[{"email":"a@x.com","title":"New","leadScore":7,"city":"Same","unsubscribed":true,"dateOfBirth":"2000-01-02","code":"C","emailSuspendedAt":"2020-01-01T00:00:00Z"}]}
            """);
        await server.Api.SyncAsync([new { email = "a@x.com", title = "" }]);
        var changes = (await server.LogAsync())[before..];

        Assert.All(changes, a => Assert.Equal((13L, id), (a.Type, a.Lead)));
        Assert.Equal(
        [
            "55 Job Title: Old > New", "108 Lead Score: 5 > 7", "77 Unsubscribed:  > true", "57 Date of Birth:  > 2000-01-02",
            "1000 Label of code:  > C", "98 Email Suspended At:  > 2020-01-01T00:00:00Z", "55 Job Title: New > ",
        ], changes.Select(a => $"{a.PrimaryId} {a.PrimaryValue}: {a.Attributes[1]} > {a.Attributes[0]}"));
        Assert.All(changes, a => Assert.Equal(["Web service API", "Web service API", "syncLead", "api@sandbox.local"], a.Attributes[2..]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_that_a_batch_creates_and_changes_has_one_of_each(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var reply = await server.Api.SyncAsync([new { email = "a@x.com", title = "1" }, new { email = "b@x.com", title = "1" }, new { email = "a@x.com", title = "2" }, new { email = "a@x.com", title = "2" }]);
        var log = await server.LogAsync();

        Assert.Equal([(12L, reply.Ids()[0]), (12L, reply.Ids()[1]), (13L, reply.Ids()[0])], log.Select(a => (a.Type, a.Lead)));
        Assert.Equal(["2", "1"], log[2].Attributes[..2]);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_skipped_leaves_nothing(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com" });

        await server.Api.SyncAsync([new { email = "a@x.com", title = "T" }], "createOnly");
        await server.Api.SyncAsync([new { email = "b@x.com", title = "T" }], "updateOnly");
        await server.Api.SyncAsync([new { email = "a@x.com", nothing = "T" }]);
        await server.Api.PostAsync("/rest/v1/leads/delete.json", """{"input":[{"id":99999}]}""");

        Assert.Single(await server.LogAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_lead_is_one_activity_that_keeps_its_name(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var named = await server.Api.CreateAsync(new { email = "a@x.com", firstName = "Ada", lastName = "Lovelace" });
        var mailed = await server.Api.CreateAsync(new { email = "b@x.com" });
        var bare = await server.Api.CreateAsync(new { title = "T" });
        await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id = bare }, new { id = named }, new { id = mailed } } });
        var deleted = (await server.LogAsync()).Where(a => a.Type == 37);

        Assert.Equal([(bare, $"{bare}"), (named, "Ada Lovelace"), (mailed, "b@x.com")], deleted.Select(a => (a.Lead, a.PrimaryValue!)));
        Assert.All(deleted, a => Assert.Equal(a.Lead, a.PrimaryId));
    }

    [Theory, OnEveryDatabase]
    public async Task A_move_to_another_partition_is_a_change_of_value(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        var id = await both.CreateAsync(new { email = "a@x.com" });
        await both.PostAsync("/rest/v1/leads/partitions.json", new { input = new[] { new { id, partitionName = "Europe" }, new { id, partitionName = "Europe" } } });

        var change = Assert.Single(await server.LogAsync(), a => a.Type == 13);
        Assert.Equal(("Lead Partition Id", id), (change.PrimaryValue, change.Lead));
        Assert.Equal(["2", "1"], change.Attributes[..2]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_company_is_logged_with_both_external_ids(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        foreach (var company in (string[])["demo-1", "demo-2", "demo-2", ""]) await server.Api.SyncAsync([new { email = "a@x.com", externalCompanyId = company }]);
        await server.Api.SyncAsync([new { email = "b@x.com", externalCompanyId = "demo-3" }, new { email = "b@x.com", externalCompanyId = "demo-1" }]);

        Assert.Equal(
            ["External Company Id: demo-1 > demo-2", "External Company Id: demo-2 > ", "External Company Id: demo-3 > demo-1"],
            (await server.LogAsync()).Where(a => a.Type == 13).Select(a => $"{a.PrimaryValue}: {a.Attributes[1]} > {a.Attributes[0]}"));
    }

    [Theory, OnEveryDatabase]
    public async Task Positions_are_dense_and_ascend_through_every_kind_of_write(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(20, i => new { email = $"{i}@x.com" });
        await server.Api.SyncAsync([.. Enumerable.Range(0, 20).Select(i => (object)new { email = $"{i}@x.com", title = "T", city = i % 2 == 0 ? "C" : null })]);
        await server.Api.SyncAsync([new { email = "no email" }]);
        await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = ids[..5].Select(id => new { id }) });
        var log = await server.LogAsync();

        Assert.Equal((20, 30, 5), (log.Count(a => a.Type == 12), log.Count(a => a.Type == 13), log.Count(a => a.Type == 37)));
        Assert.Equal(Enumerable.Range(1, 55).Select(i => (long)i), log.Select(a => a.Position));
    }
}
