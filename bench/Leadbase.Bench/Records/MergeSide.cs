using System.Diagnostics;
using System.Text.Json;
using Leadbase.Bench.Load;

namespace Leadbase.Bench.Records;

/// <summary>Merges of 25 leads into one, each lead with a thousand activities that lie apart in the log.</summary>
internal sealed class MergeSide(LeadServer server)
{
    private const int Losers = 25;
    private const int Activities = 1_000;

    /// <summary>Makes the leads through the server, and merges; returns the median of milliseconds.</summary>
    public double Run(int merges)
    {
        var leads = Enumerable.Range(0, merges * (Losers + 1)).Chunk(SyncBatch.Size).SelectMany(Create).ToList();
        var rows = Enumerable.Range(0, Activities).SelectMany(_ => leads).Select(CustomActivityData.Record);
        foreach (var batch in rows.Chunk(SyncBatch.Size)) Post("/rest/v1/activities/external.json", CustomActivityData.Body(batch));
        var times = new List<double>();
        foreach (var together in leads.Chunk(Losers + 1))
        {
            var started = Stopwatch.GetTimestamp();
            Post($"/rest/v1/leads/{together[0]}/merge.json?leadIds={string.Join(',', together[1..])}", new { });
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    private IEnumerable<long> Create(int[] numbers)
    {
        var answer = Post("/rest/v1/leads.json", new { action = "createOnly", input = numbers.Select(n => new { email = $"merged{n}@bench.example", firstName = "Ann", city = $"City {n}" }) });
        return answer.GetProperty("result").EnumerateArray().Select(r => r.GetProperty("id").GetInt64()).ToList();
    }

    private JsonElement Post(string path, object body)
    {
        using var json = JsonDocument.Parse(HttpLoad.Once(server.Process.Port, server.Requests.Json(path, JsonSerializer.SerializeToUtf8Bytes(body))));
        var answer = json.RootElement.GetRawText();
        if (!json.RootElement.GetProperty("success").GetBoolean() || answer.Contains("\"skipped\"", StringComparison.Ordinal)) throw new InvalidDataException(answer);
        return json.RootElement.Clone();
    }
}
