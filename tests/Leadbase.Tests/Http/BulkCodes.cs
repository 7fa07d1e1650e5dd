using System.Text;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of bulk imports and exports.</summary>
internal static class BulkCodes
{
    private const string Leads = "/bulk/v1/leads.json";
    private const string Members = "/bulk/v1/program/1100/members/import.json?programMemberStatus=Invited";
    private const string Objects = "/bulk/v1/customobjects/known/import.json";
    private const string People = "email\na@x.com\n";
    private const string Range = """{"startAt":"2026-01-01T00:00:00Z","endAt":"2026-01-31T00:00:00Z"}""";
    private const string Nobody = "00000000-0000-4000-8000-000000000000";

    public static readonly CodeScenario[] All =
    [
        Import("importLeadUsingPOST", "1001", Leads + "?listId=x"),
        Import("importLeadUsingPOST", "1002", Leads, null),
        Import("importLeadUsingPOST", "1003", Leads + "?format=xls"),
        Import("importLeadUsingPOST", "1006", Leads + "?lookupField=nothing"),
        new("importLeadUsingPOST", "1008", async p =>
        {
            using var europe = await p.CallerAsync("Read-Write Lead");
            return await UploadAsync(europe, Leads + "?partitionName=Default", People);
        }),
        Import("importLeadUsingPOST", "1011", Leads + "?lookupField=createdAt"),
        Import("importLeadUsingPOST", "1013", Leads + "?listId=99999"),
        Full("importLeadUsingPOST", Leads),
        new("importLeadUsingPOST", "1019", p => WithOpenAsync(p, 1, () => UploadAsync(p.Api, Leads + "?listId=1001", People))),

        Import("importProgramMemberUsingPOST", "1001", "/bulk/v1/program/x/members/import.json"),
        Import("importProgramMemberUsingPOST", "1002", "/bulk/v1/program/1100/members/import.json"),
        Import("importProgramMemberUsingPOST", "1003", Members + "&format=xls"),
        Import("importProgramMemberUsingPOST", "1013", "/bulk/v1/program/99999/members/import.json?programMemberStatus=Invited"),
        Full("importProgramMemberUsingPOST", Members),
        Import("importProgramMemberUsingPOST", "1025", "/bulk/v1/program/1100/members/import.json?programMemberStatus=Lost"),

        Import("importCustomObjectUsingPOST", "1002", Objects, null),
        Import("importCustomObjectUsingPOST", "1003", Objects, "key\n"),
        Import("importCustomObjectUsingPOST", "1013", "/bulk/v1/customobjects/nothing/import.json"),
        Full("importCustomObjectUsingPOST", Objects),

        .. Status("getImportLeadStatusUsingGET", "/bulk/v1/leads/batch/{0}.json"),
        .. Status("getImportProgramMemberStatusUsingGET", "/bulk/v1/program/members/import/{0}/status.json"),
        .. Status("getImportCustomObjectStatusUsingGET", "/bulk/v1/customobjects/known/import/{0}/status.json"),

        .. Exports("Leads", "/bulk/v1/leads/export", "[\"id\"]", $$$"""{"createdAt":{{{Range}}}}"""),
        .. Exports("Activities", "/bulk/v1/activities/export", "[\"leadId\"]", $$$"""{"createdAt":{{{Range}}}}"""),
        .. Exports("ProgramMembers", "/bulk/v1/program/members/export", "[\"leadId\"]", """{"programId":1100}"""),
        .. Exports("CustomObjects", "/bulk/v1/customobjects/known/export", "[\"key\"]", $$$"""{"updatedAt":{{{Range}}}}"""),

        Post("createExportLeadsUsingPOST", "1013", "/bulk/v1/leads/export/create.json", """{"fields":["id"],"filter":{"staticListId":99999}}"""),
        Post("createExportProgramMembersUsingPOST", "1013", "/bulk/v1/program/members/export/create.json", """{"fields":["leadId"],"filter":{"programId":99999}}"""),
        Post("createExportCustomObjectsUsingPOST", "1013", "/bulk/v1/customobjects/nothing/export/create.json", """{"fields":["key"],"filter":{"staticListId":1001}}"""),
    ];

