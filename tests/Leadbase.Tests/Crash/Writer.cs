using System.Text.Json;

namespace Leadbase.Tests.Crash;

/// <summary>A client that syncs batches of leads one after the other, until the server is gone, and knows what must be there.</summary>
internal sealed class Writer(int number, Random random)
{
    private readonly string[] _fields = ["id", "email", "firstName", "leadScore"];

    public Ledger Ledger { get; } = new(number, random);

    /// <summary>Writes until the server no longer answers.</summary>
    public async Task WriteAsync(string url)
    {
        using var api = new ApiClient(url);
        try
        {
            await api.TokenAsync();
            while (true)
            {
                var batch = Ledger.Next();
                object[] input =
                [
                    .. batch.Created.Select(c => new { email = c.Email, firstName = batch.Tag, leadScore = c.Score }),
                    .. batch.Updated.Select(u => new { email = u.Lead.Email, firstName = batch.Tag, leadScore = u.Score }),
                ];
                var reply = await api.SyncAsync(input);
                Assert.Equal(batch.Created.Select(_ => "created").Concat(batch.Updated.Select(_ => "updated")), reply.Outcomes);
                var ids = reply.Result.Select(r => r.GetProperty("id").GetInt64()).ToList();
                Assert.Equal(batch.Updated.Select(u => u.Lead.Id), ids.Skip(batch.Created.Count));
                Ledger.Acknowledge(ids);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Killed. Whether the pending batch was kept is seen after the restart.
        }
    }

    /// <summary>After a restart: the batch that was under way is there as a whole, or not at all.</summary>
    public async Task ResolveAsync(ApiClient api)
    {
        if (Ledger.Pending is not { } batch) return;
        var present = await ReadAsync(api, "email", [.. batch.Emails]);
        var created = batch.Created.Select(c => present.GetValueOrDefault(c.Email)).ToList();
        var kept = created[0].Id != 0;
        for (var i = 0; i < created.Count; i++)
        {
            Assert.True(kept == (created[i].Id != 0), $"Batch {batch.Tag} is half there: {batch.Created[i].Email} {(kept ? "is missing" : "exists")}.");
            if (kept) Assert.Equal(new Values(batch.Tag, batch.Created[i].Score), created[i].Values);
        }
        foreach (var (lead, score) in batch.Updated)
        {
            Assert.Equal((lead.Id, kept ? new Values(batch.Tag, score) : lead.Present), present[lead.Email]);
        }
        Ledger.Resolve(kept ? [.. created.Select(c => c.Id)] : null);
    }

    /// <summary>Every acknowledged lead is there with its last values.</summary>
    public async Task CheckLeadsAsync(ApiClient api)
    {
        foreach (var page in Ledger.Leads.Chunk(300))
        {
            var present = await ReadAsync(api, "id", [.. page.Select(l => $"{l.Id}")]);
            foreach (var lead in page)
            {
                Assert.True(present.TryGetValue(lead.Email, out var found), $"{lead.Email} was acknowledged as {lead.Id} and is gone.");
                Assert.Equal((lead.Id, lead.Present), found);
            }
        }
    }

    private async Task<Dictionary<string, (long Id, Values Values)>> ReadAsync(ApiClient api, string filterType, IReadOnlyList<string> values)
    {
        var reply = await api.PostFormAsync(
            "/rest/v1/leads.json?_method=GET", ("filterType", filterType), ("filterValues", string.Join(',', values)), ("fields", string.Join(',', _fields)));
        Assert.True(reply.Success, reply.Body);
        return reply.Result.ToDictionary(Email, lead => (
            lead.GetProperty("id").GetInt64(), new Values(lead.GetProperty("firstName").GetString()!, lead.GetProperty("leadScore").GetInt64())));
    }

    private static string Email(JsonElement lead) => lead.GetProperty("email").GetString()!;
}
