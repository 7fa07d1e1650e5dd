using Leadbase.Accounts;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.CustomObjects.CustomObjectSteps;

namespace Leadbase.Tests.Http.CustomObjects;

/// <summary>What becomes of records that link to a lead when the lead becomes another one.</summary>
public sealed class LeadLinkTests
{
    [Theory, OnEveryDatabase]
    public async Task Links_move_to_the_winner_and_no_key_is_there_twice(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var ids = await api.CreateManyAsync(4, i => new { email = $"{i}@x.com" });
        var (winner, first, second, other) = (ids[0], ids[1], ids[2], ids[3]);
        await api.MakeTypeAsync("car", Vin, LeadLink);
        await api.MakeTypeAsync("seat", """{"name":"leadID","displayName":"Lead","dataType":"link","isDedupeField":true,"relatedTo":{"name":"lead","field":"id"}}""", Vin);
        await api.SyncRecordsAsync("car", [.. ids.Select(id => $$"""{"vin":"V{{id}}","leadID":{{id}}}""")]);
        await api.SyncRecordsAsync("seat", [.. ids.Select(id => $$"""{"vin":"of all","leadID":{{id}}}"""), $$"""{"vin":"of losers","leadID":{{first}}}""", $$"""{"vin":"of losers","leadID":{{second}}}""", $$"""{"vin":"of one","leadID":{{second}}}"""]);
        await api.PostAsync("/rest/v1/opportunities.json", """{"input":[{"externalOpportunityId":"O","name":"O"}]}""");
        await api.PostAsync("/rest/v1/opportunities/roles.json", $$"""{"input":[{{string.Join(',', new[] { (winner, "A"), (first, "A"), (second, "B") }.Select(r => $$"""{"externalOpportunityId":"O","leadId":{{r.Item1}},"role":"{{r.Item2}}"}"""))}}]}""");
        var guid = (await api.GetAsync($"{Root}/seat.json?filterType=leadID&filterValues={winner}")).Result[0].GetProperty("marketoGUID").GetString();
        server.Clock.Advance(TimeSpan.FromSeconds(9));

        var schema = await RecordSchema.OfAsync(server.Instance);
        await WriteTransaction.RunAsync(server.Instance, async session => { await LeadLinks.RepointAsync(session, schema, winner, [first, second]); return 0; }, CancellationToken.None);

        Assert.Equal([$"\"V{winner}\"", $"\"V{first}\"", $"\"V{second}\""], await api.ValuesAsync("car", "leadID", $"{winner},{first},{second}", "vin"));
        Assert.Equal(["\"of all\"", "\"of losers\"", "\"of one\""], await api.ValuesAsync("seat", "leadID", $"{winner}", "vin"));
        Assert.Equal(guid, (await api.GetAsync($"{Root}/seat.json?filterType=leadID&filterValues={winner}")).Result[0].GetProperty("marketoGUID").GetString());
        Assert.Empty(await api.ValuesAsync("seat", "leadID", $"{first},{second}", "vin"));
        Assert.Single(await api.ValuesAsync("seat", "leadID", $"{other}", "vin"));
        Assert.Equal("\"2026-03-02T18:00:09Z\"", (await api.ValuesAsync("car", "vin", $"V{first}", "updatedAt"))[0]);
        Assert.Equal("\"2026-03-02T18:00:00Z\"", (await api.ValuesAsync("car", "vin", $"V{winner}", "updatedAt"))[0]);
        var roles = await api.GetAsync($"/rest/v1/opportunities/roles.json?filterType=leadId&filterValues={winner},{first},{second}&fields=role");
        Assert.Equal(["A", "B"], roles.Result.Select(r => r.GetProperty("role").GetString()));
    }
}