    private static CodeScenario Import(string operation, string code, string path, string? csv = People) => new(operation, code, p => UploadAsync(p.Api, path, csv));

    private static CodeScenario Full(string operation, string path) => new(operation, "1016", p => WithOpenAsync(p, 10, () => UploadAsync(p.Api, path, operation.Contains("Custom", StringComparison.Ordinal) ? "key\nk\n" : People)));

    private static CodeScenario[] Status(string operation, string path) =>
    [
        Get(operation, "1001", path.Replace("{0}", "x", StringComparison.Ordinal)), Get(operation, "1013", path.Replace("{0}", "99999", StringComparison.Ordinal)),
    ];

    private static IEnumerable<CodeScenario> Exports(string name, string path, string fields, string filter)
    {
        var (create, body) = ($"createExport{name}UsingPOST", $$$"""{"fields":{{{fields}}},"filter":{{{filter}}}}""");
        foreach (var scenario in Bodies(create, $"{path}/create.json")) yield return scenario;
        yield return Create("1001", """{"format":1}""");
        yield return Create("1002", $$$"""{"fields":{{{fields}}}}""");
        yield return Create("1003", body.Replace("{\"fields\"", "{\"format\":\"XLS\",\"fields\"", StringComparison.Ordinal));
        yield return Create("1006", $$$"""{"fields":["nothing"],"filter":{{{filter}}}}""");
        yield return Create("1029", body).With(s => s with { Limits = s.Limits with { ExportQuotaMegabytes = 0 } });
        if (name is "Leads" or "CustomObjects")
        {
            yield return Create("1035", $$$"""{"fields":{{{fields}}},"filter":{"smartListId":1}}""").With(s => s with { Features = s.Features with { ExtractFilters = false } });
        }
        yield return Post($"enqueueExport{name}UsingPOST", "1013", $"{path}/{Nobody}/enqueue.json", "{}");
        yield return Twice($"enqueueExport{name}UsingPOST", "1029", "enqueue");
        yield return Post($"cancelExport{name}UsingPOST", "1013", $"{path}/{Nobody}/cancel.json", "{}");
        yield return Twice($"cancelExport{name}UsingPOST", "1003", "cancel");
        yield return Get($"getExport{name}StatusUsingGET", "1013", $"{path}/{Nobody}/status.json");
        yield return Get($"getExport{name}UsingGET", "1001", $"{path}.json?batchSize=x");
        yield return Get($"getExport{name}UsingGET", "1003", $"{path}.json?status=Lost");

        CodeScenario Create(string code, string json) => Post(create, code, $"{path}/create.json", json);

        CodeScenario Twice(string operation, string code, string verb) => new(operation, code, async p =>
        {
            var made = await p.Api.PostAsync($"{path}/create.json", body);
            Assert.True(made.Success, made.Body);
            var call = $"{path}/{made.Result[0].GetProperty("exportId").GetString()}/{verb}.json";
            Assert.True((await p.Api.PostAsync(call, null)).Success);
            return await p.Api.PostAsync(call, null);
        });
    }

    private static async Task<Reply> UploadAsync(ApiClient api, string path, string? csv)
    {
        var form = new MultipartFormDataContent { { new StringContent("unused"), "note" } };
        if (csv is not null) form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "file.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        return await api.SendAsync(request);
    }

    /// <summary>While imports wait that no job does, the first of them for the list 1001.</summary>
    private static async Task<Reply> WithOpenAsync(CodeServers.Prepared p, int count, Func<Task<Reply>> call)
    {
        var (database, first) = (p.Server.Instance.Database, 1_000_000L);
        await WriteAsync(string.Join(';', Enumerable.Range(0, count).Select(i => $"""
            insert into {database.Table("bulk_import")} (id, kind, list, state, format, request, created_at, processed, failed, warned)
            values ({first + i}, 'leads', 1001, 'Queued', 'CSV', '', 0, 0, 0, 0)
            """)));
        var reply = await call();
        await WriteAsync($"delete from {database.Table("bulk_import")} where id >= {first}");
        return reply;

        async Task WriteAsync(string sql)
        {
            await using var session = await database.WriteAsync();
            await session.RunAsync(sql);
            await session.CommitAsync();
        }
    }
}
