using System.Text;
using Leadbase.Gateway;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http;

/// <summary>One way to make an operation answer a code, as a whole or for a record.</summary>
internal sealed record CodeScenario(string Operation, string Code, Func<CodeServers.Prepared, Task<Reply>> CauseAsync);

/// <summary>One server per database for all scenarios, prepared once.</summary>
public sealed class CodeServers : IAsyncLifetime
{
    private readonly Dictionary<DatabaseKind, Prepared> _servers = [];

    internal sealed record Prepared(TestServer Server, ApiClient Europe)
    {
        public ApiClient Api => Server.Api;
    }

    internal async Task<Prepared> OfAsync(DatabaseKind database)
    {
        if (_servers.TryGetValue(database, out var known)) return known;
        var server = await LeadSteps.StartAsync(database);
        var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        await server.Api.CreateAsync(new { email = "one@x.com" });
        await server.Api.CreateManyAsync(2, _ => new { email = "two@x.com" });
        await europe.CreateAsync(new { email = "europe@x.com" }, "Europe");
        await server.Api.AddFieldAsync("code", "string");
        return _servers[database] = new Prepared(server, europe);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var prepared in _servers.Values)
        {
            prepared.Europe.Dispose();
            await prepared.Server.DisposeAsync();
        }
    }
}

/// <summary>The codes that the catalogue says of an operation are those it can answer: for each there is a way to cause it.</summary>
public sealed partial class OperationCodes(CodeServers servers) : IClassFixture<CodeServers>
{
    private const string Sync = "/rest/v1/leads.json";
    private const string Delete = "/rest/v1/leads/delete.json";
    private const string Fields = "/rest/v1/leads/schema/fields.json";
    private const string Code = "/rest/v1/leads/schema/fields/code.json";
    private const string Partitions = "/rest/v1/leads/partitions.json";
    private static readonly string TooMany = $$"""{"input":[{{string.Join(',', Enumerable.Repeat("{\"id\":1}", 301))}}]}""";

