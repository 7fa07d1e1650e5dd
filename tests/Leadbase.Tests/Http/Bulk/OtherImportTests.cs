using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>"Bulk Program Member Import".</summary>
public sealed class MemberImportTests
{
    [Theory, OnEveryDatabase]
    public async Task Rows_become_members_in_the_status_with_their_fields(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var program = await server.AddProgramAsync();
        await server.Api.AddMemberFieldAsync("lunch", "string");
        var known = await server.Api.CreateAsync(new { email = "a@x.com" });

        var queued = await server.Api.UploadAsync(
            $"/bulk/v1/program/{program}/members/import.json?format=csv&programMemberStatus=invited",
            "email,firstName,lunch\na@x.com,Ada,Soup\nb@x.com,Bob,Bread\n");
        var id = Assert.Single(queued.Result).Number("batchId");
        await server.FinishJobsAsync();

        Assert.Equal(
            $$"""{"batchId":{{id}},"importId":"{{id}}","status":"Complete","numOfLeadsProcessed":2,"numOfRowsFailed":0,"numOfRowsWithWarning":0,"message":"Import succeeded, 2 records imported (2 members)"}""",
            (await server.Api.OneAsync($"/bulk/v1/program/members/import/{id}/status.json")).GetRawText());
        var member = await server.Api.MemberAsync(program, known, "lunch,statusName");
        Assert.Equal(("Soup", "Invited"), (member.Text("lunch"), member.Text("statusName")));
        Assert.Equal(2, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_further_stays_there_and_is_no_failure(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var program = await server.AddProgramAsync();
        var known = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.SetStatusAsync(program, "Attended", known);

        var id = await server.Api.QueueAsync($"/bulk/v1/program/{program}/members/import.json?programMemberStatus=Invited", "email,firstName\na@x.com,Ada\n");
        await server.FinishJobsAsync();

        Assert.Equal((1, 0, 0), (await server.Api.OneAsync($"/bulk/v1/program/members/import/{id}/status.json")).Counters());
        Assert.Equal("Attended", (await server.Api.MemberAsync(program, known, "statusName")).Text("statusName"));
        Assert.Equal("\"Ada\"", await server.Api.ValueAsync(known, "firstName"));
    }

    /// <summary>The page's own examples of a failure and of a warning.</summary>
    [Theory, OnEveryDatabase]
    public async Task A_failure_and_a_warning_are_told_as_documented(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var program = await server.AddProgramAsync();
        var path = $"/bulk/v1/program/{program}/members/import.json?format=csv&programMemberStatus=Invited";

        var failed = await server.Api.QueueAsync(path, "firstName,lastName,email,title,leadScore\nAerys,Targaryen,Aerys@Targaryen.com,Targaryen,TEXT_VALUE_IN_INTEGER_FIELD\n");
        var warned = await server.Api.QueueAsync(path, "firstName,lastName,email,title,leadScore\nAerys,Targaryen,INVALID_EMAIL,Targaryen,0\n");
        await server.FinishJobsAsync();

        Assert.Equal(
            "Import completed with errors, 0 records imported (0 members), 1 failed",
            (await server.Api.OneAsync($"/bulk/v1/program/members/import/{failed}/status.json")).Text("message"));
        Assert.Equal(
            "firstName,lastName,email,title,leadScore,Import Failure Reason\nAerys,Targaryen,Aerys@Targaryen.com,Targaryen,TEXT_VALUE_IN_INTEGER_FIELD,Invalid data type in field Lead Score\n",
            (await server.Api.GetAsync($"/bulk/v1/program/members/import/{failed}/failures.json")).Body);
        Assert.Equal(
            "Import succeeded, 1 records imported (1 members), 1 warning.",
            (await server.Api.OneAsync($"/bulk/v1/program/members/import/{warned}/status.json")).Text("message"));
        Assert.Equal(
            "firstName,lastName,email,title,leadScore,Import Warning Reason\nAerys,Targaryen,INVALID_EMAIL,Targaryen,0,Invalid email address\n",
            (await server.Api.GetAsync($"/bulk/v1/program/members/import/{warned}/warnings.json")).Body);
        Assert.Equal(404, (await server.Api.GetAsync($"/bulk/v1/program/members/import/{failed}/warnings.json")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_without_email_and_an_unknown_program_or_status_are_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var program = await server.AddProgramAsync();
        const string File = "email\na@x.com\n";

        Assert.Equal("1013", (await server.Api.UploadAsync("/bulk/v1/program/99999/members/import.json?programMemberStatus=Invited", File)).Code);
        Assert.Equal("1025", (await server.Api.UploadAsync($"/bulk/v1/program/{program}/members/import.json?programMemberStatus=Nowhere", File)).Code);
        Assert.Equal("1002", (await server.Api.UploadAsync($"/bulk/v1/program/{program}/members/import.json", File)).Code);
        var id = await server.Api.QueueAsync($"/bulk/v1/program/{program}/members/import.json?programMemberStatus=Invited", "firstName\nAda\n");
        await server.FinishJobsAsync();
        Assert.Equal("Failed", (await server.Api.OneAsync($"/bulk/v1/program/members/import/{id}/status.json")).Text("status"));
        Assert.Equal(0, await server.CountAsync());
    }
}

/// <summary>"Bulk Custom Object Import".</summary>
public sealed class ObjectImportTests
{
    private const string Import = "/bulk/v1/customobjects/car_c/import";
    private const string Rows = "red,bmw,2002,WBA4R7C55HK895912\nyellow,bmw,320i,WBA4R7C30HK896061\nblue,bmw,325i,WBS3U9C52HP970604\n";

    [Theory, OnEveryDatabase]
    public async Task The_documented_cars_are_imported(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        var queued = await server.Api.UploadAsync(Import + ".json?format=csv", "color,make,model,vin\n" + Rows);
        var id = Assert.Single(queued.Result).Number("batchId");
        Assert.Equal($$"""{"batchId":{{id}},"status":"Queued","objectApiName":"car_c"}""", queued.Result[0].GetRawText());
        await server.FinishJobsAsync();

        Assert.Equal(
            $$"""{"batchId":{{id}},"operation":"import","status":"Complete","objectApiName":"car_c","numOfObjectsProcessed":3,"numOfRowsFailed":0,"numOfRowsWithWarning":0,"importTime":"0 second(s)","message":"Import succeeded, 3 records imported (3 members)"}""",
            (await server.Api.OneAsync($"{Import}/{id}/status.json")).GetRawText());
        Assert.Equal(["\"red\""], await server.Api.ValuesAsync("car_c", "vin", "WBA4R7C55HK895912", "color"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_header_without_the_key_fails_every_row_as_documented(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        var id = await server.Api.QueueAsync(Import + ".json", "color,make,model, vin\n" + Rows);
        await server.FinishJobsAsync();

        var status = await server.Api.OneAsync($"{Import}/{id}/status.json");
        Assert.Equal(("Complete", "Import completed with errors, 0 records imported (0 members), 3 failed"), (status.Text("status"), status.Text("message")));
        Assert.Equal(
            "color,make,model, vin,Import Failure Reason\n" + Rows.Replace("\n", ",missing.dedupe.fields\n", StringComparison.Ordinal),
            (await server.Api.GetAsync($"{Import}/{id}/failures.json")).Body);
        Assert.Equal(404, (await server.Api.GetAsync($"{Import}/{id}/warnings.json")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_twice_in_a_file_is_updated_by_its_last_row(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        var id = await server.Api.QueueAsync(Import + ".json?format=ssv", "vin;color\n1;red\n2;green\n1;blue\n");
        await server.FinishJobsAsync();

        Assert.Equal((3, 0, 0), (await server.Api.OneAsync($"{Import}/{id}/status.json")).Counters());
        Assert.Equal(["\"blue\"", "\"green\""], await server.Api.ValuesAsync("car_c", "vin", "1,2", "color"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_unknown_object_and_the_batch_of_another_object_are_1013(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.Api.MakeTypeAsync("van_c", CustomObjectSteps.Vin);
        var id = await server.Api.QueueAsync(Import + ".json", "vin\n1\n");

        Assert.Equal("1013", (await server.Api.UploadAsync("/bulk/v1/customobjects/nothing/import.json", "vin\n1\n")).Code);
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/customobjects/van_c/import/{id}/status.json")).Code);
    }

    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        string Field(string name) => $$"""{"name":"{{name}}","displayName":"{{name}}","dataType":"string"}""";
        await server.Api.MakeTypeAsync("car_c", CustomObjectSteps.Vin, Field("color"), Field("make"), Field("model"));
        return server;
    }
}
