namespace Leadbase.Tests.Http.Leads;

public sealed class DeleteLeadsTests
{
    private const string Path = "/rest/v1/leads/delete.json";

    [Theory, OnEveryDatabase]
    public async Task Leads_of_the_body_are_deleted_and_the_answer_is_in_input_order(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(4, i => new { lastName = LeadSteps.Numbered("L", i) });

        var reply = await server.Api.PostAsync(Path, new { input = new object[] { new { id = ids[2] }, new { id = $"{ids[0]}" } } });

        Assert.Equal([ids[2], ids[0]], reply.Ids());
        Assert.Equal(["deleted", "deleted"], reply.Outcomes);
        Assert.Equal([ids[1], ids[3]], (await server.Api.FindAsync("id", string.Join(',', ids))).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task Without_a_body_the_ids_of_the_query_are_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(4, i => new { lastName = LeadSteps.Numbered("L", i) });

        var reply = await server.Api.PostAsync($"{Path}?id={ids[0]},{ids[1]}&id={ids[3]}", null);

        Assert.Equal([ids[0], ids[1], ids[3]], reply.Ids());
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_id_twice_is_deleted_once(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { lastName = "L" });

        var reply = await server.Api.PostAsync(Path, new { input = new[] { new { id }, new { id } } });

        Assert.Equal(["deleted", "skipped 1004"], reply.Outcomes);
        Assert.Single(await server.LogAsync(), a => a.Type == 37);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_deleted_is_skipped_and_the_rest_goes(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { lastName = "L" });

        var reply = await server.Api.PostAsync(Path, $$"""{"input":[{"id":99999},{"id":"x"},{},{"id":true},{"id":-1},{"id":{{id}}},{"id":1.5}]}""");

        Assert.Equal(["skipped 1004", "skipped 1001", "skipped 1002", "skipped 1002", "skipped 1001", "deleted", "skipped 1001"], reply.Outcomes);
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Three_hundred_ids_are_taken_and_one_more_or_none_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(300, i => new { lastName = LeadSteps.Numbered("L", i) });

        Assert.Equal("1003", (await server.Api.PostAsync(Path, new { input = ids.Append(1).Select(id => new { id }) })).Code);
        Assert.Equal("1003", (await server.Api.PostAsync($"{Path}?id={string.Join(',', Enumerable.Range(1, 301))}", null)).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(Path, null)).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(Path, new { input = Array.Empty<object>() })).Code);
        Assert.Equal(300, await server.CountAsync());
        Assert.All((await server.Api.PostAsync(Path, new { input = ids.Select(id => new { id }) })).Outcomes, o => Assert.Equal("deleted", o));
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_out_of_reach_is_not_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { lastName = "L" });
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");

        var reply = await europe.PostAsync(Path, new { input = new[] { new { id } } });

        Assert.Equal(["skipped 1008"], reply.Outcomes);
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task The_id_of_a_deleted_lead_is_never_given_again(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var first = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.PostAsync(Path, new { input = new[] { new { id = first } } });

        Assert.True(await server.Api.CreateAsync(new { email = "a@x.com" }) > first);
    }
}
