using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>Exports of leads: filters, fields, formats.</summary>
public sealed class LeadExportTests
{
    private const string Root = "/bulk/v1/leads/export";

    [Theory, OnEveryDatabase]
    public async Task Leads_are_exported_by_the_range_in_which_they_were_created_or_changed(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var first = server.Clock.GetUtcNow();
        await server.Api.CreateAsync(new { email = "a@x.com", lastName = "A, \"B\"\n", dateOfBirth = "1990-01-02", leadScore = 3, unsubscribed = true });
        server.Clock.Advance(TimeSpan.FromMinutes(50));
        var second = server.Clock.GetUtcNow();
        await server.Api.CreateAsync(new { email = "b@x.com" });
        // A custom field does not move the visible time, and is a change all the same.
        await server.Api.SyncAsync([new { email = "a@x.com", code = "c" }]);
        await server.Api.PostAsync("/rest/v1/lists/1001/leads.json", new { input = new[] { new { id = 2 } } });

        string[] fields = ["email", "lastName", "dateOfBirth", "leadScore", "unsubscribed", "createdAt"];
        var (_, created) = await server.ExportAsync(Root, new { fields, filter = new { createdAt = Range(first, first) }, columnHeaderNames = new { email = "Email, of\tthe lead" }, format = "tsv" });
        Assert.Equal($"\"Email, of\tthe lead\"\tlastName\tdateOfBirth\tleadScore\tunsubscribed\tcreatedAt\na@x.com\t\"A, \"\"B\"\"\n\"\t1990-01-02\t3\ttrue\t{first:yyyy-MM-ddTHH:mm:ssZ}\n", created);
        var (_, changed) = await server.ExportAsync(Root, new { fields = (string[])["id", "lastName"], filter = new { updatedAt = Range(second, second) }, format = "SSV" });
        Assert.Equal("id;lastName\n1;\"A, \"\"B\"\"\n\"\n2;null\n", changed);
        foreach (var filter in new object[] { new { staticListId = 1001 }, new { staticListName = "Known" } })
        {
            Assert.Equal("id\n2\n", (await server.ExportAsync(Root, new { fields = (string[])["id"], filter })).File);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_proper_export_is_refused(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        const string Range = """{"startAt":"2026-01-01T00:00:00Z","endAt":"2026-01-31T00:00:00Z"}""";
        foreach (var (code, body) in new[]
        {
            ("1003", """{"fields":["id"],"filter":{}}"""),
            ("1003", $$$"""{"fields":["id"],"filter":{"createdAt":{{{Range}}},"updatedAt":{{{Range}}}}}"""),
            ("1003", """{"fields":["id"],"filter":{"createdAt":{"startAt":"2026-01-01T00:00:00Z","endAt":"2026-02-01T00:00:01Z"}}}"""),
            ("1003", """{"fields":["id"],"filter":{"createdAt":{"startAt":"2026-01-02T00:00:00Z","endAt":"2026-01-01T00:00:00Z"}}}"""),
            ("1003", """{"fields":["id"],"filter":{"createdAt":{"startAt":"soon","endAt":"2026-01-01T00:00:00Z"}}}"""),
            ("1003", """{"fields":["id"],"filter":{"createdAt":{"startAt":"2026-01-02T00:00:00Z"}}}"""),
            ("1003", """{"fields":["id"],"filter":{"createdAt":5}}"""),
            ("1003", """{"fields":["id"],"filter":{"color":"red"}}"""),
            ("1013", """{"fields":["id"],"filter":{"smartListName":"All"}}"""),
            ("1001", """{"fields":["id"],"filter":{"staticListId":"1001"}}"""),
            ("1013", """{"fields":["id"],"filter":{"staticListName":"a\u0000b"}}"""),
            ("1003", $$$"""{"fields":["id","ID"],"filter":{"createdAt":{{{Range}}}}}"""),
            ("1003", $$$"""{"fields":"id","filter":{"createdAt":{{{Range}}}}}"""),
            ("1003", $$$"""{"fields":["id"],"filter":{"createdAt":{{{Range}}}},"columnHeaderNames":{"email":"E"}}"""),
            ("1002", $$$"""{"filter":{"createdAt":{{{Range}}}}}"""),
            ("1002", """{"fields":["id"],"filter":[]}"""),
            ("1006", $$$"""{"fields":["id","nothing"],"filter":{"createdAt":{{{Range}}}}}"""),
        })
        {
            Assert.Equal((code, body), ((await server.Api.PostAsync($"{Root}/create.json", body)).Code, body));
        }
    }

    private static object Range(DateTimeOffset start, DateTimeOffset end) => new { startAt = $"{start:yyyy-MM-ddTHH:mm:ssZ}", endAt = $"{end:yyyy-MM-ddTHH:mm:ssZ}" };
}

/// <summary>Exports of activities.</summary>
public sealed class ActivityExportTests
{
    private const string Root = "/bulk/v1/activities/export";
    private const string Dates = """ "createdAt":{"startAt":"2026-02-20T00:00:00Z","endAt":"2026-03-20T00:00:00Z"} """;

    [Theory, OnEveryDatabase]
    public async Task Activities_are_exported_with_their_attributes_as_JSON(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var lead = await server.Api.CreateAsync(new { email = "a@x.com", lastName = "Old" });
        await server.Api.SyncAsync([new { email = "a@x.com", lastName = "New \"x\"", leadScore = 5 }]);
        await server.Api.PostAsync("/rest/v1/lists/1001/leads.json", new { input = new[] { new { id = lead } } });

        var (_, file) = await server.ExportAsync(Root, $$$"""{"filter":{{{{Dates}}},"activityTypeIds":[13,24]}}""");
        var lines = file.TrimEnd('\n').Split('\n');
        Assert.Equal("marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes", lines[0]);
        Assert.Equal(4, lines.Length);
        var change = Assert.Single(lines, l => l.Contains("Last Name", StringComparison.Ordinal));
        Assert.Contains("\"\"New Value\"\":\"\"New \\\"\"x\\\"\"\"\",\"\"Old Value\"\":\"\"Old\"\"", change, StringComparison.Ordinal);
        Assert.EndsWith(",24,null,1001,Known,\"{\"\"Source\"\":\"\"Web service API\"\"}\"", lines[3], StringComparison.Ordinal);

        Assert.Equal(["leadId,actionResult", $"{lead},succeeded"], await LinesAsync(""" "activityTypeIds":[24],"primaryAttributeValueIds":[1001] """));
        Assert.Equal(["leadId,actionResult", $"{lead},succeeded"], await LinesAsync(""" "activityTypeIds":[13],"primaryAttributeValues":["Last Name"] """));
        Assert.Equal(["leadId,actionResult"], await LinesAsync(""" "activityTypeIds":[24,25],"primaryAttributeValueIds":[1002] """));

        // A text that would end, escape or replace something in a statement is a text.
        foreach (var hostile in new[] { """it's \"a\" \\ $1""", """' or 1=1 --""", """\\' or true --""", "$1 $2 $$", """E'\\x'; drop table lead; --""" })
        {
            Assert.Equal((hostile, "leadId,actionResult"), (hostile, string.Join('\n', await LinesAsync($""" "activityTypeIds":[13],"primaryAttributeValues":["{hostile}"] """))));
        }

        async Task<string[]> LinesAsync(string filter) =>
            (await server.ExportAsync(Root, $$$"""{"fields":["leadId","actionResult"],"filter":{{{{Dates}}},{{{filter}}}}}""")).File.TrimEnd('\n').Split('\n');
    }

    [Theory, OnEveryDatabase]
    public async Task Deleted_leads_are_told_elsewhere_and_dates_and_matching_types_are_required(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var lead = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id = lead } } });
        Assert.DoesNotContain(",37,", (await server.ExportAsync(Root, $$$"""{"filter":{{{{Dates}}}}}""")).File, StringComparison.Ordinal);

        var many = string.Join(',', Enumerable.Range(1, 51));
        foreach (var filter in new[]
        {
            """ "activityTypeIds":[1] """, $"{Dates},\"activityTypeIds\":[1,37]", $"{Dates},\"activityTypeIds\":[999]", $"{Dates},\"activityTypeIds\":[0]", $"{Dates},\"primaryAttributeValueIds\":[1]",
            $"{Dates},\"activityTypeIds\":[2,13],\"primaryAttributeValueIds\":[1]", $"{Dates},\"activityTypeIds\":[1],\"primaryAttributeValues\":[\"x\"]",
            $"{Dates},\"activityTypeIds\":[13],\"primaryAttributeValueIds\":[1],\"primaryAttributeValues\":[\"x\"]", $"{Dates},\"activityTypeIds\":[13],\"primaryAttributeValueIds\":[{many}]",
        })
        {
            Assert.Equal(("1003", filter), ((await server.Api.PostAsync($"{Root}/create.json", $$$"""{"filter":{{{{filter}}}}}""")).Code, filter));
        }
    }
}

