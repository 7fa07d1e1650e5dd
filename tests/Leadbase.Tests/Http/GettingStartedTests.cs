namespace Leadbase.Tests.Http;

/// <summary>"REST API / Getting Started", as a newcomer follows it in a sandbox.</summary>
public sealed class GettingStartedTests
{
    [Theory, OnEveryDatabase]
    public async Task The_first_call_of_the_page_returns_its_lead(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var reply = await server.Api.GetAsync("/rest/v1/leads.json?&filterType=email&filterValues=developerfeedback@marketo.com");

        Assert.True(reply.Success);
        Assert.Matches("^[0-9a-f]+#[0-9a-f]+$", reply.Root.GetProperty("requestId").GetString());
        var lead = Assert.Single(reply.Result);
        Assert.Equal(
            """{"id":1,"updatedAt":"2015-08-24T20:17:23Z","lastName":"Elkington","email":"developerfeedback@marketo.com","createdAt":"2013-02-19T23:17:04Z","firstName":"Kenneth"}""",
            lead.GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_is_created_updated_and_deleted(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var created = await server.Api.SyncAsync([new { email = "New@Example.com", firstName = "New", leadScore = 5 }]);
        Assert.Equal(["created"], created.Outcomes);
        var id = created.Result[0].GetProperty("id").GetInt64();
        var updated = await server.Api.SyncAsync([new { email = "new@example.COM", firstName = "Newer", leadScore = "6" }]);
        Assert.Equal(["updated"], updated.Outcomes);
        Assert.Equal(id, updated.Result[0].GetProperty("id").GetInt64());
        var read = await server.Api.GetAsync($"/rest/v1/lead/{id}.json?fields=email,firstName,leadScore,title");
        Assert.Equal($$"""{"id":{{id}},"email":"new@example.COM","firstName":"Newer","leadScore":6,"title":null}""", Assert.Single(read.Result).GetRawText());
        Assert.Equal(["deleted"], (await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id } } })).Outcomes);
        Assert.Empty((await server.Api.GetAsync($"/rest/v1/lead/{id}.json")).Result);
    }
}
