using System.Text.Json;
using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>What each of the four kinds of export selects and writes.</summary>
public sealed class ExportKindTests
{
    private const string Leads = "/bulk/v1/leads/export";
    private const string Activities = "/bulk/v1/activities/export";
    private const string Members = "/bulk/v1/program/members/export";
    private const string Objects = "/bulk/v1/customobjects/car_c/export";
    private const string March = """{"startAt":"2026-03-01T00:00:00Z","endAt":"2026-03-31T00:00:00Z"}""";

    [Theory, OnEveryDatabase]
    public async Task Leads_are_selected_by_when_they_were_made_or_changed_or_by_list(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var old = await server.Api.CreateAsync(new { email = "old@x.com" });
        await server.Api.PostAsync("/rest/v1/lists/1002/leads.json", new { input = new[] { new { id = old } } });
        server.Clock.Advance(TimeSpan.FromDays(2));
        server.Api.ForgetToken();
        await server.Api.CreateAsync(new { email = "new@x.com", firstName = "Ada, the first" });

        async Task<string> FileAsync(string filter) =>
            (await server.ExportAsync(Leads, $$"""{"fields":["email","firstName"],"filter":{{{filter}} } }""")).File;

        Assert.Equal("email,firstName\nold@x.com,null\nnew@x.com,\"Ada, the first\"\n", await FileAsync($"\"createdAt\":{March}"));
        // Both ends belong to the range.
        Assert.Equal("email,firstName\nold@x.com,null\n", await FileAsync("\"createdAt\":{\"startAt\":\"2026-03-02T18:00:00Z\",\"endAt\":\"2026-03-02T18:00:00Z\"}"));
        Assert.Equal("email,firstName\n", await FileAsync("\"createdAt\":{\"startAt\":\"2026-03-02T18:00:01Z\",\"endAt\":\"2026-03-04T17:59:59Z\"}"));
        Assert.Equal("email,firstName\nold@x.com,null\n", await FileAsync("\"staticListId\":1002"));
        Assert.Equal("email,firstName\nold@x.com,null\n", await FileAsync("\"staticListName\":\"Other\""));
        Assert.Equal("email,firstName\nnew@x.com,\"Ada, the first\"\n", await FileAsync("\"updatedAt\":{\"startAt\":\"2026-03-03T00:00:00Z\",\"endAt\":\"2026-03-31T00:00:00Z\"}"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_filter_of_changes_counts_custom_fields_though_the_visible_field_does_not(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        await server.Api.SyncAsync([new { email = "a@x.com", code = "B" }]);

        var (_, file) = await server.ExportAsync(
            Leads, """{"fields":["id","updatedAt"],"filter":{"updatedAt":{"startAt":"2026-03-02T18:10:00Z","endAt":"2026-03-02T18:20:00Z"}}}""");

        Assert.Equal($"id,updatedAt\n{id},2026-03-02T18:00:00Z\n", file);
    }

    [Theory]
    [InlineData("CSV", ',')]
    [InlineData("tsv", '\t')]
    [InlineData("SSV", ';')]
    public async Task Formats_and_column_headers_are_those_asked_for(string format, char delimiter)
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);
        await server.Api.CreateAsync(new { email = "a@x.com", firstName = "=1+1", lastName = $"a{delimiter}\"b\"\nc" });

        var (_, file) = await server.ExportAsync(
            Leads, $$"""{"format":"{{format}}","fields":["email","firstName","lastName"],"columnHeaderNames":{"email":"Email Address"},"filter":{"createdAt":{{March}} } }""");

        Assert.Equal($"Email Address{delimiter}firstName{delimiter}lastName\na@x.com{delimiter}=1+1{delimiter}\"a{delimiter}\"\"b\"\"\nc\"\n", file);
    }

    [Theory]
    [InlineData("""{"fields":["id"],"filter":{}}""", "1003")]
    [InlineData("""{"fields":["id"]}""", "1002")]
    [InlineData("""{"filter":{"createdAt":{"startAt":"2026-03-01T00:00:00Z","endAt":"2026-03-02T00:00:00Z"}}}""", "1002")]
    [InlineData("""{"fields":["id"],"filter":{"createdAt":{"startAt":"2026-03-01T00:00:00Z","endAt":"2026-04-01T00:00:01Z"}}}""", "1003")]
    [InlineData("""{"fields":["id"],"filter":{"createdAt":{"startAt":"2026-03-02T00:00:00Z","endAt":"2026-03-01T00:00:00Z"}}}""", "1003")]
    [InlineData("""{"fields":["id"],"filter":{"createdAt":{"startAt":"2026-03-01T00:00:00Z","endAt":"2026-03-02T00:00:00Z"},"staticListId":1001}}""", "1003")]
    [InlineData("""{"fields":["id"],"filter":{"nothing":1}}""", "1003,1035")]
    [InlineData("""{"fields":["id"],"filter":{"smartListId":1}}""", "1035")]
    [InlineData("""{"fields":["id"],"filter":{"smartListName":"x"}}""", "1035")]
    [InlineData("""{"fields":["nothing"],"filter":{"staticListId":1001}}""", "1003,1006")]
    [InlineData("""{"fields":["id"],"format":"XLS","filter":{"staticListId":1001}}""", "1003")]
    [InlineData("""{"fields":["id"],"columnHeaderNames":{"email":"E"},"filter":{"staticListId":1001}}""", "1003")]
    [InlineData("""{"fields":["id"],"filter":{"staticListId":99999}}""", "1003,1013")]
    public async Task An_export_of_leads_that_cannot_be_is_refused(string body, string codes)
    {
        await using var server = await MarketingSteps.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.PostAsync(Leads + "/create.json", body);

        Assert.True(!reply.Success && codes.Split(',').Contains(reply.Code), reply.Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Activities_are_told_with_their_attributes_as_json(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com", firstName = "Ada" });
        await server.Api.SyncAsync([new { email = "a@x.com", firstName = "A \"B\"" }]);
        await server.Api.SyncAsync([new { email = "a@x.com", lastName = "King" }]);

        var (_, all) = await server.ExportAsync(Activities, $$"""{"filter":{"createdAt":{{March}} } }""");
        var rows = Rows(all);
        Assert.Equal(["marketoGUID", "leadId", "activityDate", "activityTypeId", "campaignId", "primaryAttributeValueId", "primaryAttributeValue", "attributes"], rows[0]);
        Assert.Equal(["12", "13", "13"], rows.Skip(1).Select(r => r[3]));
        Assert.All(rows.Skip(1), r => Assert.Equal(($"{id}", "2026-03-02T18:00:00Z", "null"), (r[1], r[2], r[4])));
        Assert.Equal("First Name", rows[2][6]);
        using var attributes = JsonDocument.Parse(rows[2][7]);
        Assert.Equal(("A \"B\"", "Ada"), (attributes.RootElement.Text("New Value"), attributes.RootElement.Text("Old Value")));

        var (_, changes) = await server.ExportAsync(Activities, $$"""{"fields":["leadId","actionResult"],"filter":{"createdAt":{{March}},"activityTypeIds":[13],"primaryAttributeValues":["Last Name"]} }""");
        Assert.Equal($"leadId,actionResult\n{id},succeeded\n", changes);
        var (_, byId) = await server.ExportAsync(
            Activities, $$"""{"fields":["primaryAttributeValue"],"filter":{"createdAt":{{March}},"activityTypeIds":[13],"primaryAttributeValueIds":[{{rows[2][5]}}]} }""");
        Assert.Equal("primaryAttributeValue\nFirst Name\n", byId);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"activityTypeIds":[12]}""")]
    [InlineData("""{"createdAt":MARCH,"activityTypeIds":[37]}""")]
    [InlineData("""{"createdAt":MARCH,"primaryAttributeValueIds":[1]}""")]
    [InlineData("""{"createdAt":MARCH,"activityTypeIds":[12],"primaryAttributeValueIds":[1]}""")]
    [InlineData("""{"createdAt":MARCH,"activityTypeIds":[2,13],"primaryAttributeValueIds":[1]}""")]
    [InlineData("""{"createdAt":MARCH,"activityTypeIds":[13],"primaryAttributeValueIds":[1],"primaryAttributeValues":["a"]}""")]
    [InlineData("""{"createdAt":MARCH,"activityTypeIds":[13],"primaryAttributeValueIds":[FIFTYONE]}""")]
    [InlineData("""{"createdAt":MARCH,"activityTypeIds":[999999]}""")]
    public async Task An_export_of_activities_that_cannot_be_is_1003(string filter)
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);
        filter = filter.Replace("MARCH", March, StringComparison.Ordinal).Replace("FIFTYONE", string.Join(',', Enumerable.Range(1, 51)), StringComparison.Ordinal);

        var reply = await server.Api.PostAsync(Activities + "/create.json", $$"""{"filter":{{filter}}}""");

        Assert.True(reply.Code == "1003", reply.Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Program_members_combine_their_filters(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (first, second) = (await server.AddProgramAsync("First"), await server.AddProgramAsync("Second"));
        var (a, b) = (await server.Api.CreateAsync(new { email = "a@x.com" }), await server.Api.CreateAsync(new { email = "b@x.com" }));
        await server.Api.SetStatusAsync(first, "Invited", a);
        await server.Api.SetStatusAsync(first, "Attended", b);
        await server.Api.SetStatusAsync(second, "Invited", b);

        async Task<string[]> LinesAsync(string filter) =>
            [.. (await server.ExportAsync(Members, $$"""{"fields":["leadId","statusName"],"filter":{{{filter}} } }""")).File.TrimEnd('\n').Split('\n')];

        Assert.Equal(["leadId,statusName", $"{a},Invited", $"{b},Attended"], await LinesAsync($"\"programId\":{first}"));
        Assert.Equal(["leadId,statusName", $"{b},Attended"], await LinesAsync($"\"programId\":{first},\"statusNames\":[\"Attended\"]"));
        Assert.Equal(["leadId,statusName"], await LinesAsync($"\"programId\":{first},\"isExhausted\":true"));
        Assert.Equal(
            new[] { "programId,leadId,statusName", $"{first},{a},Invited", $"{second},{b},Invited" }.Order(),
            (await LinesAsync($"\"programIds\":[{first},{second}],\"statusNames\":[\"Invited\"],\"updatedAt\":{March}")).Order());
    }

    [Theory]
    [InlineData("{}", "1002,1003")]
    [InlineData("""{"programId":1100,"programIds":[1100]}""", "1003")]
    [InlineData("""{"programIds":[1,2,3,4,5,6,7,8,9,10,11]}""", "1003")]
    [InlineData("""{"programId":1100,"statusNames":["Nowhere"]}""", "1003")]
    [InlineData("""{"programId":1100,"nurtureCadence":"fast"}""", "1003")]
    [InlineData("""{"programId":1100,"updatedAt":{"startAt":"2026-01-01T00:00:00Z","endAt":"2026-03-01T00:00:00Z"}}""", "1003")]
    [InlineData("""{"programId":99999}""", "1003,1013")]
    public async Task An_export_of_members_that_cannot_be_is_refused(string filter, string codes)
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);
        await server.AddProgramAsync(id: 1100);

        var reply = await server.Api.PostAsync(Members + "/create.json", $$"""{"fields":["leadId"],"filter":{{filter}}}""");

        Assert.True(!reply.Success && codes.Split(',').Contains(reply.Code), reply.Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Custom_objects_are_those_of_a_lists_leads_or_of_a_time(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("car_c", CustomObjectSteps.Vin, CustomObjectSteps.LeadLink, CustomObjectSteps.Year);
        var (inList, outside) = (await server.Api.CreateAsync(new { email = "a@x.com" }), await server.Api.CreateAsync(new { email = "b@x.com" }));
        await server.Api.PostAsync("/rest/v1/lists/1002/leads.json", new { input = new[] { new { id = inList } } });
        await server.Api.SyncRecordsAsync("car_c", $$"""{"vin":"1","leadID":{{inList}},"year":2002}""", $$"""{"vin":"2","leadID":{{outside}}}""");

        async Task<string> FileAsync(string filter) => (await server.ExportAsync(Objects, $$"""{"fields":["vin","leadID","year"],"filter":{{{filter}} } }""")).File;

        Assert.Equal($"vin,leadID,year\n1,{inList},2002\n", await FileAsync("\"staticListId\":1002"));
        Assert.Equal($"vin,leadID,year\n1,{inList},2002\n", await FileAsync("\"staticListName\":\"Other\""));
        Assert.Equal($"vin,leadID,year\n1,{inList},2002\n2,{outside},null\n", await FileAsync($"\"updatedAt\":{March}"));
        Assert.Equal("1003", (await server.Api.PostAsync(Objects + "/create.json", $$"""{"fields":["vin"],"filter":{"staticListId":1002,"updatedAt":{{March}} } }""")).Code);
        Assert.Equal("1035", (await server.Api.PostAsync(Objects + "/create.json", """{"fields":["vin"],"filter":{"smartListId":1}}""")).Code);
    }

    /// <summary>The rows of a CSV file that has no newline within a value.</summary>
    private static List<string[]> Rows(string csv) => [.. csv.TrimEnd('\n').Split('\n').Select(Cells)];

    private static string[] Cells(string row)
    {
        var cells = new List<string>();
        for (var at = 0; at <= row.Length;)
        {
            if (at < row.Length && row[at] == '"')
            {
                var end = at + 1;
                while (row[end] != '"' || (end + 1 < row.Length && row[end + 1] == '"')) end += row[end] == '"' ? 2 : 1;
                cells.Add(row[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal));
                at = end + 2;
            }
            else
            {
                var end = row.IndexOf(',', at) is var comma and >= 0 ? comma : row.Length;
                cells.Add(row[at..end]);
                at = end + 1;
            }
        }
        return [.. cells];
    }
}
