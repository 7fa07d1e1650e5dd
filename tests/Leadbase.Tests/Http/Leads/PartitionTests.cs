namespace Leadbase.Tests.Http.Leads;

/// <summary>Get Lead Partitions, Update Lead Partition, and what partitions mean to Sync Leads.</summary>
public sealed class PartitionTests
{
    private const string Path = "/rest/v1/leads/partitions.json";

    [Theory, OnEveryDatabase]
    public async Task A_service_sees_the_partitions_its_workspaces_reach(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        using var both = await server.ServiceAsync("Both", ["Read-Only Lead"], "Default", "Europe");

        Assert.Equal(["""{"id":1,"name":"Default","description":"Initial system lead partition"}"""], (await server.Api.GetAsync(Path)).Result.Select(p => p.GetRawText()));
        Assert.Equal(["Europe"], (await europe.GetAsync(Path)).Result.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["Default", "Europe"], (await both.GetAsync(Path)).Result.Select(p => p.GetProperty("name").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_moves_to_the_partition_of_a_name(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        var id = await both.CreateAsync(new { email = "a@x.com" });
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        var reply = await both.PostAsync(Path, new { input = new[] { new { id, partitionName = "europe" } } });

        Assert.Equal(["updated"], reply.Outcomes);
        Assert.Equal([id], reply.Ids());
        Assert.Equal($$"""{"id":{{id}},"leadPartitionId":2,"updatedAt":"2026-03-02T18:05:00Z"}""", (await both.ReadAsync(id, "leadPartitionId,updatedAt")).GetRawText());
        Assert.Empty((await server.Api.GetAsync($"/rest/v1/lead/{id}.json")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_leads_and_partitions_in_reach_can_be_moved(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var here = await server.Api.CreateAsync(new { email = "a@x.com" });
        var there = await europe.CreateAsync(new { email = "b@x.com" }, "Europe");
        object Move(object? id, object? name) => new { input = new[] { new { id, partitionName = name } } };

        Assert.Equal(["skipped 1008"], (await europe.PostAsync(Path, Move(here, "Europe"))).Outcomes);
        Assert.Equal(["skipped 1008"], (await europe.PostAsync(Path, Move(there, "Default"))).Outcomes);
        Assert.Equal(["skipped 1004"], (await europe.PostAsync(Path, Move(99999, "Europe"))).Outcomes);
        Assert.Equal(["skipped 1003"], (await europe.PostAsync(Path, Move(there, "Nowhere"))).Outcomes);
        Assert.Equal(["skipped 1002"], (await europe.PostAsync(Path, Move(there, null))).Outcomes);
        Assert.Equal(["skipped 1002"], (await europe.PostAsync(Path, Move(null, "Europe"))).Outcomes);
        Assert.Equal(["skipped 1001"], (await europe.PostAsync(Path, Move("x", "Europe"))).Outcomes);
        Assert.Equal("1", await server.Api.ValueAsync(here, "leadPartitionId"));
        Assert.Equal("2", await europe.ValueAsync(there, "leadPartitionId"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_that_is_there_already_stays_as_it_is(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["updated"], (await server.Api.PostAsync(Path, new { input = new[] { new { id, partitionName = "Default" } } })).Outcomes);
        Assert.Equal("\"2026-03-02T18:00:00Z\"", await server.Api.ValueAsync(id, "updatedAt"));
        Assert.DoesNotContain(await server.LogAsync(), a => a.Type == 13);
    }

    [Theory, OnEveryDatabase]
    public async Task Sync_creates_in_the_named_partition_or_the_default_one(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Europe", "Default");
        var named = await both.SyncAsync([new { email = "a@x.com" }], partitionName: "EUROPE");
        var unnamed = await both.SyncAsync([new { email = "b@x.com" }]);

        Assert.Equal("2", await both.ValueAsync(named.Ids()[0], "leadPartitionId"));
        Assert.Equal("1", await both.ValueAsync(unnamed.Ids()[0], "leadPartitionId"));
    }

    [Theory, OnEveryDatabase]
    public async Task Without_the_default_partition_a_new_lead_needs_a_named_one(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");

        Assert.Equal(["skipped 1009"], (await europe.SyncAsync([new { email = "a@x.com" }])).Outcomes);
        Assert.Equal(["created"], (await europe.SyncAsync([new { email = "a@x.com" }], partitionName: "Europe")).Outcomes);
        Assert.Equal(["updated"], (await europe.SyncAsync([new { email = "a@x.com", firstName = "A" }])).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_of_another_partition_than_the_named_one_is_not_updated(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        var id = await both.CreateAsync(new { email = "a@x.com" });

        Assert.Equal(["skipped 1010"], (await both.SyncAsync([new { email = "a@x.com", firstName = "A" }], partitionName: "Europe")).Outcomes);
        Assert.Equal("null", await both.ValueAsync(id, "firstName"));
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_out_of_reach_is_neither_updated_nor_created_again(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");

        var reply = await europe.SyncAsync([new { email = "a@x.com", firstName = "A" }]);
        Assert.Equal(["skipped 1008"], reply.Outcomes);
        Assert.Equal("Access denied to partition 'Default'", reply.Result[0].GetProperty("reasons")[0].GetProperty("message").GetString());
        Assert.Equal(["skipped 1008"], (await europe.SyncAsync([new { id, firstName = "A" }], "updateOnly")).Outcomes);
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_partition_can_be_named_only_where_leads_may_be_created_by_key(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        object[] input = [new { email = "a@x.com" }];

        Assert.Equal("1003", (await server.Api.SyncAsync(input, "updateOnly", partitionName: "Default")).Code);
        Assert.Equal("1003", (await server.Api.SyncAsync(input, "createDuplicate", partitionName: "Default")).Code);
        Assert.Equal("1003", (await server.Api.SyncAsync(input, partitionName: "Nowhere")).Code);
        Assert.Equal("1008", (await server.Api.SyncAsync(input, partitionName: "Europe")).Code);
        Assert.Equal(["created"], (await server.Api.SyncAsync(input, "createOnly", partitionName: "Default")).Outcomes);
    }
}
