namespace Leadbase.Tests.Http.Leads;

/// <summary>Calls that meet.</summary>
public sealed class ConcurrencyTests
{
    [Theory, OnEveryDatabase]
    public async Task Sixteen_upserts_of_one_new_email_create_one_lead(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => server.Api.SyncAsync([new { email = i % 2 == 0 ? "a@x.com" : "A@X.COM", title = $"{i}" }])));

        Assert.Single(replies, r => r.Outcomes is ["created"]);
        Assert.Equal(15, replies.Count(r => r.Outcomes is ["updated"]));
        Assert.Single(replies.Select(r => r.Ids()[0]).Distinct());
        Assert.Equal(1, await server.CountAsync());
        Assert.Single(await server.LogAsync(), a => a.Type == 12);
    }

    [Theory, OnEveryDatabase]
    public async Task Sixteen_creations_of_one_email_leave_fifteen_skipped(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.Api.SyncAsync([new { email = "a@x.com" }], "createOnly")));

        Assert.Single(replies, r => r.Outcomes is ["created"]);
        Assert.Equal(15, replies.Count(r => r.Outcomes is ["skipped 1005"]));
    }

    [Theory, OnEveryDatabase]
    public async Task Batches_with_common_keys_in_any_order_all_succeed(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.TokenAsync();
        var random = new Random(7);
        var batches = Enumerable.Range(0, 12).Select(b => Enumerable.Range(0, 60).OrderBy(_ => random.Next()).Take(40)
            .Select(k => (object)new { email = $"{k}@x.com", title = $"{b}" }).ToArray()).ToList();

        var replies = await Task.WhenAll(batches.Select(b => server.Api.SyncAsync(b)));

        Assert.All(replies, r => Assert.All(r.Outcomes, o => Assert.Contains(o, (string[])["created", "updated"])));
        Assert.Equal(await server.CountAsync(), replies.Sum(r => r.Outcomes.Count(o => o == "created")));
        var log = await server.LogAsync();
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(a => a.Position));
    }

    [Theory, OnEveryDatabase]
    public async Task Updates_by_different_keys_and_deletions_of_the_same_leads_do_not_fail(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var ids = await server.Api.CreateManyAsync(40, i => new { email = $"{i}@x.com", code = $"{39 - i}" });
        object[] byId = [.. ids.Select(id => (object)new { id, city = "A" })];
        object[] byEmail = [.. Enumerable.Range(0, 40).Select(i => (object)new { email = $"{i}@x.com", city = "B" })];
        object[] byCode = [.. Enumerable.Range(0, 40).Select(i => (object)new { code = $"{i}", city = "C" })];

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[]
        {
            server.Api.SyncAsync(byId, "updateOnly", "id"), server.Api.SyncAsync([.. byEmail.Reverse()], "updateOnly"), server.Api.SyncAsync(byCode, "updateOnly", "code"),
        }).Append(server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = ids[..10].Select(id => new { id }).Reverse() })));

        Assert.All(replies, r => Assert.True(r.Success, r.Body));
        Assert.Equal(30, await server.CountAsync());
        Assert.All(replies[^1].Outcomes, o => Assert.Equal("deleted", o));
    }

    [Theory, OnEveryDatabase]
    public async Task One_custom_field_that_several_create_at_once_is_created_once(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.TokenAsync();
        string[] types = ["string", "integer", "float", "email", "boolean", "date"];

        var replies = await Task.WhenAll(types.Select(dataType =>
            server.Api.PostAsync("/rest/v1/leads/schema/fields.json", new { input = new[] { new { name = "code", displayName = "Code", dataType } } })));

        var created = Assert.Single(replies, r => r.Outcomes is ["created"]);
        Assert.Equal(5, replies.Count(r => r.Outcomes is ["skipped 1017"]));
        var type = types[Array.IndexOf(replies, created)];
        Assert.Equal(type, (await server.Api.GetAsync("/rest/v1/leads/schema/fields/code.json")).Result[0].GetProperty("dataType").GetString());
        var value = type switch { "integer" => "5", "float" => "0.5", "boolean" => "true", "email" => "\"a@x.com\"", "date" => "\"2020-01-01\"", _ => "\"text\"" };
        var reply = await server.Api.PostAsync("/rest/v1/leads.json", $$"""{"action":"createDuplicate","input":[{"code":{{value}}}]}""");
        Assert.Equal(value, await server.Api.ValueAsync(reply.Ids()[0], "code"));
    }

    [Theory, OnEveryDatabase]
    public async Task Different_custom_fields_can_be_created_at_once_while_leads_are_written(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.TokenAsync();

        var fields = Enumerable.Range(0, 6).Select(i => server.Api.PostAsync("/rest/v1/leads/schema/fields.json", new
        {
            input = new[] { new { name = $"a{i}", displayName = $"A {i}", dataType = "string" }, new { name = $"b{i}", displayName = $"B {i}", dataType = "integer" } },
        }));
        var leads = Enumerable.Range(0, 6).Select(i => server.Api.SyncAsync([new { email = $"{i}@x.com" }, new { email = "common@x.com", title = $"{i}" }]));
        var replies = await Task.WhenAll(fields.Concat(leads).ToList());

        Assert.All(replies, r => Assert.True(r.Success, r.Body));
        Assert.All(replies[..6], r => Assert.Equal(["created", "created"], r.Outcomes));
        Assert.Equal(7, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_standard_field_that_several_change_at_once_has_the_last_change(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            server.Api.PostAsync("/rest/v1/leads/schema/fields/email.json", new { input = new[] { new { description = $"D{i}" } } })));

        Assert.All(replies, r => Assert.Equal(["updated"], r.Outcomes));
        Assert.Matches("^D[0-7]$", (await server.Api.GetAsync("/rest/v1/leads/schema/fields/email.json")).Result[0].GetProperty("description").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_created_through_one_server_is_taken_over_by_the_other_at_its_refresh(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await using var second = await server.StartSecondAsync();
        await server.Api.AddFieldAsync("code", "string");
        await second.Server.Catalogue.RefreshAsync();

        var id = await second.Api.CreateAsync(new { code = "A" });
        Assert.Equal("\"A\"", await server.Api.ValueAsync(id, "code"));
    }
}
