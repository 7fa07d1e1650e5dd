using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Programs;

/// <summary>Get Leads by Program Id and Get Programs by Lead Id: memberships from either side.</summary>
public sealed class LeadProgramTests
{
    [Theory, OnEveryDatabase]
    public async Task Leads_of_a_program_come_with_their_membership(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var id = await api.CreateAsync(new { firstName = "Jon", lastName = "Umber", email = "jon@x.com" });
        await api.SetStatusAsync(program, "Influenced", id);

        const string Membership = "\"progressionStatus\":\"Influenced\",\"progressionStatusType\":\"Engaged\",\"isExhausted\":false,\"acquiredBy\":true,\"reachedSuccess\":false,\"membershipDate\":\"2026-03-02T18:00:00Z\",\"updatedAt\":\"2026-03-02T18:00:00Z\"}";
        Assert.Equal(
            $$"""{"id":{{id}},"updatedAt":"2026-03-02T18:00:00Z","lastName":"Umber","email":"jon@x.com","createdAt":"2026-03-02T18:00:00Z","firstName":"Jon","membership":{"id":{{program}},{{Membership}}}""",
            Assert.Single((await api.GetAsync($"/rest/v1/leads/programs/{program}.json")).Result).GetRawText());
        Assert.Equal(
            $$"""{"id":{{id}},"company":null,"mktoName":"Jon Umber","membership":{"id":{{program}},{{Membership}}}""",
            Assert.Single((await api.GetAsync($"/rest/v1/leads/programs/{program}.json?fields=company,mktoName")).Result).GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Members_of_an_engagement_program_also_have_a_stream(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync(type: "nurture", streams: ["Early", "Late"]));
        var id = await api.CreateAsync(new { lastName = "L" });
        await api.SetStatusAsync(program, "Invited", id);

        var membership = Assert.Single((await api.GetAsync($"/rest/v1/leads/programs/{program}.json")).Result).GetProperty("membership");
        var seen = Assert.Single((await api.GetAsync($"/rest/v1/leads/{id}/programMembership.json")).Result);

        Assert.Equal(("Early", "norm"), (membership.GetProperty("stream").GetString(), membership.GetProperty("nurtureCadence").GetString()));
        Assert.Equal(("Early", "norm"), (seen.GetProperty("stream").GetString(), seen.GetProperty("nurtureCadence").GetString()));
        Assert.Equal("Invited", membership.GetProperty("progressionStatusType").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_of_a_program_are_paged_in_the_order_of_their_ids(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program, other) = (server.Api, await server.AddProgramAsync(), await server.AddProgramAsync("Other"));
        var ids = await api.CreateManyAsync(50, i => new { lastName = LeadSteps.Numbered("L", i) });
        var members = ids.Where((_, i) => i % 2 == 0).ToList();
        await api.SetStatusAsync(program, "Invited", Enumerable.Reverse(members));
        await api.SetStatusAsync(other, "Invited", ids);
        var (found, token, pages) = (new List<long>(), "", 0);
        do
        {
            var page = await api.GetAsync($"/rest/v1/leads/programs/{program}.json?batchSize=10{token}");
            found.AddRange(page.Ids());
            token = page.NextPageToken is { } next ? $"&nextPageToken={next}" : "";
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal(members, found);
        Assert.Equal(3, pages);
        Assert.Equal("1013", (await api.GetAsync("/rest/v1/leads/programs/99999.json")).Code);
        Assert.Equal("1001", (await api.GetAsync("/rest/v1/leads/programs/x.json")).Code);
        Assert.Equal("1006", (await api.GetAsync($"/rest/v1/leads/programs/{program}.json?fields=nothing")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Programs_of_a_lead_are_told_filtered_and_paged(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, programs) = (server.Api, new List<long>());
        var id = await api.CreateAsync(new { lastName = "L" });
        for (var i = 0; i < 3; i++)
        {
            programs.Add(await server.AddProgramAsync(LeadSteps.Numbered("P", i)));
            await api.SetStatusAsync(programs[i], "Invited", id);
            server.Clock.Advance(TimeSpan.FromDays(1));
            api.ForgetToken();
        }
        var path = $"/rest/v1/leads/{id}/programMembership.json";

        Assert.Equal(
            $$"""{"id":{{programs[0]}},"progressionStatus":"Invited","isExhausted":false,"acquiredBy":true,"reachedSuccess":false,"membershipDate":"2026-03-02T18:00:00Z","updatedAt":"2026-03-02T18:00:00Z"}""",
            (await api.GetAsync(path)).Result[0].GetRawText());
        Assert.Equal(programs, (await api.GetAsync(path)).Ids());
        Assert.Equal([programs[0], programs[2]], (await api.GetAsync($"{path}?filterType=programId&filterValues={programs[2]},{programs[0]},99999")).Ids());
        Assert.Equal([programs[1]], (await api.GetAsync($"{path}?earliestUpdatedAt=2026-03-03T18:00:00Z&latestUpdatedAt=2026-03-03T18:00:00Z")).Ids());
        var first = await api.GetAsync($"{path}?batchSize=2");
        Assert.Equal(programs[..2], first.Ids());
        var second = await api.GetAsync($"{path}?batchSize=2&nextPageToken={first.NextPageToken}");
        Assert.Equal(programs[2..], second.Ids());
        Assert.False(second.Root.GetProperty("moreResult").GetBoolean());
    }

    [Theory, OnEveryDatabase]
    public async Task A_question_about_a_lead_that_makes_no_sense_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { lastName = "L" });

        Assert.Equal("1004", await CodeAsync("99999/programMembership.json"));
        Assert.Equal("1001", await CodeAsync("x/programMembership.json"));
        Assert.Equal("1003", await CodeAsync($"{id}/programMembership.json?filterType=name&filterValues=1"));
        Assert.Equal("1002", await CodeAsync($"{id}/programMembership.json?filterType=programId"));
        Assert.Equal("1002", await CodeAsync($"{id}/programMembership.json?filterValues=1"));
        Assert.Equal("1001", await CodeAsync($"{id}/programMembership.json?filterType=programId&filterValues=x"));
        Assert.Equal("1001", await CodeAsync($"{id}/programMembership.json?earliestUpdatedAt=yesterday"));
        async Task<string?> CodeAsync(string path) => (await server.Api.GetAsync("/rest/v1/leads/" + path)).Code;
    }

    [Theory, OnEveryDatabase]
    public async Task Programs_of_a_workspace_out_of_reach_are_left_away(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var reader = await server.ServiceAsync("Europe", [ProgramSteps.ReadAssets, LeadSteps.ReadWrite], "Default");
        var workspace = (await Leadbase.Accounts.AccountDirectory.OfAsync(server.Instance)).Workspaces.Single(w => w.Name == "Europe").Id;
        var (shared, theirs, ours) = (await server.AddProgramAsync(), await server.AddProgramAsync("Theirs", workspace: 1), await server.AddProgramAsync("Ours", workspace: workspace));
        var id = await server.Api.CreateAsync(new { lastName = "L" });
        await server.Api.SetStatusAsync(shared, "Invited", id);
        await server.Api.SetStatusAsync(theirs, "Invited", id);
        await reader.SetStatusAsync(ours, "Invited", id);

        Assert.Equal([shared, ours], (await reader.GetAsync($"/rest/v1/leads/{id}/programMembership.json")).Ids());
    }
}
