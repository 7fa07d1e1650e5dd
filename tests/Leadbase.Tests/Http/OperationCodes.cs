using System.Text;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http;

/// <summary>One way to make an operation answer a code, as a whole or for a record.</summary>
internal sealed record CodeScenario(string Operation, string Code, Func<CodeServers.Prepared, Task<Reply>> CauseAsync)
{
    public static CodeScenario Get(string operation, string code, string path) => new(operation, code, p => p.Api.GetAsync(path));

    public static CodeScenario Post(string operation, string code, string path, string body) => new(operation, code, p => p.Api.PostAsync(path, body));

    /// <summary>What every operation with a JSON body answers to one that is none, or is not declared as such.</summary>
    public static IEnumerable<CodeScenario> Bodies(string operation, string path) =>
    [
        Post(operation, "609", path, "{\"input\":"),
        new(operation, "612", async p =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{\"input\":[]}", Encoding.UTF8, "text/plain") };
            return await p.Api.SendAsync(request);
        }),
    ];

    /// <summary>The same call under other settings of the instance, which are put back.</summary>
    public CodeScenario With(Func<InstanceSettings, InstanceSettings> change) => this with
    {
        CauseAsync = async p =>
        {
            var (catalogue, settings) = (p.Server.Server.Catalogue, p.Server.Instance.Settings);
            await catalogue.SetAsync(p.Server.Instance, change(settings));
            var reply = await CauseAsync(p);
            await catalogue.SetAsync(p.Server.Instance, settings);
            return reply;
        },
    };
}

/// <summary>One server per database for all scenarios, prepared once.</summary>
public sealed class CodeServers : IAsyncLifetime
{
    private readonly Dictionary<DatabaseKind, Prepared> _servers = [];

    internal sealed record Prepared(TestServer Server, ApiClient Europe, string ActivityToken)
    {
        public ApiClient Api => Server.Api;

        /// <summary>A client with one permission, whose workspace reaches no partition of the leads that the scenarios take for existing.</summary>
        public async Task<ApiClient> CallerAsync(string permission)
        {
            var name = $"{permission} {Guid.NewGuid():N}";
            await Administration.CreateRoleAsync(Server.Instance, name, null, [permission]);
            await Administration.CreateUserAsync(Server.Instance, $"{name.Replace(' ', '.')}@test.local", null, null, apiOnly: true, [(name, "Europe")]);
            var (service, secret) = await Administration.CreateServiceAsync(Server.Instance, name, null, $"{name.Replace(' ', '.')}@test.local");
            return Api.With(service.ClientId, secret);
        }
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
        await server.ImportAsync(MarketingSteps.Assets);
        await EntryCodes.PlantAsync(server);
        await server.ImportAsync("""
            {"staticLists":[{"id":1003,"name":"European","workspace":"Europe"}],
             "smartCampaigns":[{"id":1007,"name":"European","workspace":"Europe","type":"trigger","isActive":true,"isRequestable":true}]}
            """);
        await CustomObjectCodes.PrepareAsync(server.Api);
        foreach (var record in ObjectCodes.Known) await CreateAsync(server.Api, record);
        await CustomActivityCodes.PrepareAsync(server.Api);
        await ProgramCodes.PrepareAsync(server);
        var token = (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2020-01-01T00:00:00Z")).NextPageToken!;
        return _servers[database] = new Prepared(server, europe, token);
    }

    private static async Task CreateAsync(ApiClient api, (string Path, string Record) known)
    {
        var reply = await api.PostAsync(known.Path, $$"""{"input":[{{known.Record}}]}""");
        Assert.True(reply.Success && reply.Outcomes is ["created"], reply.Body);
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
public sealed class OperationCodes(CodeServers servers) : IClassFixture<CodeServers>
{
    private static readonly CodeScenario[] Scenarios =
    [
        .. LeadCodes.All,
        .. ObjectCodes.All,
        .. ActivityCodes.All,
        .. MarketingCodes.All,
        .. CustomActivityCodes.All,
        .. CustomObjectCodes.All,
        .. ProgramCodes.All,
        .. EntryCodes.All,
        .. BulkCodes.All,
        .. EmailCodes.All,
        .. Assets.LifecycleSample.All.SelectMany(Assets.LifecycleCodes.Of),
        .. SnippetCodes.All,
        .. PageCodes.All,
        .. UserCodes.All,

        .. FormCodes.All,
        .. SmartListCodes.All,
        .. FolderCodes.All,
        .. ContentCodes.All,
        .. ProgramAssetCodes.All,
        .. FileCodes.All,
    ];

    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Rows => EveryDatabase.With(Scenarios.Select(s => $"{s.Operation} {s.Code}"));

    [Theory, MemberData(nameof(Rows))]
    public async Task A_scenario_causes_exactly_its_code(DatabaseKind database, string row)
    {
        var scenario = Scenarios.Single(s => $"{s.Operation} {s.Code}" == row);
        var reply = await scenario.CauseAsync(await servers.OfAsync(database));

        // The User Management API alone has a status for each.
        Assert.Equal(OperationCatalogue.Get(scenario.Operation).Form.StatusOf(scenario.Code), reply.Status);
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

    // The last record is the one that the scenario is about.
    private static string RecordCode(Reply reply) => reply.Outcomes[^1].Replace("skipped ", "", StringComparison.Ordinal);
}
