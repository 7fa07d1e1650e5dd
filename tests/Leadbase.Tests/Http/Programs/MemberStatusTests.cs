using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Programs;

/// <summary>Sync Program Member Status and Change Lead Program Status: how leads become members and go on.</summary>
public sealed class MemberStatusTests
{
    [Theory, OnEveryDatabase]
    public async Task A_lead_becomes_a_member_goes_on_and_never_goes_back(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(2, i => new { lastName = LeadSteps.Numbered("L", i) });

        Assert.Equal(["created", "created"], (await api.SetStatusAsync(program, "Influenced", ids)).Outcomes);
        Assert.Equal(["updated"], (await api.SetStatusAsync(program, "ON hold", ids[0])).Outcomes);
        var back = await api.SetStatusAsync(program, "Invited", ids[0]);
        Assert.Equal(["skipped 1037"], back.Outcomes);
        Assert.Equal("Lead skipped because it is already in or past this status", back.Result[0].Reason());
        Assert.False(back.Result[0].TryGetProperty("leadId", out _));
        Assert.Equal(["skipped 1037"], (await api.SetStatusAsync(program, "On Hold", ids[0])).Outcomes);

        Assert.Equal("On Hold", (await api.MemberAsync(program, ids[0], "statusName")).GetProperty("statusName").GetString());
        Assert.Equal("Influenced", (await api.MemberAsync(program, ids[1], "statusName")).GetProperty("statusName").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_membership_says_when_it_began_and_when_success_came(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var id = await api.CreateAsync(new { lastName = "L" });
        const string Fields = "acquiredBy,createdAt,isExhausted,membershipDate,program,reachedSuccess,reachedSuccessDate,statusName,trackName,nurtureCadence,updatedAt";

        await api.SetStatusAsync(program, "Invited", id);
        Assert.Equal(
            $$"""{"seq":0,"leadId":{{id}},"acquiredBy":true,"createdAt":"2026-03-02T18:00:00Z","isExhausted":false,"membershipDate":"2026-03-02T18:00:00Z","program":"Spring","reachedSuccess":false,"reachedSuccessDate":null,"statusName":"Invited","trackName":null,"nurtureCadence":null,"updatedAt":"2026-03-02T18:00:00Z"}""",
            (await api.MemberAsync(program, id, Fields)).GetRawText());
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.SetStatusAsync(program, "Attended", id);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.SetStatusAsync(program, "Left", id);
        Assert.Equal(
            $$"""{"seq":0,"leadId":{{id}},"acquiredBy":true,"createdAt":"2026-03-02T18:00:00Z","isExhausted":false,"membershipDate":"2026-03-02T18:00:00Z","program":"Spring","reachedSuccess":true,"reachedSuccessDate":"2026-03-02T18:01:00Z","statusName":"Left","trackName":null,"nurtureCadence":null,"updatedAt":"2026-03-02T18:02:00Z"}""",
            (await api.MemberAsync(program, id, Fields)).GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task The_first_program_acquires_a_lead_and_the_lead_says_so(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, first, second) = (server.Api, await server.AddProgramAsync(), await server.AddProgramAsync("Autumn"));
        var id = await api.CreateAsync(new { lastName = "L" });
        var known = await api.CreateAsync(new { lastName = "K", acquisitionProgramId = second });

        await api.SetStatusAsync(first, "Invited", id, known);
        await api.SetStatusAsync(second, "Invited", id, known);

        Assert.Equal((true, false), (await AcquiredAsync(first, id), await AcquiredAsync(second, id)));
        Assert.Equal((false, true), (await AcquiredAsync(first, known), await AcquiredAsync(second, known)));
        var lead = await api.ReadAsync(id, "acquisitionProgramId,mktoAcquisitionDate");
        Assert.Equal(first, lead.GetProperty("acquisitionProgramId").GetInt64());
        Assert.Equal("2026-03-02T18:00:00Z", lead.GetProperty("mktoAcquisitionDate").GetString());
        var changes = await server.LogAsync(13);
        Assert.Equal(["Acquisition Program Id", "Acquisition Date"], changes.Select(c => c.Row.PrimaryValue));
        Assert.All(changes, c => Assert.Equal(id, c.Row.Lead));

        async Task<bool> AcquiredAsync(long program, long leadId) => (await api.MemberAsync(program, leadId)).GetProperty("acquiredBy").GetBoolean();
    }

    [Theory, OnEveryDatabase]
    public async Task Members_of_an_engagement_program_begin_in_its_first_stream(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync(type: "nurture", streams: ["Early", "Late"]));
        var id = await api.CreateAsync(new { lastName = "L" });

        await api.SetStatusAsync(program, "Invited", id);

        var member = await api.MemberAsync(program, id, "trackName,nurtureCadence,isExhausted");
        Assert.Equal(("Early", "norm", false), (member.GetProperty("trackName").GetString(), member.GetProperty("nurtureCadence").GetString(), member.GetProperty("isExhausted").GetBoolean()));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_step_is_in_the_log_with_what_was_before(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var id = await api.CreateAsync(new { lastName = "L" });

        await api.SetStatusAsync(program, "Invited", id, id);
        await api.SetStatusAsync(program, "Attended", id);

        var steps = await server.LogAsync(104);
        Assert.Equal([(id, program, "Spring"), (id, program, "Spring")], steps.Select(s => (s.Row.Lead, s.Row.PrimaryId!.Value, s.Row.PrimaryValue!)));
        Assert.Equal([("Not in Program", "Invited", "false"), ("Invited", "Attended", "true")], steps.Select(s => (s.Values["Old Status"]!, s.Values["New Status"]!, s.Values["Success"]!)));
        Assert.Equal(["true", "true"], steps.Select(s => s.Values["Acquired By"]!));
        Assert.Equal(["Web service API", "Web service API"], steps.Select(s => s.Values["Reason"]!));
        Assert.Equal("2026-03-02T18:00:00Z", steps[1].Values["Reached Success Date"]);
        Assert.Equal(steps[0].Values["Program Member ID"], steps[1].Values["Program Member ID"]);
        var read = await api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2020-01-01T00:00:00Z");
        Assert.Equal(2, (await api.GetAsync($"/rest/v1/activities.json?activityTypeIds=104&assetIds={program}&nextPageToken={read.NextPageToken}")).Result.Length);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_changed_is_skipped_and_the_rest_goes_through(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var id = await api.CreateAsync(new { lastName = "L" });

        var reply = await api.PostAsync(
            $"/rest/v1/programs/{program}/members/status.json",
            $$"""{"statusName":"Invited","input":[{"leadId":99999},{"leadId":"x"},{},{"leadId":"{{id}}"},{"leadId":{{id}}},{"leadId":null},{"leadId":1.5}]}""");

        Assert.Equal(["skipped 1004", "skipped 1001", "skipped 1002", "created", "skipped 1037", "skipped 1002", "skipped 1001"], reply.Outcomes);
        Assert.Equal(Enumerable.Range(0, 7), reply.Result.Select(r => r.GetProperty("seq").GetInt32()));
        Assert.Equal(1, await server.RowsAsync("programMember"));
        Assert.Single(await server.LogAsync(104));
    }

    [Theory, OnEveryDatabase]
    public async Task A_call_that_is_wrong_as_a_whole_changes_nothing(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var id = await api.CreateAsync(new { lastName = "L" });
        var path = $"/rest/v1/programs/{program}/members/status.json";

        Assert.Equal("1025", (await api.SetStatusAsync(program, "Nowhere", id)).Code);
        Assert.Equal("1025", (await api.SetStatusAsync(program, "Old", id)).Code);
        Assert.Equal("1013", (await api.SetStatusAsync(99999, "Invited", id)).Code);
        Assert.Equal("1003", (await api.SetStatusAsync(program, "Invited", Enumerable.Repeat(id, 301))).Code);
        Assert.Equal("1002", (await api.SetStatusAsync(program, "Invited")).Code);
        Assert.Equal("1002", (await api.PostAsync(path, new { input = new[] { new { leadId = id } } })).Code);
        Assert.Equal("1001", (await api.PostAsync(path, new { statusName = 5, input = new[] { new { leadId = id } } })).Code);
        Assert.Equal("1001", (await api.PostAsync(path, new { statusName = "Invited", input = id })).Code);
        Assert.Equal("1001", (await api.PostAsync("/rest/v1/programs/x/members/status.json", new { statusName = "Invited", input = new[] { new { leadId = id } } })).Code);

        Assert.Equal(0, await server.RowsAsync("programMember"));
        Assert.Empty(await server.LogAsync(104));
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_and_programs_out_of_reach_are_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var workspace = (await Leadbase.Accounts.AccountDirectory.OfAsync(server.Instance)).Workspaces.Single(w => w.Name == "Europe").Id;
        var (ours, theirs) = (await server.AddProgramAsync("Ours", workspace: workspace), await server.AddProgramAsync("Theirs", workspace: 1));
        var far = await server.Api.CreateAsync(new { lastName = "Far" });
        var near = await europe.CreateAsync(new { lastName = "Near", email = "near@x.com" }, "Europe");

        var reply = await europe.SetStatusAsync(ours, "Invited", far, near);

        Assert.Equal(["skipped 1008", "created"], reply.Outcomes);
        Assert.Equal("1013", (await europe.SetStatusAsync(theirs, "Invited", near)).Code);
        Assert.Equal("1013", (await europe.GetAsync($"/rest/v1/programs/{theirs}/members.json?filterType=leadId&filterValues=1")).Code);
        Assert.Equal("1013", (await europe.GetAsync($"/rest/v1/leads/programs/{theirs}.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Parallel_calls_make_one_member_and_one_step_each(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(20, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => api.SetStatusAsync(program, "Invited", i % 2 == 0 ? ids : Enumerable.Reverse(ids))));

        Assert.Equal(20, replies.SelectMany(r => r.Outcomes).Count(o => o == "created"));
        Assert.Equal(140, replies.SelectMany(r => r.Outcomes).Count(o => o == "skipped 1037"));
        Assert.Equal(20, await server.RowsAsync("programMember"));
        Assert.Equal(20, (await server.LogAsync(104)).Count);
        Assert.Equal(40, (await server.LogAsync(13)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Change_lead_program_status_is_for_members_only_and_tells_their_status(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(3, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids[0]);
        await api.SetStatusAsync(program, "Left", ids[1]);

        var reply = await api.PostAsync(
            $"/rest/v1/leads/programs/{program}/status.json", new { status = "attended", input = new object[] { new { id = ids[0] }, new { id = ids[1] }, new { id = ids[2] }, new { id = 99999 }, new { id = "x" } } });

        Assert.Equal(["Attended", "skipped 1037", "skipped 1037", "skipped 1004", "skipped 1001"], reply.Outcomes);
        Assert.Equal([ids[0], ids[1], ids[2], 99999], reply.Result.Take(4).Select(r => r.GetProperty("id").GetInt64()));
        Assert.Equal("Lead not in program", reply.Result[2].Reason());
        Assert.Equal(2, await server.RowsAsync("programMember"));
        Assert.Equal("Attended", (await api.MemberAsync(program, ids[0], "statusName")).GetProperty("statusName").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Members_are_taken_out_of_a_program_and_the_log_says_so(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program, other) = (server.Api, await server.AddProgramAsync(), await server.AddProgramAsync("Other"));
        var ids = await api.CreateManyAsync(3, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids[0], ids[1]);
        await api.SetStatusAsync(other, "Invited", ids[0]);
        var path = $"/rest/v1/programs/{program}/members/delete.json";

        var reply = await api.PostAsync(path, new { input = new object[] { new { leadId = ids[0] }, new { leadId = ids[2] }, new { leadId = ids[0] }, new { leadId = 99999 }, new { } } });

        Assert.Equal(["deleted", "skipped 1037", "skipped 1037", "skipped 1004", "skipped 1002"], reply.Outcomes);
        Assert.Equal("Lead not in program", reply.Result[1].Reason());
        Assert.Equal(ids[0], reply.Result[0].GetProperty("leadId").GetInt64());
        Assert.Equal([ids[1]], (await api.GetAsync($"/rest/v1/leads/programs/{program}.json")).Ids());
        Assert.Equal([ids[0]], (await api.GetAsync($"/rest/v1/leads/programs/{other}.json")).Ids());
        var step = (await server.LogAsync(104))[^1];
        Assert.Equal((ids[0], "Invited", "Not in Program"), (step.Row.Lead, step.Values["Old Status"], step.Values["New Status"]));
        Assert.Equal("1013", (await api.PostAsync("/rest/v1/programs/99999/members/delete.json", new { input = new[] { new { leadId = ids[0] } } })).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_that_is_deleted_is_a_member_of_nothing_any_more(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        var ids = await api.CreateManyAsync(2, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids);
        foreach (var (table, asset) in new[] { ("list_member", "list"), ("campaign_member", "campaign") })
        {
            await Leadbase.Accounts.WriteTransaction.RunAsync(server.Instance, s => s.Sql(
                $"insert into {s.Database.Table(table)} ({asset}, lead, created_at, updated_at) values (1, $1, 1, 1), (1, $2, 1, 1)").Bind(ids[0]).Bind(ids[1]).ExecuteAsync().AsTask(), CancellationToken.None);
        }

        await api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id = ids[0] } } });

        Assert.Equal((1, 1, 1), (await server.RowsAsync("programMember"), await server.RowsAsync("list_member"), await server.RowsAsync("campaign_member")));
        Assert.Equal([ids[1]], (await api.GetAsync($"/rest/v1/leads/programs/{program}.json")).Ids());
    }
}
