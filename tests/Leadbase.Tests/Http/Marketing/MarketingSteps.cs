using System.Text;
using Leadbase.Jobs;
using Leadbase.Marketing.Import;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

/// <summary>What tests of lists, programs and campaigns do again and again.</summary>
internal static class MarketingSteps
{
    /// <summary>Assets of every kind that such tests need.</summary>
    public const string Assets = """
        {
          "folders": [{"id": 1, "name": "Marketing Activities"}],
          "channels": [
            {"id": 1, "name": "Advertising", "statuses": [{"name": "Member", "step": 10, "success": false}, {"name": "Engaged", "step": 20, "success": false}, {"name": "Influenced", "step": 30, "success": true}]},
            {"id": 2, "name": "Nurture", "applicableProgramType": "nurture", "statuses": [{"name": "Member", "step": 10, "success": false}]}],
          "programs": [
            {"id": 1001, "name": "Launch", "channel": "Advertising", "folder": {"id": 1}},
            {"id": 1002, "name": "Letters", "type": "nurture", "channel": "Nurture", "streams": ["First"]},
            {"id": 1003, "name": "With a list", "channel": "Advertising"}],
          "staticLists": [{"id": 1001, "name": "Known", "description": "A list", "program": "With a list"}, {"id": 1002, "name": "Other"}],
          "smartCampaigns": [
            {"id": 1001, "name": "Requested", "program": "Launch", "type": "trigger", "isActive": true, "isRequestable": true},
            {"id": 1002, "name": "Batch", "program": "Launch", "type": "batch", "staticListId": 1002},
            {"id": 1003, "name": "Inactive", "type": "trigger", "isRequestable": true},
            {"id": 1004, "name": "Listening", "type": "trigger", "isActive": true},
            {"id": 1005, "name": "Beside a list", "program": "With a list", "type": "batch"},
            {"id": 1006, "name": "Again", "type": "trigger", "isActive": true, "isRequestable": true, "qualificationRuleType": "any"}]
        }
        """;

    /// <summary>A server without demo data and limits, with <see cref="Assets"/>.</summary>
    public static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Assets);
        return server;
    }

    /// <summary>Imports assets.</summary>
    public static async Task<IReadOnlyList<ImportedSection>> ImportAsync(this TestServer server, string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await AssetImport.RunAsync(server.Instance, file, CancellationToken.None);
    }

    /// <summary>Asserts the ids of the result, in order.</summary>
    public static void HasIds(this Reply reply, params long[] ids)
    {
        Assert.True(reply.Success, reply.Body);
        Assert.Equal(ids, reply.Ids());
    }

    /// <summary>Waits until every job that is due is done.</summary>
    public static async Task FinishJobsAsync(this TestServer server)
    {
        for (var i = 0; i < 2_000; i++)
        {
            await using (var session = await server.Instance.Database.ReadAsync())
            {
                var open = await session.Sql($"select count(*) from {server.Instance.Database.Table("job")} where state in ('queued', 'running') and run_at <= $1")
                    .Bind(server.Instance.Now).NumberAsync();
                if (open == 0) return;
            }
            JobSignal.Of(server.Instance).Set();
            await Task.Delay(10);
        }
        Assert.Fail("A job is not done after twenty seconds.");
    }
}
