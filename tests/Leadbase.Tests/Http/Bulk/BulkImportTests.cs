using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>One import of each kind, from the file to what became of its rows.</summary>
public sealed class BulkImportTests
{
    [Theory, OnEveryDatabase]
    public async Task A_file_of_leads_is_imported_with_failures_and_warnings(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "known@x.com", lastName = "Old", leadScore = 5 });

        var id = await server.ImportAsync("email,lastName,leadScore\nknown@x.com,New,\n\"new@x.com\",\"=1+1, \"\"so\"\"\n\",7\nnone,Doubtful,8\nbad@x.com,Bad,x\nshort@x.com\n", "?listId=1001");

        var status = await server.Api.ImportStatusAsync(id);
        Assert.Equal("Complete", status.Text("status"));
        Assert.Equal((3, 2, 1), status.Counters());
        Assert.Equal("Import completed with errors, 3 records imported (3 members), 2 failed, 1 warning.", status.Text("message"));
        Assert.Equal(
            "email,lastName,leadScore,Import Failure Reason\nbad@x.com,Bad,x,Invalid data type in field Lead Score\nshort@x.com,\"The row has 1 values, and the header 3\"\n",
            (await server.Api.ReportAsync(id, "failures")).Body);
        Assert.Equal("email,lastName,leadScore,Import Warning Reason\nnone,Doubtful,8,Invalid email address\n", (await server.Api.ReportAsync(id, "warnings")).Body);
        var leads = (await server.Api.GetAsync("/rest/v1/lists/1001/leads.json?fields=email,lastName,leadScore")).Result;
        Assert.Equal(
            [("known@x.com", "New", "null"), ("new@x.com", "=1+1, \"so\"\n", "7"), ("none", "Doubtful", "8")],
            leads.Select(l => (l.Text("email")!, l.Text("lastName")!, l.GetProperty("leadScore").GetRawText())));
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_makes_leads_members_of_a_program(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var program = await server.AddProgramAsync();
        await server.Api.AddMemberFieldAsync("lunch", "string");
        var further = await server.Api.CreateAsync(new { email = "further@x.com" });
        Assert.Equal(["created"], (await server.Api.SetStatusAsync(program, "Attended", further)).Outcomes);

        var id = await server.Api.QueueAsync($"/bulk/v1/program/{program}/members/import.json?programMemberStatus=Invited", "email,firstName,lunch\nfurther@x.com,F,soup\nnew@x.com,N,\n");
        await server.FinishJobsAsync();

        var status = await server.Api.OneAsync($"/bulk/v1/program/members/import/{id}/status.json");
        Assert.Equal("Import succeeded, 2 records imported (2 members)", status.Text("message"));
        var member = await server.Api.MemberAsync(program, further, "statusName,lunch");
        Assert.Equal(("Attended", "soup"), (member.Text("statusName"), member.Text("lunch")));
        Assert.Equal("Invited", (await server.Api.MemberAsync(program, further + 1, "statusName")).Text("statusName"));
        Assert.Equal(404, (await server.Api.GetAsync($"/bulk/v1/program/members/import/{id}/failures.json")).Status);
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/leads/batch/{id}.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_of_custom_objects_is_imported_by_their_key(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("car", CustomObjectSteps.Vin, CustomObjectSteps.Year);
        const string Path = "/bulk/v1/customobjects/car/import.json?format=tsv";

        var id = await server.Api.QueueAsync(Path, "vin\tyear\tother\na\t2001\tx\nb\t\t\na\t2002\t\n\t2003\t\nc\tlate\t\n");
        var wrong = await server.Api.QueueAsync(Path, " vin\tyear\na\t1\n");
        await server.FinishJobsAsync();

        var status = await server.Api.OneAsync($"/bulk/v1/customobjects/car/import/{id}/status.json");
        Assert.Equal((3, 2, 0), status.Counters());
        Assert.Equal(("import", "car", "Complete"), (status.Text("operation"), status.Text("objectApiName"), status.Text("status")));
        Assert.EndsWith("second(s)", status.Text("importTime"), StringComparison.Ordinal);
        Assert.Equal(
            "vin\tyear\tother\tImport Failure Reason\n\t2003\t\tmissing.dedupe.fields\nc\tlate\t\tInvalid data type in field Year\n",
            (await server.Api.GetAsync($"/bulk/v1/customobjects/car/import/{id}/failures.json")).Body);
        Assert.Equal(
            " vin\tyear\tImport Failure Reason\na\t1\tmissing.dedupe.fields\n", (await server.Api.GetAsync($"/bulk/v1/customobjects/car/import/{wrong}/failures.json")).Body);
        var cars = (await server.Api.GetAsync("/rest/v1/customobjects/car.json?filterType=vin&filterValues=a,b&fields=vin,year")).Result;
        Assert.Equal(["2002", "null"], cars.Select(c => c.GetProperty("year").GetRawText()));
    }
}
