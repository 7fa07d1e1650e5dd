using Leadbase.Bulk.Exports;
using Leadbase.Tests.Http.Bulk;
using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Contract;

/// <summary>What the exchanges of the bulk pages need: jobs in the documented states.</summary>
internal static class BulkExampleSeeds
{
    private const string Leads = "/bulk/v1/leads/export";
    private const string Activities = "/bulk/v1/activities/export";
    private const string Members = "/bulk/v1/program/members/export";
    private const string Cars = "/bulk/v1/customobjects/car_c/export";
    private const string CarExport = "f2c03f1d-226f-47c1-a557-357af8c2b32a";
    private const string CarFile = "vIN,color,make\n1A,red,Tesla\n2A,blue,Tesla\n3A,white,Tesla\n";
    private const long Program = 1044;
    private const string People = "firstName,email,leadScore\nAble,able@example.com,1\nEasy,easy@example.com,2\n";
    private static readonly object January = new { createdAt = new { startAt = "2026-02-20T00:00:00Z", endAt = "2026-03-10T00:00:00Z" } };
    private static readonly object OfLeads = new { fields = new[] { "id", "email" }, filter = January };
    private static readonly object OfActivities = new { filter = January };
    private static readonly object OfMembers = new { fields = new[] { "leadId" }, filter = new { programId = Program } };
    private static readonly object OfCars = new { fields = new[] { "vIN" }, filter = new { staticListId = 1001 } };

    /// <summary>Seeds by <see cref="DocumentedExample.Key"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> All =
        new Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>>(StringComparer.Ordinal)
        {
            [$"bulk-activity-extract.md POST {Activities}/{{exportId}}/enqueue.json"] = s => CreatedAsync(s, Activities, OfActivities),
            [$"bulk-activity-extract.md GET {Activities}/{{exportId}}/status.json"] = s => CompletedAsync(s, Activities, OfActivities),
            [$"bulk-activity-extract.md POST {Activities}/{{exportId}}/cancel.json"] = s => CreatedAsync(s, Activities, OfActivities),
            ["bulk-custom-object-extract.md GET /rest/v1/customobjects/car_c/describe.json"] = CarAsync,
            ["bulk-custom-object-extract.md POST /rest/v1/customobjects/car_c.json"] = async s => [.. await CarAsync(s), ("11", "2"), ("12", "3"), ("13", "4")],
            ["bulk-custom-object-extract.md GET /rest/v1/lists/1081/leads.json"] = _ => Task.FromResult<(string, string)[]>([("1081", "1001")]),
            [$"bulk-custom-object-extract.md POST {Cars}/create.json"] = async s => [.. await CarAsync(s), ("1081", "1001")],
            [$"bulk-custom-object-extract.md POST {Cars}/{CarExport}/enqueue.json"] = async s => [.. await CarAsync(s), .. await CreatedAsync(s, Cars, OfCars)],
            ["bulk-custom-object-extract.md GET /bulk/v1/customobjects/{apiName}/export/{exportId}/status.json"] = async s =>
                [.. await CarAsync(s), .. await ProcessingAsync(s, Cars, OfCars)],
            [$"bulk-custom-object-extract.md POST {Cars}/{CarExport}/cancel.json"] = async s => [.. await CarAsync(s), .. await CreatedAsync(s, Cars, OfCars)],
            ["bulk-custom-object-import.md POST /bulk/v1/customobjects/{apiName}/import.json?format=csv"] = async s => [.. await CarAsync(s), (ExampleReplayTests.File, CarFile)],
            ["bulk-custom-object-import.md GET /bulk/v1/customobjects/{apiName}/import/{batchId}/status.json"] = s => CarsImportedAsync(s, CarFile),
            ["bulk-custom-object-import.md GET /bulk/v1/customobjects/car_c/import/{batchId}/status.json"] = s => CarsImportedAsync(s, "vIN,leadID\n1A,none\n2A,none\n3A,none\n"),
            [$"bulk-extract.md GET {Leads}/{{exportId}}/status.json"] = s => CompletedAsync(s, Leads, OfLeads),
            ["bulk-import.md GET /bulk/v1/leads/batch/{batchId}.json"] = s => PeopleImportedAsync(s, People + "Charlie,charlie@example.com,3\n"),
            [$"bulk-lead-extract.md POST {Leads}/{{exportId}}/enqueue.json"] = s => CreatedAsync(s, Leads, OfLeads),
            [$"bulk-lead-extract.md GET {Leads}/{{exportId}}/status.json"] = s => ProcessingAsync(s, Leads, OfLeads),
            [$"bulk-lead-extract.md POST {Leads}/{{exportId}}/cancel.json"] = s => CreatedAsync(s, Leads, OfLeads),
            ["bulk-lead-import.md GET /bulk/v1/leads/batch/{id}.json"] = s => PeopleImportedAsync(s, People + "Charlie,charlie@example.com,many\n"),
            [$"bulk-program-member-extract.md POST {Members}/create.json"] = async s =>
            {
                await s.AddProgramAsync(id: Program);
                foreach (var name in (string[])["leadCustomField01", "leadCustomField02"]) await s.Api.AddFieldAsync(name, "string");
                foreach (var name in (string[])["pMCustomField01", "pMCustomField02"]) await s.Api.AddMemberFieldAsync(name, "string");
                return [];
            },
            [$"bulk-program-member-extract.md POST {Members}/{{exportId}}/enqueue.json"] = s => WithProgramAsync(s, () => CreatedAsync(s, Members, OfMembers)),
            [$"bulk-program-member-extract.md GET {Members}/{{exportId}}/status.json"] = s => WithProgramAsync(s, () => ProcessingAsync(s, Members, OfMembers)),
            [$"bulk-program-member-extract.md POST {Members}/{{exportId}}/cancel.json"] = s => WithProgramAsync(s, () => CreatedAsync(s, Members, OfMembers)),
            ["bulk-program-member-import.md POST /bulk/v1/program/{programId}/members/import.json?format=csv&programMemberStatus=On List"] = s =>
                WithProgramAsync(s, () => Task.FromResult<(string, string)[]>([("{programId}", $"{Program}"), ("On List", "Invited")])),
            ["bulk-program-member-import.md GET /bulk/v1/program/members/import/{batchId}/status.json (Polling Job Status)"] = s => MembersImportedAsync(s, People),
            ["bulk-program-member-import.md GET /bulk/v1/program/members/import/{batchId}/status.json (Failures)"] = s =>
                MembersImportedAsync(s, "firstName,email,leadScore\nAble,able@example.com,many\n"),
            ["bulk-program-member-import.md GET /bulk/v1/program/members/import/{batchId}/status.json (Warnings)"] = s =>
                MembersImportedAsync(s, "firstName,email\nAble,no address\n"),
        };

