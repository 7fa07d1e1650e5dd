using Leadbase.Tests.Http.Bulk;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of bulk imports and bulk exports.</summary>
internal static class BulkCodes
{
    private const string Objects = "/bulk/v1/customobjects/known";
    private const string Members = "/bulk/v1/program/1100/members/import.json?programMemberStatus=Invited";
    private const string March = """{"startAt":"2026-03-01T00:00:00Z","endAt":"2026-03-31T00:00:00Z"}""";
    private const string Long = """{"startAt":"2026-01-01T00:00:00Z","endAt":"2026-03-31T00:00:00Z"}""";
    private const string File = "email\na@x.com\n";

    public static readonly CodeScenario[] All =
    [
        .. Imports("importLeadUsingPOST", BulkSteps.Leads),
        Import("importLeadUsingPOST", "1001", BulkSteps.Leads + "?listId=x"),
        Import("importLeadUsingPOST", "1006", BulkSteps.Leads + "?lookupField=nothing"),
        new("importLeadUsingPOST", "1008", p => p.Europe.UploadAsync(BulkSteps.Leads + "?partitionName=Default", File)),
        Import("importLeadUsingPOST", "1011", BulkSteps.Leads + "?lookupField=createdAt"),
        Import("importLeadUsingPOST", "1013", BulkSteps.Leads + "?listId=99999"),
        new("importLeadUsingPOST", "1019", p => HeldAsync(p, "import", async () =>
        {
            await p.Api.QueueAsync(BulkSteps.Leads + "?listId=1001", File);
            return await p.Api.UploadAsync(BulkSteps.Leads + "?listId=1001", File);
        })),
        .. Statuses("getImportLeadStatusUsingGET", "/bulk/v1/leads/batch/{0}.json"),

        .. Imports("importProgramMemberUsingPOST", Members),
        Import("importProgramMemberUsingPOST", "1001", Members.Replace("1100", "x", StringComparison.Ordinal)),
        Import("importProgramMemberUsingPOST", "1013", Members.Replace("1100", "99999", StringComparison.Ordinal)),
        Import("importProgramMemberUsingPOST", "1025", Members.Replace("Invited", "Nowhere", StringComparison.Ordinal)),
        .. Statuses("getImportProgramMemberStatusUsingGET", "/bulk/v1/program/members/import/{0}/status.json"),

        .. Imports("importCustomObjectUsingPOST", $"{Objects}/import.json"),
        Import("importCustomObjectUsingPOST", "1013", "/bulk/v1/customobjects/nothing/import.json"),
        .. Statuses("getImportCustomObjectStatusUsingGET", Objects + "/import/{0}/status.json"),

        .. Exports("Leads", "/bulk/v1/leads/export", "id", $$"""{"createdAt":{{March}}}""", $$"""{"createdAt":{{Long}}}"""),
        Post("createExportLeadsUsingPOST", "1013", "/bulk/v1/leads/export/create.json", """{"fields":["id"],"filter":{"staticListId":99999}}"""),
        .. Exports("Activities", "/bulk/v1/activities/export", "leadId", $$"""{"createdAt":{{March}}}""", $$"""{"createdAt":{{Long}}}"""),
        .. Exports("ProgramMembers", "/bulk/v1/program/members/export", "leadId", """{"programId":1100}""", """{"programId":1100,"programIds":[1100]}"""),
        Post("createExportProgramMembersUsingPOST", "1013", "/bulk/v1/program/members/export/create.json", """{"fields":["leadId"],"filter":{"programId":99999}}"""),
        .. Exports("CustomObjects", Objects + "/export", "key", $$"""{"updatedAt":{{March}}}""", $$"""{"updatedAt":{{Long}}}"""),
        Post("createExportCustomObjectsUsingPOST", "1013", "/bulk/v1/customobjects/nothing/export/create.json", $$"""{"fields":["key"],"filter":{"updatedAt":{{March}} } }"""),
    ];

    private static CodeScenario Import(string operation, string code, string path) => new(operation, code, p => p.Api.UploadAsync(path, File));

    private static IEnumerable<CodeScenario> Imports(string operation, string path) =>
    [
        new(operation, "1002", async p =>
        {
            using var content = new MultipartFormDataContent { { new StringContent("csv"), "format" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            return await p.Api.SendAsync(request);
        }),
        new(operation, "1003", p => p.Api.UploadAsync(path, "")),
        new(operation, "1016", p => HeldAsync(p, "import", async () =>
        {
            for (var i = 0; i < 10; i++) await p.Api.QueueAsync(path, File);
            return await p.Api.UploadAsync(path, File);
        })),
    ];

    private static IEnumerable<CodeScenario> Statuses(string operation, string path) =>
    [
        Get(operation, "1001", path.Replace("{0}", "x", StringComparison.Ordinal)),
        Get(operation, "1013", path.Replace("{0}", "99999", StringComparison.Ordinal)),
    ];

    private static IEnumerable<CodeScenario> Exports(string name, string root, string field, string filter, string wrongFilter)
    {
        var (create, enqueue, cancel) = ($"createExport{name}UsingPOST", $"enqueueExport{name}UsingPOST", $"cancelExport{name}UsingPOST");
        var good = $$"""{"fields":["{{field}}"],"filter":{{filter}}}""";
        return
        [
            Post(create, "1001", root + "/create.json", $$"""{"format":5,"fields":["{{field}}"],"filter":{{filter}}}"""),
            Post(create, "1002", root + "/create.json", $$"""{"fields":["{{field}}"]}"""),
            Post(create, "1003", root + "/create.json", $$"""{"fields":["{{field}}"],"filter":{{wrongFilter}}}"""),
            Post(create, "1006", root + "/create.json", $$"""{"fields":["nothing"],"filter":{{filter}}}"""),
            Post(create, "1029", root + "/create.json", good).With(s => s with { Limits = s.Limits with { ExportQuotaMegabytes = 0 } }),
            Post(create, "1035", root + "/create.json", $$"""{"fields":["{{field}}"],"filter":{"smartListId":1} }"""),
            new(enqueue, "1029", p => HeldAsync(p, "export", async () =>
            {
                var id = await p.Api.CreateExportAsync(root, good);
                Assert.True((await p.Api.PostAsync($"{root}/{id}/enqueue.json", null)).Success);
                return await p.Api.PostAsync($"{root}/{id}/enqueue.json", null);
            })),
            Post(enqueue, "1013", $"{root}/nothing/enqueue.json", "{}"),
            new(cancel, "1003", async p =>
            {
                var id = await p.Api.CreateExportAsync(root, good);
                Assert.True((await p.Api.PostAsync($"{root}/{id}/cancel.json", null)).Success);
                return await p.Api.PostAsync($"{root}/{id}/cancel.json", null);
            }),
            Post(cancel, "1013", $"{root}/nothing/cancel.json", "{}"),
            Get($"getExport{name}StatusUsingGET", "1013", $"{root}/nothing/status.json"),
            Get($"getExport{name}UsingGET", "1001", $"{root}.json?batchSize=x"),
            Get($"getExport{name}UsingGET", "1003", $"{root}.json?nextPageToken=x"),
        ];
    }

    /// <summary>A call while no job of a lane is begun; then those jobs are done.</summary>
    private static async Task<Reply> HeldAsync(CodeServers.Prepared prepared, string lane, Func<Task<Reply>> callAsync)
    {
        await prepared.Server.HoldAsync(lane);
        var reply = await callAsync();
        await prepared.Server.ReleaseAsync();
        return reply;
    }
}
