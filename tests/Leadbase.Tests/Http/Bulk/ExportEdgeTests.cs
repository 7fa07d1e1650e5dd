using Leadbase.Jobs;
using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>Links that are compared as the engine compares them, and steps that outlast their lease.</summary>
public sealed class ExportEdgeTests
{
    [Theory, OnEveryDatabase]
    public async Task Records_that_are_linked_by_email_are_found_in_any_case(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var lead = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.PostAsync("/rest/v1/lists/1001/leads.json", new { input = new[] { new { id = lead } } });
        await server.Api.MakeTypeAsync("car", CustomObjectSteps.Vin, """{"name":"owner","displayName":"Owner","dataType":"link","relatedTo":{"name":"lead","field":"email"}}""");
        var synced = await server.Api.SyncRecordsAsync("car", """{"vin":"V1","owner":"a@x.com"}""", """{"vin":"V2","owner":"A@X.com"}""");
        Assert.True(synced.Result.All(r => r.Text("status") == "created"), synced.Body);
        var (_, file) = await server.ExportAsync("/bulk/v1/customobjects/car/export", new { fields = (string[])["vin"], filter = new { staticListId = 1001 } });
        Assert.Equal("vin\nV1\nV2\n", file);
    }

    [Theory, OnEveryDatabase]
    public async Task A_step_that_was_prepared_before_its_job_was_taken_over_is_not_done(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await using var session = await server.Instance.Database.WriteAsync();
        var now = server.Instance.Now;
        await JobStore.EnqueueAsync(session, "any", "none", now, now);
        var first = await JobStore.ClaimAsync(session, ["any"], 2, "one server", now);
        var second = await JobStore.ClaimAsync(session, ["any"], 2, "one server", now + JobStore.LeaseSeconds + 1);
        Assert.Equal(first!.Id, second!.Id);
        Assert.True(await JobStore.HoldAsync(session, second, "one server"));
        await JobStore.AdvanceAsync(session, second, new JobStep("further", Done: false), now);
        Assert.False(await JobStore.HoldAsync(session, first, "one server"));
    }
}
