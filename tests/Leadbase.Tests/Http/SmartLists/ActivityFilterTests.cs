using Leadbase.Activities;
using Leadbase.Marketing.SmartLists;
using Leadbase.Tests.Http.Activities;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;
using static Leadbase.Tests.Http.SmartLists.SmartListSteps;

namespace Leadbase.Tests.Http.SmartLists;

/// <summary>Filters about activities and memberships.</summary>
public sealed class ActivityFilterTests
{
    private const long VisitWebpage = 1;
    private const long Hour = 3_600;

    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await MarketingSteps.StartAsync(database);
        await server.Api.CreateManyAsync(4, i => new { email = $"l{i}@x.com" });
        return server;
    }

    private static async Task AppendAsync(TestServer server, params Activity[] activities)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        await ActivityLog.AppendAsync(session, activities);
        await session.CommitAsync();
    }

    private static Activity Visit(TestServer server, long lead, string page, string agent, long hours, long? id = null) => new(
        VisitWebpage, lead, server.Instance.Now - (hours * Hour), id, page, Activity.Pack("127.0.0.1", "true", "a=b", null, null, null, agent, "http://x/" + page));

    [Theory, OnEveryDatabase]
    public async Task Who_did_something_and_who_did_not(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await AppendAsync(
            server, Visit(server, 1, "Home", "Chrome/5", 1), Visit(server, 1, "Home", "Chrome/5", 48), Visit(server, 1, "Prices", "Firefox", 30), Visit(server, 2, "Prices", "CHROME", 24 * 40, id: 77));

        await server.MeanAsync(
            (Filter("Visited Web Page"), [1, 2]),
            (Filter("Not Visited Web Page"), [3, 4]),
            (Filter("Visited Web Page") with { Operator = "not occurs" }, [3, 4]),
            (Filter("Visit Webpage"), [1, 2]),
            (Filter("Something Else") with { RuleTypeId = VisitWebpage }, [1, 2]),
            (Filter("Visited Web Page", "Web Page|is any"), [1, 2]),
            (Filter("Visited Web Page", "Web Page|is|home"), [1]),
            (Filter("Visited Web Page", "Web Page|is|77"), [2]),
            (Filter("Visited Web Page", "Web Page|is not|Home"), [1, 2]),
            (Filter("Not Visited Web Page", "Web Page|is|Home"), [2, 3, 4]),
            (Filter("Visited Web Page", "Web Page|contains|PRICE", "Browser|is|Chrome"), [2]),
            (Filter("Visited Web Page", "Web Page|is any", "Browser|is not|Chrome"), [1]),
            (Filter("Visited Web Page", "Web Page|is any", "User Agent|starts with|fire", "Query Parameters|is|A=B"), [1]),
            (Filter("Visited Web Page", "Web Page|is any", "Search Engine|is empty"), [1, 2]),
            (Filter("Visited Web Page", "Web Page|is any", "Date of Activity|in past|30 days"), [1]),
            (Filter("Visited Web Page", "Web Page|is any", "Date of Activity|in past before|30 days"), [2]),
            (Filter("Visited Web Page", "Web Page|is any", "Date of Activity|in time frame|today"), [1]),
            (Filter("Visited Web Page", "Web Page|is|Home", "Date of Activity|between|2026-02-01|2026-02-28"), [1]),
            (Filter("Visited Web Page", "Web Page|is any", "Min. Number of Times|is|3"), [1]),
            (Filter("Visited Web Page", "Web Page|is|Home", "Min. Number of Times|is|3"), []),
            (Filter("Visited Web Page", "Web Page|is|Home", "Min. Number of Times|is|2", "Browser|is|Chrome"), [1]));
    }

    [Theory, OnEveryDatabase]
    public async Task Changes_of_values_are_found_by_field_old_and_new_value(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.Api.SyncAsync([new { email = "l0@x.com", title = "Director", leadScore = 5 }, new { email = "l1@x.com", title = "Engineer" }]);
        await server.Api.SyncAsync([new { email = "l0@x.com", title = "Engineer", leadScore = 12 }]);
        await AppendAsync(server, new Activity(22, 3, server.Instance.Now, null, "Lead Score", Activity.Pack("+7", "12", "5")), new Activity(22, 4, server.Instance.Now, null, "Lead Score", Activity.Pack("+7", "no number", "1e5")));

        await server.MeanAsync(
            (Filter("Data Value Changed", "Attribute|is|Job Title"), [1, 2]),
            (Filter("Data Value Changed", "Attribute|is|title", "New Value|is|engineer"), [1, 2]),
            (Filter("Data Value Changed", "Attribute|is|Job Title", "Old Value|is|Director"), [1]),
            (Filter("Data Value Changed", "Attribute|is|Job Title", "Old Value|is empty"), [1, 2]),
            (Filter("Data Value Changed", "Attribute|is not|Job Title"), [1]),
            (Filter("Score was Changed", "Score Name|is|Lead Score", "New Value|greater than|9"), [3]),
            (Filter("Score was Changed", "Score Name|is|Lead Score", "Old Value|between|5|5.0"), [3]),
            (Filter("Score was Changed", "Score Name|is|Lead Score", "Old Value|is empty"), [4]),
            (Filter("Lead was Created", "Source Type|is|Web service API"), [1, 2, 3, 4]));
    }

    [Theory, OnEveryDatabase]
    public async Task Custom_activities_are_found_by_the_name_of_their_filter(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var type = await server.Api.MakeTypeAsync("sail", ("miles", "integer"), ("day", "date"), ("port", "string"), ("at", "datetime"));
        await server.Api.AddAsync(
            CustomActivitySteps.Record(type, ("miles", 12), ("day", "2026-03-01"), ("port", "Kiel"), ("at", "2026-03-01T10:00:00Z")),
            CustomActivitySteps.Record(type, ("miles", 3)) with { leadId = 2 });

        await server.MeanAsync(
            (Filter("Did sail"), [1, 2]),
            (Filter("Not Did sail"), [3, 4]),
            (Filter("Did sail", "About|is|Subject", "Label of miles|at least|10"), [1]),
            (Filter("Did sail", "About|is|Subject", "miles|less than|10"), [2]),
            (Filter("Did sail", "About|is|Subject", "Label of day|in time frame|yesterday"), [1]),
            (Filter("Did sail", "About|is|Subject", "Label of at|after|2026-03-01T09:00:00Z"), [1]),
            (Filter("Did sail", "About|is|Subject", "Label of at|before|2026-03-01T09:00:00Z"), []),
            (Filter("Did sail", "About|is|Subject", "Label of port|is empty"), [2]));
    }

    [Theory, OnEveryDatabase]
    public async Task Members_of_lists_programs_campaigns_and_partitions(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.Api.PostAsync("/rest/v1/lists/1001/leads.json?id=1,2", null);
        await server.Api.PostAsync("/rest/v1/lists/1002/leads.json?id=2,3", null);
        await server.Api.SetStatusAsync(1001, "Influenced", 1);
        await server.Api.SetStatusAsync(1001, "Member", 2);
        await server.Api.PostAsync("/rest/v1/campaigns/1001/trigger.json", """{"input":{"leads":[{"id":4}]}}""");
        await server.FinishJobsAsync();

        await server.MeanAsync(
            (Filter("Member of List", "List|in|Known"), [1, 2]),
            (Filter("Member of List", "List|is|With a list.Known"), [1, 2]),
            (Filter("Member of List", "List|is|1002"), [2, 3]),
            (Filter("Member of List", "List|in|Known|Other"), [1, 2, 3]),
            (Filter("Not Member of List", "List|in|Known|Other"), [4]),
            (Filter("Member of List", "List|not in|Known"), [3, 4]),
            (Filter("Member of Program", "Program|is|Launch"), [1, 2]),
            (Filter("Member of Program", "Program|is|Launch", "Program Status|is|Influenced"), [1]),
            (Filter("Member of Program", "Program|is|Launch", "Status|is not|Influenced"), [2]),
            (Filter("Member of Program", "Program|is|Launch", "Success|is|true"), [1]),
            (Filter("Member of Program", "Program|is not|Launch"), [3, 4]),
            (Filter("Member of Smart Campaign", "Campaign|is|Requested"), [4]),
            (Filter("Campaign was Requested", "Campaign|is|Launch.Requested"), [4]),
            (Filter("Program Status was Changed", "Program|is|Launch", "New Status|is|Influenced"), [1]),
            (Filter("Added to List", "List|is|Known"), [1, 2]),
            (Filter("Lead Partition", "Lead Partition|is|Default"), [1, 2, 3, 4]),
            (Filter("Lead Partition", "Lead Partition|is not|default"), []));
    }

    [Theory, OnEveryDatabase]
    public async Task Smart_lists_are_within_smart_lists_but_never_within_themselves(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var first = Rules(Field("Email Address|contains|l0")).ToJson();
        var nested = Rules(Filter("Not Member of Smart List", "Smart List|in|First")).ToJson();
        await server.ImportAsync($$"""{"smartLists":[{"id":1,"name":"First","rules":{{first}}},{"id":2,"name":"Others","rules":{{nested}}}]}""");

        await server.MeanAsync((Filter("Member of Smart List", "Smart List|is|First"), [1]), (Filter("Member of Smart List", "Smart List|is|2"), [2, 3, 4]));

        var circle = Rules(Filter("Member of Smart List", "Smart List|in|Others"));
        var refused = await Assert.ThrowsAsync<Leadbase.Accounts.AdministrationException>(() => server.ImportAsync($$"""{"smartLists":[{"id":1,"name":"First","rules":{{circle.ToJson()}}}]}"""));
        Assert.Contains("a member of itself", refused.Message, StringComparison.Ordinal);

        for (var i = 3; i <= 12; i++)
        {
            var rules = Rules(Filter("Member of Smart List", $"Smart List|in|{i - 1}")).ToJson();
            if (i < 12) await server.ImportAsync($$"""{"smartLists":[{"id":{{i}},"name":"Deep {{i}}","rules":{{rules}}}]}""");
            else await Assert.ThrowsAsync<Leadbase.Accounts.AdministrationException>(() => server.ImportAsync($$"""{"smartLists":[{"id":{{i}},"name":"Deep {{i}}","rules":{{rules}}}]}"""));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_not_there_is_told(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        foreach (var filter in new[]
        {
            Filter("Member of List", "List|in|Nothing"), Filter("Member of List", "List|contains|Known"), Filter("Member of List"), Filter("Member of List", "List|in"),
            Filter("Member of Program", "Program|is|Launch", "Colour|is|red"), Filter("Lead Partition", "Lead Partition|is|Nowhere"), Filter("Danced"),
            Filter("Visited Web Page", "Web Page|is|x", "Shoe Size|is|1"), Filter("Visited Web Page", "Web Page|resembles|x"), Filter("Visited Web Page", "Min. Number of Times|is|0"),
            Filter("Visited Web Page", "Min. Number of Times|is|1001"), Filter("Visited Web Page", "Date of Activity|in past|soon"),
        })
        {
            Assert.StartsWith($"filter 1 ({filter.Name})", await server.ProblemAsync(Rules(filter)), StringComparison.Ordinal);
        }
    }
}
