using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Programs;

/// <summary>Sync Program Member Data: the fields of members.</summary>
public sealed class MemberDataTests
{
    [Theory, OnEveryDatabase]
    public async Task Standard_and_custom_fields_are_written_read_and_logged(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        await api.AddMemberFieldAsync("lunch", "string");
        await api.AddMemberFieldAsync("guests", "integer");
        var id = await api.CreateAsync(new { lastName = "L" });
        await api.SetStatusAsync(program, "Invited", id);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["updated", "updated"], (await SyncAsync(api, program, new { leadId = id, registrationCode = "R", lunch = "Soup" }, new { leadId = $"{id}", GUESTS = "2" })).Outcomes);
        Assert.Equal(["updated"], (await SyncAsync(api, program, new { leadId = id, registrationCode = "R", lunch = (string?)null })).Outcomes);

        Assert.Equal(
            $$"""{"seq":0,"leadId":{{id}},"registrationCode":"R","webinarUrl":null,"lunch":null,"guests":2,"updatedAt":"2026-03-02T18:01:00Z","createdAt":"2026-03-02T18:00:00Z"}""",
            (await api.MemberAsync(program, id, "registrationCode,webinarUrl,lunch,guests,updatedAt,createdAt")).GetRawText());
        Assert.Equal(
            [("Registration Code", "registrationCode", "", "R"), ("Label of lunch", "lunch", "", "Soup"), ("Label of guests", "guests", "", "2"), ("Label of lunch", "lunch", "Soup", "")],
            (await server.LogAsync(123)).Select(a => (a.Values["Attribute Display Name"]!, a.Values["Attribute Name"]!, a.Values["Old Value"]!, a.Values["New Value"]!)));
        Assert.All(await server.LogAsync(123), a => Assert.Equal((id, program, "Spring"), (a.Row.Lead, a.Row.PrimaryId, a.Row.PrimaryValue)));
        await api.SetStatusAsync(program, "Attended", id);
        Assert.Equal("R", (await server.LogAsync(104))[^1].Values["Registration Code"]);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_written_is_skipped_and_the_rest_goes_through(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, program) = (server.Api, await server.AddProgramAsync());
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var ids = await api.CreateManyAsync(2, i => new { lastName = LeadSteps.Numbered("L", i) });
        await api.SetStatusAsync(program, "Invited", ids[0]);

        var reply = await SyncAsync(
            api, program, new { leadId = ids[1], registrationCode = "A" }, new { leadId = 99999, registrationCode = "A" }, new { registrationCode = "A" },
            new { leadId = ids[0], statusName = "Attended" }, new { leadId = ids[0], programId = program }, new { leadId = ids[0], nothing = 1 },
            new { leadId = ids[0], registrationCode = new string('x', 101) }, new { leadId = ids[0], registrationCode = new[] { 1 } }, new { leadId = "x" },
            new { leadId = ids[0], registrationCode = "B" });

        Assert.Equal(
            ["skipped 1013", "skipped 1004", "skipped 1002", "skipped 1011", "skipped 1011", "skipped 1006", "skipped 1003", "skipped 1001", "skipped 1001", "updated"],
            reply.Outcomes);
        Assert.Equal("Membership not found", reply.Result[0].Reason());
        Assert.Equal(["skipped 1008"], (await SyncAsync(europe, program, new { leadId = ids[0], registrationCode = "C" })).Outcomes);
        Assert.Equal("B", (await api.MemberAsync(program, ids[0], "registrationCode")).GetProperty("registrationCode").GetString());
        Assert.Equal("1013", (await SyncAsync(api, 99999, new { leadId = ids[0] })).Code);
        Assert.Equal("1003", (await SyncAsync(api, program, [.. Enumerable.Repeat(new { leadId = ids[0] }, 301)])).Code);
    }

    private static Task<Reply> SyncAsync(ApiClient api, long program, params object[] input) => api.PostAsync($"/rest/v1/programs/{program}/members.json", new { input });
}