/// <summary>Exports of program members.</summary>
public sealed class MemberExportTests
{
    private const string Root = "/bulk/v1/program/members/export";

    [Theory, OnEveryDatabase]
    public async Task Members_are_exported_with_fields_of_the_lead_and_of_the_membership(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (spring, autumn) = (await server.AddProgramAsync(), await server.AddProgramAsync("Autumn"));
        await server.Api.AddMemberFieldAsync("lunch", "string");
        var leads = await server.Api.CreateManyAsync(3, i => new { email = $"{i}@x.com", firstName = "F" });
        await server.Api.SetStatusAsync(spring, "Invited", leads[0], leads[1]);
        await server.Api.SetStatusAsync(autumn, "Attended", leads[1], leads[2]);

        var (_, one) = await server.ExportAsync(Root, new { fields = (string[])["leadId", "email", "program", "statusName", "reachedSuccess", "lunch"], filter = new { programId = spring } });
        Assert.Equal($"leadId,email,program,statusName,reachedSuccess,lunch\n{leads[0]},0@x.com,Spring,Invited,false,null\n{leads[1]},1@x.com,Spring,Invited,false,null\n", one);
        var (_, both) = await server.ExportAsync(Root, new { fields = (string[])["leadId", "ProgramId"], filter = new { programIds = (long[])[spring, autumn], statusNames = (string[])["Attended"], isExhausted = false } });
        Assert.Equal($"programId,leadId\n{autumn},{leads[1]}\n{autumn},{leads[2]}\n", both);

        foreach (var (code, filter) in new[]
        {
            ("1003", "{}"), ("1003", $$$"""{"programId":{{{spring}}},"programIds":[{{{spring}}}]}"""), ("1003", """{"programIds":[1,2,3,4,5,6,7,8,9,10,11]}"""),
            ("1003", $$"""{"programId":{{spring}},"statusNames":["Lost"]}"""), ("1003", $$"""{"programId":{{spring}},"nurtureCadence":"fast"}"""),
            ("1001", $$"""{"programId":{{spring}},"isExhausted":"no"}"""), ("1013", """{"programId":99999}"""),
        })
        {
            Assert.Equal((code, filter), ((await server.Api.PostAsync($"{Root}/create.json", $$$"""{"fields":["leadId"],"filter":{{{filter}}}}""")).Code, filter));
        }
    }
}

