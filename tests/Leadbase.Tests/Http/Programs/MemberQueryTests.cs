using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Programs;

/// <summary>Get Program Members: filters, pages, fields, and the size that a query may have.</summary>
public sealed class MemberQueryTests
{
    [Theory, OnEveryDatabase]
    public async Task Members_are_found_by_every_searchable_field(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program, other) = (server.Api, await server.AddProgramAsync(), await server.AddProgramAsync("Other"));
        await api.AddMemberFieldAsync("lunch", "string");
        await api.AddMemberFieldAsync("guests", "integer");
        var ids = await api.CreateManyAsync(4, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids[0], ids[1]);
        await api.SetStatusAsync(program, "Attended", ids[2]);
        await api.SetStatusAsync(other, "Invited", ids);
        await api.PostAsync($"/rest/v1/programs/{program}/members.json", new { input = new object[] { new { leadId = ids[1], lunch = "Soup", guests = 2 } } });

        Assert.Equal([ids[0], ids[2]], await FindAsync("leadId", $"{ids[2]},{ids[3]},{ids[0]}"));
        Assert.Equal([ids[0], ids[1]], await FindAsync("statusName", "Invited,Nowhere"));
        Assert.Equal([ids[2]], await FindAsync("reachedSuccess", "true"));
        Assert.Equal([ids[0], ids[1], ids[2]], await FindAsync("reachedSuccess", "true,false"));
        Assert.Equal([ids[1]], await FindAsync("lunch", "Soup"));
        Assert.Equal([ids[1]], await FindAsync("guests", "1,2"));
        async Task<long[]> FindAsync(string field, string values) => (await QueryAsync(api, program, field, values)).LeadIds();
    }

    [Theory, OnEveryDatabase]
    public async Task Without_fields_the_documented_ones_are_returned(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var id = await api.CreateAsync(new { lastName = "L" });
        await api.SetStatusAsync(program, "Attended", id);

        Assert.Equal(
            $$"""{"seq":0,"leadId":{{id}},"reachedSuccess":true,"programId":{{program}},"acquiredBy":true,"membershipDate":"2026-03-02T18:00:00Z"}""",
            Assert.Single((await QueryAsync(api, program, "statusName", "Attended")).Result).GetRawText());
        Assert.Equal(
            $$"""{"seq":0,"leadId":{{id}},"program":"Spring","statusName":"Attended"}""",
            Assert.Single((await QueryAsync(api, program, "statusName", "Attended", "&fields=PROGRAM,statusName,leadId")).Result).GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_bring_every_member_once_in_the_order_of_leads(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(25, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", Enumerable.Reverse(ids));
        var (found, token, pages) = (new List<long>(), "", 0);
        do
        {
            var page = await QueryAsync(api, program, "statusName", "Invited", $"&batchSize=10{token}");
            Assert.Equal(Enumerable.Range(0, page.Result.Length), page.Result.Select(r => r.GetProperty("seq").GetInt32()));
            Assert.Equal(page.NextPageToken is not null, page.Root.GetProperty("moreResult").GetBoolean());
            found.AddRange(page.LeadIds());
            token = page.NextPageToken is { } next ? $"&nextPageToken={next}" : "";
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal(ids, found);
        Assert.Equal(3, pages);
    }

    [Theory, OnEveryDatabase]
    public async Task A_range_of_changes_has_seven_days_at_most(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(2, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids);
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        await api.SetStatusAsync(program, "Attended", ids[1]);

        Assert.Equal([ids[1]], (await RangeAsync("2026-03-02T18:30:00Z", "2026-03-09T18:30:00Z")).LeadIds());
        Assert.Equal([ids[0]], (await RangeAsync("2026-03-02T18:00:00Z", "2026-03-02T18:29:59Z")).LeadIds());
        Assert.Equal("1003", (await RangeAsync("2026-03-02T18:30:00Z", "2026-03-09T18:30:01Z")).Code);
        Assert.Equal("1003", (await RangeAsync("2026-03-02T19:00:00Z", "2026-03-02T18:00:00Z")).Code);
        Assert.Equal("1002", (await RangeAsync("2026-03-02T19:00:00Z", "")).Code);
        Assert.Equal("1002", (await RangeAsync("", "2026-03-02T19:00:00Z")).Code);
        Assert.Equal("1001", (await RangeAsync("2026-03-02T19:00:00Z", "tomorrow")).Code);
        Task<Reply> RangeAsync(string start, string end) => api.GetAsync($"/rest/v1/programs/{program}/members.json?filterType=updatedAt&startAt={start}&endAt={end}");
    }

    [Theory, OnEveryDatabase]
    public async Task A_program_or_a_match_that_is_too_large_is_refused_as_the_instance_says(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(4, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids[0], ids[1], ids[2]);
        await api.SetStatusAsync(program, "Attended", ids[3]);

        await SetAsync(3, matching: false);
        var total = await QueryAsync(api, program, "statusName", "Attended");
        Assert.Equal(("1003", "Total membership size: 4 exceeds the limit allowed 3 for the filter"), (total.Code, total.Message));
        Assert.Equal(4, (await QueryAsync(api, program, "leadId", string.Join(',', ids))).Result.Length);
        await SetAsync(4, matching: false);
        Assert.Equal(4, (await QueryAsync(api, program, "statusName", "Attended,Invited")).Result.Length);

        await SetAsync(2, matching: true);
        Assert.Single((await QueryAsync(api, program, "statusName", "Attended")).Result);
        var matching = await QueryAsync(api, program, "statusName", "Invited");
        Assert.Equal(("1003", "Matching membership size: 3 exceeds the limit allowed (2) for this api"), (matching.Code, matching.Message));

        Task SetAsync(int limit, bool matching) => server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with
        {
            Limits = server.Instance.Settings.Limits with { ProgramMembersPerQuery = limit },
            Features = server.Instance.Settings.Features with { CountMatchingMembers = matching },
        });
    }

    [Theory, OnEveryDatabase]
    public async Task A_query_that_makes_no_sense_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program, other) = (server.Api, await server.AddProgramAsync(), await server.AddProgramAsync("Other"));
        await api.AddMemberFieldAsync("address", "email");
        var ids = await api.CreateManyAsync(2, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids);
        var token = (await QueryAsync(api, program, "statusName", "Invited", "&batchSize=1")).NextPageToken;

        Assert.Equal("1002", (await api.GetAsync($"/rest/v1/programs/{program}/members.json")).Code);
        Assert.Equal("1002", (await QueryAsync(api, program, "leadId", "")).Code);
        Assert.Equal("1001", (await QueryAsync(api, program, "leadId", "x")).Code);
        Assert.Equal("1001", (await QueryAsync(api, program, "reachedSuccess", "maybe")).Code);
        Assert.Equal("1003", (await QueryAsync(api, program, "leadId", string.Join(',', Enumerable.Range(1, 301)))).Code);
        Assert.Equal("1006", (await QueryAsync(api, program, "nothing", "x")).Code);
        Assert.Equal("1011", (await QueryAsync(api, program, "programId", "1")).Code);
        Assert.Equal("1011", (await QueryAsync(api, program, "program", "Spring")).Code);
        Assert.Equal("1011", (await QueryAsync(api, program, "address", "a@x.com")).Code);
        Assert.Equal("1006", (await QueryAsync(api, program, "leadId", "1", "&fields=nothing")).Code);
        Assert.Equal("1013", (await QueryAsync(api, 99999, "leadId", "1")).Code);
        Assert.Equal("1001", (await api.GetAsync("/rest/v1/programs/x/members.json?filterType=leadId&filterValues=1")).Code);
        Assert.Equal("1003", (await QueryAsync(api, other, "statusName", "Invited", $"&nextPageToken={token}")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_caller_sees_the_members_whose_leads_it_reaches(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite, ProgramSteps.ReadAssets], "Europe");
        // The sandbox's own service reaches the default partition alone: each side is seen by the one that made it.
        var program = await server.AddProgramAsync();
        var near = await europe.CreateAsync(new { lastName = "Near", email = "near@x.com" }, "Europe");
        var far = await server.Api.CreateAsync(new { lastName = "Far" });
        await europe.SetStatusAsync(program, "Invited", near);
        await server.Api.SetStatusAsync(program, "Invited", far);

        Assert.Equal([near], (await QueryAsync(europe, program, "statusName", "Invited")).LeadIds());
        Assert.Equal([near], (await QueryAsync(europe, program, "leadId", $"{near},{far}")).LeadIds());
        Assert.Equal([near], (await europe.GetAsync($"/rest/v1/leads/programs/{program}.json")).Ids());
        Assert.Equal("1004", (await europe.GetAsync($"/rest/v1/leads/{far}/programMembership.json")).Code);
        Assert.Single((await europe.GetAsync($"/rest/v1/leads/{near}/programMembership.json")).Result);
    }

    private static Task<Reply> QueryAsync(ApiClient api, long program, string filterType, string values, string more = "") =>
        api.GetAsync($"/rest/v1/programs/{program}/members.json?filterType={filterType}&filterValues={Uri.EscapeDataString(values)}{more}");
}
