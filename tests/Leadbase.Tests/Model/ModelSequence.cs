using System.Text.Json;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Model;

/// <summary>A random sequence of calls, each compared with the model. Its keys are its own, so that sequences do not meet.</summary>
internal sealed class ModelSequence(ApiClient api, int seed)
{
    private static readonly string[] Actions = ["createOrUpdate", "createOnly", "updateOnly", "createDuplicate"];
    private readonly Random _random = new(seed);
    private readonly ModelLeads _model = new();
    private readonly List<string> _trace = [];
    private readonly List<long> _gone = [];

    /// <summary>Makes three to eight calls; throws what differs, with the calls that led there.</summary>
    /// <returns>How many calls were compared.</returns>
    public async Task<int> RunAsync()
    {
        var calls = _random.Next(3, 9);
        try
        {
            await SyncAsync();
            for (var i = 1; i < calls; i++) await NextAsync();
            return calls;
        }
        catch (Exception e) when (e is Xunit.Sdk.XunitException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidOperationException($"Sequence {seed} differs: {e.Message}{Environment.NewLine}{string.Join(Environment.NewLine, _trace)}", e);
        }
    }

    private Task NextAsync() => _random.Next(12) switch
    {
        < 5 => SyncAsync(),
        < 7 => QueryAsync(),
        7 => ReadAsync(),
        8 => DeleteAsync(),
        9 => ListAsync(),
        10 => MembersAsync(),
        _ => MergeAsync(),
    };

    private async Task SyncAsync()
    {
        var action = Pick(Actions);
        var lookup = action == "updateOnly" && _random.Next(3) == 0 ? "id" : _random.Next(4) == 0 ? "code" : "email";
        var records = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Record(lookup)).ToList();
        // An updateOnly whose records all have an id takes it for the key when it names no lookup field.
        var body = new { action, lookupField = lookup, input = records.Select(r => r.ToDictionary(m => m.Key, m => (object?)(m.Key == "leadScore" && int.TryParse(m.Value, out var n) ? n : m.Value))) };
        var reply = await CallAsync("/rest/v1/leads.json", body);
        Assert.True(reply.Success, reply.Body);
        Assert.Equal(records.Count, reply.Result.Length);
        for (var i = 0; i < records.Count; i++)
        {
            var expected = _model.Sync(action, lookup, records[i], () => NewId(reply.Result[i]));
            Assert.Equal(expected.Status, reply.Outcomes[i]);
            if (expected.Lead is { } lead) Assert.Equal(lead.Id, reply.Result[i].GetProperty("id").GetInt64());
        }
    }

    private long NewId(JsonElement outcome)
    {
        var id = outcome.GetProperty("id").GetInt64();
        Assert.True(_model.Find(id) is null && !_gone.Contains(id), $"the id {id} is given twice");
        return id;
    }

    private List<KeyValuePair<string, string?>> Record(string lookup)
    {
        List<KeyValuePair<string, string?>> record = [];
        if (lookup == "id") record.Add(new("id", $"{AnyId()}"));
        if (lookup == "email" ? _random.Next(12) > 0 : _random.Next(3) == 0) record.Add(new("email", Email()));
        if (lookup == "code" ? _random.Next(12) > 0 : _random.Next(3) == 0) record.Add(new("code", Code()));
        if (_random.Next(2) == 0) record.Add(new("firstName", Pick(["Ada", "Grace", "", "Ольга", null])));
        if (_random.Next(3) == 0) record.Add(new("leadScore", Pick(["1", "-7", "42", null, "!"])));
        if (_random.Next(25) == 0) record.Add(new("nothing", "x"));
        return record;
    }

    private async Task QueryAsync()
    {
        var field = Pick(["email", "code", "id"]);
        var values = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => field == "id" ? $"{AnyId()}" : field == "email" ? Email() : Code()).Distinct().ToList();
        var reply = await CallAsync($"/rest/v1/leads.json?filterType={field}&filterValues={string.Join(',', values)}&fields={string.Join(',', ModelLeads.Fields)}", null);
        Same(_model.With(field, values), reply);
    }

    private async Task ReadAsync()
    {
        var id = AnyId();
        var reply = await CallAsync($"/rest/v1/lead/{id}.json?fields={string.Join(',', ModelLeads.Fields)}", null);
        Same(_model.Find(id) is { } lead ? [lead] : [], reply);
    }

    private async Task DeleteAsync()
    {
        var ids = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => AnyId()).ToList();
        var reply = await CallAsync("/rest/v1/leads/delete.json", new { input = ids.Select(id => new { id }) });
        Assert.Equal(ids.Select(id => Forget(id) ? "deleted" : "skipped 1004"), reply.Outcomes);
    }

    private async Task ListAsync()
    {
        var ids = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => AnyId()).ToList();
        var reply = await CallAsync($"/rest/v1/lists/1001/leads.json?id={string.Join(',', ids)}", new { });
        Assert.Equal(ids.Select(id => _model.Find(id) is null ? "skipped 1004" : "added"), reply.Outcomes);
        foreach (var lead in ids.Select(_model.Find).OfType<ModelLead>()) lead.Lists.Add(1001);
    }

    private async Task MembersAsync()
    {
        var ids = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => AnyId()).ToList();
        var reply = await CallAsync($"/rest/v1/lists/1001/leads/ismember.json?id={string.Join(',', ids)}", null);
        Assert.Equal(ids.Select(id => _model.Find(id) is not { } lead ? "skipped 1004" : lead.Lists.Contains(1001) ? "memberof" : "notmemberof"), reply.Outcomes);
    }

    private async Task MergeAsync()
    {
        var winner = AnyId();
        var losers = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => AnyId()).Where(id => id != winner).Distinct().ToList();
        if (losers.Count == 0) return;
        var reply = await CallAsync($"/rest/v1/leads/{winner}/merge.json?leadIds={string.Join(',', losers)}", new { });
        var code = _model.Merge(winner, losers);
        Assert.Equal(code, reply.Code);
        if (code is null) _gone.AddRange(losers);
    }

    private bool Forget(long id)
    {
        if (!_model.Delete(id)) return false;
        _gone.Add(id);
        return true;
    }

    private static void Same(IEnumerable<ModelLead> expected, Reply reply)
    {
        Assert.True(reply.Success, reply.Body);
        var leads = expected.OrderBy(l => l.Id).ToList();
        Assert.Equal(leads.Select(l => l.Id), reply.Ids());
        foreach (var (lead, json) in leads.Zip(reply.Result))
        {
            foreach (var field in ModelLeads.Fields)
            {
                var value = json.GetProperty(field);
                Assert.Equal(lead[field], value.ValueKind == JsonValueKind.Null ? null : value.ToString());
            }
        }
    }

    private async Task<Reply> CallAsync(string path, object? body)
    {
        var text = body is null ? "" : JsonSerializer.Serialize(body);
        var reply = body is null ? await api.GetAsync(path) : await api.PostAsync(path, text);
        _trace.Add($"{path} {text} → {reply.Body}");
        return reply;
    }

    // Mostly leads that are there, at times one that was, or one that never will be.
    private long AnyId()
    {
        var ids = _model.All.Select(l => l.Id).ToList();
        return _random.Next(8) switch
        {
            0 when _gone.Count > 0 => _gone[_random.Next(_gone.Count)],
            1 => 999_999_999,
            _ => ids.Count > 0 ? ids[_random.Next(ids.Count)] : 999_999_999,
        };
    }

    private string Email() => $"{Pick(["a", "B", "b", "c"])}.{seed}@example.com";

    private string Code() => $"{Pick(["x", "X", "y"])}.{seed}";

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