    private static (string Text, string Value)[] Named(string id) => [("{exportId}", id), (CarExport, id)];

    private static async Task<(string Text, string Value)[]> CreatedAsync(TestServer server, string root, object body) => Named(await server.Api.CreateExportAsync(root, body));

    private static async Task<(string Text, string Value)[]> CompletedAsync(TestServer server, string root, object body) => Named((await server.ExportAsync(root, body)).Id);

    /// <summary>An export that is being made, whose next step never comes.</summary>
    private static async Task<(string Text, string Value)[]> ProcessingAsync(TestServer server, string root, object body)
    {
        await server.HoldAsync("export");
        var id = await server.Api.CreateExportAsync(root, body);
        Assert.True((await server.Api.PostAsync($"{root}/{id}/enqueue.json", null)).Success);
        await using var session = await server.Instance.Database.WriteAsync();
        Assert.True(await ExportStore.StartAsync(session, id, server.Instance.Now));
        await session.CommitAsync();
        return Named(id);
    }

    private static async Task<(string Text, string Value)[]> CarAsync(TestServer server)
    {
        static string Text(string name) => $$"""{"name":"{{name}}","displayName":"Label of {{name}}","dataType":"string"}""";
        await server.Api.MakeTypeAsync(
            "car_c", """{"name":"vIN","displayName":"VIN","dataType":"string","isDedupeField":true}""", CustomObjectSteps.LeadLink, Text("color"), Text("make"), Text("model"));
        return [("{apiName}", "car_c")];
    }

    private static async Task<(string Text, string Value)[]> CarsImportedAsync(TestServer server, string file)
    {
        var texts = await CarAsync(server);
        return [.. texts, .. await ImportedAsync(server, "/bulk/v1/customobjects/car_c/import.json?format=csv", file)];
    }

    private static Task<(string Text, string Value)[]> PeopleImportedAsync(TestServer server, string file) => ImportedAsync(server, BulkSteps.Leads + "?format=csv", file);

    private static Task<(string Text, string Value)[]> MembersImportedAsync(TestServer server, string file) =>
        WithProgramAsync(server, () => ImportedAsync(server, $"/bulk/v1/program/{Program}/members/import.json?format=csv&programMemberStatus=Invited", file));

    private static async Task<(string Text, string Value)[]> ImportedAsync(TestServer server, string path, string file)
    {
        var id = await server.Api.QueueAsync(path, file);
        await server.FinishJobsAsync();
        return [("{batchId}", $"{id}"), ("{id}", $"{id}")];
    }

    private static async Task<(string Text, string Value)[]> WithProgramAsync(TestServer server, Func<Task<(string Text, string Value)[]>> then)
    {
        await server.AddProgramAsync(id: Program);
        return await then();
    }
}