/// <summary>Exports of custom objects.</summary>
public sealed class ObjectExportTests
{
    private const string Root = "/bulk/v1/customobjects/car/export";

    [Theory, OnEveryDatabase]
    public async Task Objects_linked_to_the_members_of_a_list_are_exported(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("car", CustomObjectSteps.Vin, CustomObjectSteps.Year, CustomObjectSteps.LeadLink);
        await server.Api.MakeTypeAsync("boat", CustomObjectSteps.Vin);
        var leads = await server.Api.CreateManyAsync(2, i => new { email = $"{i}@x.com" });
        await server.Api.PostAsync("/rest/v1/customobjects/car.json", new { input = leads.Select((leadID, i) => new { vin = $"v{i}", leadID }) });
        await server.Api.PostAsync("/rest/v1/lists/1001/leads.json", new { input = new[] { new { id = leads[1] } } });

        var (id, file) = await server.ExportAsync(Root, new { fields = (string[])["leadId", "vin", "year"], filter = new { staticListId = 1001 } });
        Assert.Equal($"leadId,vin,year\n{leads[1]},v1,null\n", file);
        var (_, changed) = await server.ExportAsync(Root, new { fields = (string[])["vin"], filter = new { updatedAt = new { startAt = "2026-02-20T00:00:00Z", endAt = "2026-03-20T00:00:00Z" } } });
        Assert.Equal("vin\nv0\nv1\n", changed);
        Assert.Equal(2, (await server.Api.GetAsync($"{Root}.json")).Result.Length);
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/customobjects/boat/export/{id}/status.json")).Code);
        Assert.Equal("1003", (await server.Api.PostAsync("/bulk/v1/customobjects/boat/export/create.json", new { fields = (string[])["vin"], filter = new { staticListId = 1001 } })).Code);
    }
}