    private static readonly CodeScenario[] Scenarios =
    [
        Get("getLeadByIdUsingGET", "1001", "/rest/v1/lead/x.json"),
        Get("getLeadByIdUsingGET", "1006", "/rest/v1/lead/1.json?fields=nothing"),

        Get("getLeadsByFilterUsingGET", "1001", Sync + "?filterType=id&filterValues=x"),
        Get("getLeadsByFilterUsingGET", "1002", Sync + "?filterType=id"),
        Get("getLeadsByFilterUsingGET", "1003", Sync + "?filterType=id&filterValues=1&nextPageToken=x"),
        Get("getLeadsByFilterUsingGET", "1006", Sync + "?filterType=nothing&filterValues=1"),
        Get("getLeadsByFilterUsingGET", "1011", Sync + "?filterType=firstName&filterValues=1"),

        .. Bodies("syncLeadUsingPOST", Sync),
        Post("syncLeadUsingPOST", "718", Sync, """{"input":[{"email":"new@x.com","externalSalesPersonId":"nobody"}]}"""),
        Post("syncLeadUsingPOST", "1001", Sync, """{"input":[{"email":"no email"}]}"""),
        Post("syncLeadUsingPOST", "1002", Sync, """{"input":[{"firstName":"no key"}]}"""),
        Post("syncLeadUsingPOST", "1003", Sync, """{"action":"createOnly","input":[{"id":1,"email":"new@x.com"}]}"""),
        Post("syncLeadUsingPOST", "1004", Sync, """{"action":"updateOnly","input":[{"email":"nobody@x.com"}]}"""),
        Post("syncLeadUsingPOST", "1005", Sync, """{"action":"createOnly","input":[{"email":"one@x.com"}]}"""),
        Post("syncLeadUsingPOST", "1006", Sync, """{"input":[{"email":"one@x.com","nothing":1}]}"""),
        Post("syncLeadUsingPOST", "1007", Sync, """{"input":[{"email":"two@x.com"}]}"""),
        new("syncLeadUsingPOST", "1008", p => p.Europe.SyncAsync([new { email = "one@x.com" }])),
        new("syncLeadUsingPOST", "1009", p => p.Europe.SyncAsync([new { email = "new@x.com" }])),
        new("syncLeadUsingPOST", "1010", p => p.Europe.SyncAsync([new { email = "one@x.com" }], partitionName: "Europe")),
        Post("syncLeadUsingPOST", "1011", Sync, """{"input":[{"email":"one@x.com","createdAt":"2020-01-01"}]}"""),
        Post("syncLeadUsingPOST", "1021", Sync, """{"input":[{"email":"one@x.com","company":"C"}]}"""),

        .. Bodies("deleteLeadsUsingPOST", Delete),
        Post("deleteLeadsUsingPOST", "1001", Delete, """{"input":[{"id":"x"}]}"""),
        Post("deleteLeadsUsingPOST", "1002", Delete, "{}"),
        Post("deleteLeadsUsingPOST", "1003", Delete, TooMany),
        Post("deleteLeadsUsingPOST", "1004", Delete, """{"input":[{"id":99999}]}"""),
        new("deleteLeadsUsingPOST", "1008", p => p.Europe.PostAsync(Delete, """{"input":[{"id":1}]}""")),

        Get("getLeadFieldByNameUsingGET", "1006", "/rest/v1/leads/schema/fields/nothing.json"),

        .. Bodies("updateLeadFieldUsingPOST", Code),
        Post("updateLeadFieldUsingPOST", "1001", Code, """{"input":[{"isHidden":"x"}]}"""),
        Post("updateLeadFieldUsingPOST", "1002", Code, "{}"),
        Post("updateLeadFieldUsingPOST", "1003", Code, """{"input":[{"dataType":"string"}]}"""),
        Post("updateLeadFieldUsingPOST", "1006", "/rest/v1/leads/schema/fields/nothing.json", """{"input":[{"isHidden":true}]}"""),
        Post("updateLeadFieldUsingPOST", "1017", Code, """{"input":[{"displayName":"Email Address"}]}"""),

        Get("getLeadFieldsUsingGET", "1001", Fields + "?batchSize=x"),
        Get("getLeadFieldsUsingGET", "1003", Fields + "?nextPageToken=x"),

        .. Bodies("createLeadFieldUsingPOST", Fields),
        Post("createLeadFieldUsingPOST", "1001", Fields, """{"input":[{"name":5}]}"""),
        Post("createLeadFieldUsingPOST", "1002", Fields, """{"input":[{"name":"a"}]}"""),
        Post("createLeadFieldUsingPOST", "1003", Fields, """{"input":[{"name":"a b","displayName":"A","dataType":"string"}]}"""),
        Post("createLeadFieldUsingPOST", "1017", Fields, """{"input":[{"name":"code","displayName":"A","dataType":"string"}]}"""),
        new("createLeadFieldUsingPOST", "1028", async p =>
        {
            var (instance, settings) = (p.Server.Instance, p.Server.Instance.Settings);
            await p.Server.Server.Catalogue.SetAsync(instance, settings with { Limits = settings.Limits with { CustomFieldsPerObject = 1 } });
            var reply = await p.Api.PostAsync(Fields, """{"input":[{"name":"more","displayName":"More","dataType":"string"}]}""");
            await p.Server.Server.Catalogue.SetAsync(instance, settings);
            return reply;
        }),

        .. Bodies("updatePartitionsUsingPOST", Partitions),
        Post("updatePartitionsUsingPOST", "1001", Partitions, """{"input":[{"id":"x","partitionName":"Default"}]}"""),
        Post("updatePartitionsUsingPOST", "1002", Partitions, """{"input":[{"id":1}]}"""),
        Post("updatePartitionsUsingPOST", "1003", Partitions, """{"input":[{"id":1,"partitionName":"Nowhere"}]}"""),
        Post("updatePartitionsUsingPOST", "1004", Partitions, """{"input":[{"id":99999,"partitionName":"Default"}]}"""),
        Post("updatePartitionsUsingPOST", "1008", Partitions, """{"input":[{"id":1,"partitionName":"Europe"}]}"""),

        .. ObjectScenarios(),
        .. ActivityScenarios(),
    ];

    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Rows => EveryDatabase.With(Scenarios.Select(s => $"{s.Operation} {s.Code}"));

    [Theory, MemberData(nameof(Rows))]
    public async Task A_scenario_causes_exactly_its_code(DatabaseKind database, string row)
    {
        var scenario = Scenarios.Single(s => $"{s.Operation} {s.Code}" == row);
        var reply = await scenario.CauseAsync(await servers.OfAsync(database));

        Assert.Equal(200, reply.Status);
        Assert.Equal(scenario.Code, reply.Code ?? RecordCode(reply));
    }

    [Fact]
    public void Every_code_of_the_catalogue_has_a_scenario_and_every_scenario_a_code()
    {
        var catalogue = OperationCatalogue.All.Where(o => o.IsImplemented).SelectMany(o => o.Codes.Select(c => $"{o.Id} {c}"));

        Assert.Equal(catalogue.Order(), Scenarios.Select(s => $"{s.Operation} {s.Code}").Order());
    }

    [Fact]
    public void A_planned_operation_has_no_codes() => Assert.All(OperationCatalogue.All.Where(o => !o.IsImplemented), o => Assert.Empty(o.Codes));

    private static string RecordCode(Reply reply) => Assert.Single(reply.Outcomes)["skipped ".Length..];

    private static CodeScenario Get(string operation, string code, string path) => new(operation, code, p => p.Api.GetAsync(path));

    private static CodeScenario Post(string operation, string code, string path, string body) => new(operation, code, p => p.Api.PostAsync(path, body));

    /// <summary>What every operation with a JSON body answers to one that is none, or is not declared as such.</summary>
    private static IEnumerable<CodeScenario> Bodies(string operation, string path) =>
    [
        Post(operation, "609", path, "{\"input\":"),
        new(operation, "612", async p =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{\"input\":[]}", Encoding.UTF8, "text/plain") };
            return await p.Api.SendAsync(request);
        }),
    ];
}
