using System.Text.Json;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Programs;

/// <summary>Describe Program Member and the operations on the schema of program members.</summary>
public sealed class MemberFieldTests
{
    private const string Path = "/rest/v1/programs/members/schema/fields.json";

    [Theory, OnEveryDatabase]
    public async Task Describe_tells_keys_searchable_fields_and_fields(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddMemberFieldAsync("lunch", "string");
        await server.Api.AddMemberFieldAsync("address", "email");
        var member = Assert.Single((await server.Api.GetAsync("/rest/v1/programs/members/describe.json")).Result);

        Assert.Equal("API Program Membership", member.GetProperty("name").GetString());
        Assert.Equal("""["leadId","programId"]""", member.GetProperty("dedupeFields").GetRawText());
        Assert.Equal("""[["leadId"],["reachedSuccess"],["statusName"],["lunch"]]""", member.GetProperty("searchableFields").GetRawText());
        Assert.Equal(21, member.GetProperty("fields").GetArrayLength());
        Assert.Equal("""{"name":"program","displayName":"program","dataType":"string","length":255,"updateable":false,"crmManaged":false}""", Field("program"));
        Assert.Equal("""{"name":"webinarUrl","displayName":"webinarUrl","dataType":"string","length":2000,"updateable":true,"crmManaged":false}""", Field("webinarUrl"));
        Assert.Equal("""{"name":"lunch","displayName":"lunch","dataType":"string","length":255,"updateable":true,"crmManaged":false}""", Field("lunch"));
        string Field(string name) => member.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == name).GetRawText();
    }

    [Theory, OnEveryDatabase]
    public async Task The_superseded_describe_tells_the_fields_alone(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var member = Assert.Single((await server.Api.GetAsync("/rest/v1/program/members/describe.json")).Result);

        Assert.Equal(["name", "fields"], member.EnumerateObject().Select(p => p.Name));
        Assert.Equal(19, member.GetProperty("fields").GetArrayLength());
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_are_told_by_name_and_in_pages(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (names, token) = (new List<string>(), "");
        do
        {
            var page = await server.Api.GetAsync($"{Path}?batchSize=5{token}");
            names.AddRange(page.Result.Select(Name));
            token = page.NextPageToken is { } next ? $"&nextPageToken={next}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(19, names.Distinct().Count());
        Assert.Equal(19, names.Count);
        Assert.Equal(
            """{"displayName":"Status","name":"statusName","description":null,"dataType":"string","length":255,"isHidden":false,"isHtmlEncodingInEmail":true,"isSensitive":false,"isCustom":false,"isApiCreated":false}""",
            Assert.Single((await server.Api.GetAsync("/rest/v1/programs/members/schema/fields/statusName.json")).Result).GetRawText());
        Assert.Equal("1006", (await server.Api.GetAsync("/rest/v1/programs/members/schema/fields/nothing.json")).Code);
        static string Name(JsonElement field) => field.GetProperty("name").GetString()!;
    }

    [Theory, OnEveryDatabase]
    public async Task Twenty_custom_fields_can_be_created_and_leads_have_their_own(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var input = Enumerable.Range(0, 21).Select(i => new { name = $"f{i}", displayName = $"Field {i}", dataType = i % 2 == 0 ? "string" : "float" }).ToList();

        var reply = await server.Api.PostAsync(Path, new { input });

        Assert.Equal([.. Enumerable.Repeat("created", 20), "skipped 1028"], reply.Outcomes);
        Assert.Equal(["skipped 1017", "skipped 1003"], (await server.Api.PostAsync(Path, new { input = new object[] { new { name = "STATUSname", displayName = "S", dataType = "string" }, new { name = "1", displayName = "S", dataType = "string" } } })).Outcomes);
        await server.Api.AddFieldAsync("f20", "string");
        Assert.Equal("1006", (await server.Api.GetAsync("/rest/v1/leads/schema/fields/f0.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_changes_as_the_documented_table_says(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddMemberFieldAsync("lunch", "string");

        Assert.Equal(["updated"], (await UpdateAsync("lunch", new { displayName = "Lunch Preference", description = "Food", isHidden = true })).Outcomes);
        Assert.Equal(["updated"], (await UpdateAsync("statusName", new { description = "Where", isSensitive = true })).Outcomes);
        Assert.Equal("1003", (await UpdateAsync("statusName", new { displayName = "Mine" })).Code);
        Assert.Equal("1017", (await UpdateAsync("lunch", new { displayName = "status" })).Code);
        Assert.Equal("1006", (await UpdateAsync("nothing", new { description = "x" })).Code);

        Assert.Contains("\"displayName\":\"Lunch Preference\",\"name\":\"lunch\",\"description\":\"Food\"", (await server.Api.GetAsync("/rest/v1/programs/members/schema/fields/lunch.json")).Body, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"Where\"", (await server.Api.GetAsync("/rest/v1/programs/members/schema/fields/statusName.json")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("lunch", (await server.Api.GetAsync("/rest/v1/programs/members/describe.json")).Body, StringComparison.Ordinal);

        Task<Reply> UpdateAsync(string name, object field) => server.Api.PostAsync($"/rest/v1/programs/members/schema/fields/{name}.json", new { input = new[] { field } });
    }
}
