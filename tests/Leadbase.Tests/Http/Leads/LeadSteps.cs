using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Tests.Http.Leads;

/// <summary>A row of the log, as stored.</summary>
internal sealed record LoggedActivity(long Position, long Type, long Lead, long? PrimaryId, string? PrimaryValue, string?[] Attributes);

/// <summary>What tests of leads do again and again.</summary>
internal static class LeadSteps
{
    public const string ReadWrite = "Read-Write Lead";

    /// <summary>A sandbox without demo data and without limits on calls.</summary>
    public static Task<TestServer> StartAsync(DatabaseKind database) => TestServer.StartAsync(database, o =>
    {
        o.DemoData = false;
        o.Limits = "off";
    });

    /// <summary>Creates a lead and returns its id.</summary>
    public static async Task<long> CreateAsync(this ApiClient api, object lead, string? partition = null)
    {
        var reply = await api.SyncAsync([lead], action: partition is null ? "createDuplicate" : "createOnly", partitionName: partition);
        Assert.True(reply.Success && reply.Outcomes is ["created"], reply.Body);
        return reply.Ids()[0];
    }

    /// <summary>Creates leads with the values of one field, 300 at a time.</summary>
    public static async Task<List<long>> CreateManyAsync(this ApiClient api, int count, Func<int, object> lead)
    {
        var ids = new List<long>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(300))
        {
            var reply = await api.SyncAsync([.. chunk.Select(lead)], action: "createDuplicate");
            Assert.All(reply.Outcomes, o => Assert.Equal("created", o));
            ids.AddRange(reply.Ids());
        }
        return ids;
    }

    /// <summary>The ids in the result, in order.</summary>
    public static long[] Ids(this Reply reply) => [.. reply.Result.Select(r => r.GetProperty("id").GetInt64())];

    /// <summary>The id of one record of the result.</summary>
    public static long IdAt(this Reply reply, int index) => reply.Result[index].GetProperty("id").GetInt64();

    /// <summary>One lead by id, with the named fields.</summary>
    public static async Task<JsonElement> ReadAsync(this ApiClient api, long id, string fields)
    {
        var reply = await api.GetAsync($"/rest/v1/lead/{id}.json?fields={fields}");
        Assert.True(reply.Success, reply.Body);
        return Assert.Single(reply.Result);
    }

    /// <summary>One field of one lead, as its JSON.</summary>
    public static async Task<string> ValueAsync(this ApiClient api, long id, string field) =>
        (await api.ReadAsync(id, field)).GetProperty(field).GetRawText();

    /// <summary>Get Leads by Filter Type.</summary>
    public static Task<Reply> FindAsync(this ApiClient api, string filterType, string values, string more = "") =>
        api.GetAsync($"/rest/v1/leads.json?filterType={filterType}&filterValues={Uri.EscapeDataString(values)}{more}");

    /// <summary>Creates a custom field.</summary>
    public static async Task AddFieldAsync(this ApiClient api, string name, string dataType)
    {
        var reply = await api.PostAsync("/rest/v1/leads/schema/fields.json", new { input = new[] { new { name, displayName = "Label of " + name, dataType } } });
        Assert.True(reply.Success && reply.Outcomes is ["created"], reply.Body);
    }

    /// <summary>A client whose user has permissions in a workspace that reaches only the given partitions, which are made when they do not exist.</summary>
    public static async Task<ApiClient> ServiceAsync(this TestServer server, string name, string[] permissions, params string[] partitions)
    {
        var instance = server.Instance;
        foreach (var partition in partitions)
        {
            var known = (await AccountDirectory.OfAsync(instance)).Partitions;
            if (known.All(p => p.Name != partition)) await Administration.CreatePartitionAsync(instance, partition);
        }
        await Administration.CreateWorkspaceAsync(instance, name, null, partitions);
        await Administration.CreateRoleAsync(instance, name, null, permissions);
        await Administration.CreateUserAsync(instance, $"{name}@test.local", null, null, apiOnly: true, [(name, name)]);
        var (service, secret) = await Administration.CreateServiceAsync(instance, name, null, $"{name}@test.local");
        return server.Api.With(service.ClientId, secret);
    }

    /// <summary>The whole log, in the order of positions.</summary>
    public static async Task<List<LoggedActivity>> LogAsync(this TestServer server)
    {
        var database = server.Instance.Database;
        await using var session = await database.ReadAsync();
        return await session
            .Sql($"select position, type, lead, primary_id, primary_value, attributes from {database.Table("activity")} order by position")
            .ListAsync(r => new LoggedActivity(
                r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.NumberOrNull(3), r.TextOrNull(4),
                r.TextOrNull(5) is { } json ? JsonSerializer.Deserialize<string?[]>(json)! : []));
    }

    /// <summary>The number of leads there are.</summary>
    public static async Task<long> CountAsync(this TestServer server)
    {
        var database = server.Instance.Database;
        await using var session = await database.ReadAsync();
        return (await session.Sql($"select count(*) from {database.Table("lead")}").NumberAsync())!.Value;
    }

    /// <summary>Numbered text, in no culture.</summary>
    public static string Numbered(string text, int number) => text + number.ToString(CultureInfo.InvariantCulture);
}
