using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Leadbase.Bench.Load;
using Leadbase.Bench.Records;

namespace Leadbase.Bench.Bulk;

/// <summary>Imports and exports through the API, to their end.</summary>
internal sealed class BulkApi : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly HttpClient _http;

    public BulkApi(LeadServer server)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Process.Port}"), Timeout = TimeSpan.FromMinutes(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Requests.Token);
    }

    /// <summary>Imports people into the static list; rows a second from the upload to the end.</summary>
    public double Import(PeopleFile file)
    {
        var started = Stopwatch.GetTimestamp();
        using var part = new ByteArrayContent(file.Bytes);
        using var form = new MultipartFormDataContent { { part, "file", "people.csv" } };
        var batch = One(_http.PostAsync($"/bulk/v1/leads.json?format=csv&listId={RecordCounts.ListId}", form)).GetProperty("batchId").GetInt64();
        var state = Wait($"/bulk/v1/leads/batch/{batch}.json", "Complete");
        if (state.GetProperty("numOfLeadsProcessed").GetInt64() != file.Rows) throw new InvalidDataException(state.GetRawText());
        return file.Rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Exports; rows a second from the enqueueing to the end.</summary>
    public (double PerSecond, string Id) Export(string kind, object request, long rows)
    {
        var id = One(_http.PostAsJsonAsync($"/bulk/v1/{kind}/export/create.json", request)).GetProperty("exportId").GetString()!;
        var started = Stopwatch.GetTimestamp();
        One(_http.PostAsJsonAsync($"/bulk/v1/{kind}/export/{id}/enqueue.json", new { }));
        var state = Wait($"/bulk/v1/{kind}/export/{id}/status.json", "Completed");
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (state.GetProperty("numberOfRecords").GetInt64() != rows) throw new InvalidDataException($"{rows} rows were expected: {state.GetRawText()}");
        return (rows / seconds, id);
    }

    /// <summary>Reads the file of an export; megabytes a second.</summary>
    public double Download(string kind, string id)
    {
        var started = Stopwatch.GetTimestamp();
        using var stream = _http.GetStreamAsync($"/bulk/v1/{kind}/export/{id}/file.json").GetAwaiter().GetResult();
        var buffer = new byte[256 * 1024];
        var bytes = 0L;
        for (int count; (count = stream.Read(buffer)) > 0;) bytes += count;
        return bytes / 1048576.0 / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose() => _http.Dispose();

    private JsonElement Wait(string path, string end)
    {
        while (true)
        {
            var state = One(_http.GetAsync(path));
            var status = state.GetProperty("status").GetString();
            if (status == end) return state;
            if (status is "Failed" or "Cancelled") throw new InvalidDataException(state.GetRawText());
            Thread.Sleep(Pause);
        }
    }

    private static JsonElement One(Task<HttpResponseMessage> call)
    {
        using var response = call.GetAwaiter().GetResult();
        using var json = JsonDocument.Parse(response.Content.ReadAsStream());
        if (!json.RootElement.GetProperty("success").GetBoolean()) throw new InvalidDataException(json.RootElement.GetRawText());
        return json.RootElement.GetProperty("result")[0].Clone();
    }
}
