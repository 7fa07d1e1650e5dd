using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Marketing.Documents;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Programs;

/// <summary>What tests of programs do again and again. Programs are put into the database: no operation creates one yet.</summary>
internal static class ProgramSteps
{
    public const string Read = "Read-Only Lead";
    public const string ReadAssets = "Read-Only Assets";

    /// <summary>The channel of programs that a test says nothing else of; On Hold is beside Influenced, and Old is hidden.</summary>
    public static readonly ChannelStatus[] Statuses =
    [
        new("Invited", 10, Success: false), new("Influenced", 20, Success: false) { Type = "Engaged" }, new("On Hold", 20, Success: false),
        new("Attended", 30, Success: true), new("Left", 40, Success: false), new("Old", 5, Success: false) { Hidden = true },
    ];

    /// <summary>Stores an asset.</summary>
    public static Task<Asset> AddAssetAsync<T>(this TestServer server, string type, string name, T document, long id = 0, long? workspace = null)
    {
        var now = server.Instance.Now;
        var asset = new Asset { Type = type, Id = id, Name = name, Workspace = workspace, CreatedAt = now, UpdatedAt = now }.WithDocument(document, now);
        return WriteTransaction.RunAsync(server.Instance, session => AssetStore.InsertAsync(session, asset), CancellationToken.None);
    }

    /// <summary>Stores a program with a channel of its own, and returns the program's id.</summary>
    public static async Task<long> AddProgramAsync(
        this TestServer server, string name = "Spring", string type = "program", string[]? streams = null, long id = 0, long? workspace = null)
    {
        await server.AddAssetAsync(AssetType.Channel, $"Channel of {name}", new ChannelDocument { ApplicableProgramType = type, Statuses = Statuses });
        var program = new ProgramDocument { Type = type, Channel = $"channel OF {name}", Streams = streams ?? [] };
        return (await server.AddAssetAsync(AssetType.Program, name, program, id, workspace)).Id;
    }

    /// <summary>Sync Program Member Status.</summary>
    public static Task<Reply> SetStatusAsync(this ApiClient api, long program, string statusName, params IEnumerable<long> leads) =>
        api.PostAsync($"/rest/v1/programs/{program}/members/status.json", new { statusName, input = leads.Select(leadId => new { leadId }) });

    /// <summary>The members of a program by lead, with fields.</summary>
    public static async Task<JsonElement> MemberAsync(this ApiClient api, long program, long lead, string fields = "")
    {
        var reply = await api.GetAsync($"/rest/v1/programs/{program}/members.json?filterType=leadId&filterValues={lead}&fields={fields}");
        Assert.True(reply.Success, reply.Body);
        return Assert.Single(reply.Result);
    }

    /// <summary>The leads of a reply about members, in order.</summary>
    public static long[] LeadIds(this Reply reply) => [.. reply.Result.Select(r => r.GetProperty("leadId").GetInt64())];

    /// <summary>The text of the only reason of a skipped record.</summary>
    public static string? Reason(this JsonElement record) => Assert.Single(record.GetProperty("reasons").EnumerateArray()).GetProperty("message").GetString();

    /// <summary>Creates a program member field.</summary>
    public static async Task AddMemberFieldAsync(this ApiClient api, string name, string dataType)
    {
        var reply = await api.PostAsync("/rest/v1/programs/members/schema/fields.json", new { input = new[] { new { name, displayName = "Label of " + name, dataType } } });
        Assert.True(reply.Success && reply.Outcomes is ["created"], reply.Body);
    }

    /// <summary>The activities of a type, with their attributes by name.</summary>
    public static async Task<List<(LoggedActivity Row, Dictionary<string, string?> Values)>> LogAsync(this TestServer server, long type)
    {
        var attributes = (await ActivityTypes.OfAsync(server.Instance)).Find(type)!.Attributes;
        return [.. (await server.LogAsync()).Where(a => a.Type == type).Select(a => (a, Named(attributes, a)))];
    }

    /// <summary>How many rows a table has.</summary>
    public static async Task<long?> RowsAsync(this TestServer server, string table)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        return await session.Sql($"select count(*) from {server.Instance.Database.Table(table)}").NumberAsync();
    }

    private static Dictionary<string, string?> Named(IEnumerable<ActivityAttribute> attributes, LoggedActivity row) => attributes
        .Zip(row.Attributes).Where(a => a.Second is not null).ToDictionary(a => a.First.Name, a => a.Second);
}
