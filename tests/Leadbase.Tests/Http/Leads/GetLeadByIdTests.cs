namespace Leadbase.Tests.Http.Leads;

public sealed class GetLeadByIdTests
{
    [Theory, OnEveryDatabase]
    public async Task Without_fields_the_six_documented_ones_are_returned_nulls_included(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com", firstName = "A" });

        var lead = Assert.Single((await server.Api.GetAsync($"/rest/v1/lead/{id}.json")).Result);

        Assert.Equal(
            $$"""{"id":{{id}},"updatedAt":"2026-03-02T18:00:00Z","lastName":null,"email":"a@x.com","createdAt":"2026-03-02T18:00:00Z","firstName":"A"}""",
            lead.GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task The_named_fields_are_returned_once_each_in_any_case_with_the_id_first(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { firstName = "Ada", lastName = "Lovelace", leadScore = 7 });

        var lead = await server.Api.ReadAsync(id, "LEADSCORE,mktoName,leadScore,title");

        Assert.Equal($$"""{"id":{{id}},"leadScore":7,"mktoName":"Ada Lovelace","title":null}""", lead.GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_of_the_linked_company_are_read_through_the_link(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var lead = await server.Api.ReadAsync(2, "company,externalCompanyId,numberOfEmployees,externalSalesPersonId");

        Assert.Equal("""{"id":2,"company":"Initech","externalCompanyId":"demo-3","numberOfEmployees":85,"externalSalesPersonId":null}""", lead.GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Every_field_that_describe_shows_can_be_read(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var names = (await server.Api.GetAsync("/rest/v1/leads/describe.json")).Result
            .Select(f => f.GetProperty("rest").GetProperty("name").GetString()!).ToList();

        var lead = await server.Api.ReadAsync(2, string.Join(',', names));

        Assert.Equal(names.Order(), lead.EnumerateObject().Select(p => p.Name).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task An_unknown_id_gives_an_empty_result(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var reply = await server.Api.GetAsync("/rest/v1/lead/4711.json");

        Assert.True(reply.Success);
        Assert.Empty(reply.Result);
    }

    [Theory, OnEveryDatabase]
    public async Task An_id_that_is_no_number_and_an_unknown_field_are_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        Assert.Equal("1001", (await server.Api.GetAsync("/rest/v1/lead/abc.json")).Code);
        Assert.Equal("1001", (await server.Api.GetAsync("/rest/v1/lead/-1.json")).Code);
        Assert.Equal("1001", (await server.Api.GetAsync("/rest/v1/lead/99999999999999999999.json")).Code);
        var unknown = await server.Api.GetAsync("/rest/v1/lead/1.json?fields=email,nothing");
        Assert.Equal(("1006", "Field 'nothing' not found"), (unknown.Code, unknown.Message));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_in_a_partition_out_of_reach_is_not_seen(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "default@x.com" });
        using var other = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var own = await other.CreateAsync(new { email = "europe@x.com" }, "Europe");

        Assert.Empty((await other.GetAsync($"/rest/v1/lead/{id}.json")).Result);
        Assert.Single((await other.GetAsync($"/rest/v1/lead/{own}.json")).Result);
        Assert.Empty((await server.Api.GetAsync($"/rest/v1/lead/{own}.json")).Result);
    }
}
