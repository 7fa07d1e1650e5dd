using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Leadbase.Server;

namespace Leadbase.Tests.Support;

/// <summary>A response of the API: status, body, and short ways to its members.</summary>
internal sealed record Reply(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    private JsonElement? _root;

    /// <summary>The body as JSON.</summary>
    public JsonElement Root => _root ??= JsonDocument.Parse(Body).RootElement.Clone();

    public bool Success => Root.GetProperty("success").GetBoolean();

    /// <summary>The code of the first error of the whole response; null on success, and of what is no JSON: a file, or that there is none.</summary>
    public string? Code => ContentHeaders.ContentType?.MediaType is "application/json" && Body.Length > 0 && Root.ValueKind == JsonValueKind.Object && Root.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;

    public string? Message => Root.GetProperty("errors")[0].GetProperty("message").GetString();

    /// <summary>The elements of the result.</summary>
    public JsonElement[] Result => [.. Root.GetProperty("result").EnumerateArray()];

    public string? NextPageToken => Root.TryGetProperty("nextPageToken", out var token) ? token.GetString() : null;

    /// <summary>The status of each record, with the first reason's code for a skipped one: <c>created</c>, <c>skipped 1006</c>.</summary>
    public string[] Outcomes => [.. Result.Select(Outcome)];

    private static string Outcome(JsonElement record)
    {
        var status = record.GetProperty("status").GetString()!;
        if (status != "skipped") return status;
        // Add Custom Activities alone calls its reasons errors.
        var reasons = record.TryGetProperty("reasons", out var given) ? given : record.GetProperty("errors");
        return $"skipped {reasons[0].GetProperty("code").GetString()}";
    }
}

/// <summary>Calls the API as a client does. A 611 that the test did not expect fails it, and so does an HTTP 5xx.</summary>
internal sealed class ApiClient(string url) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None }) { BaseAddress = new Uri(url) };
    private string? _token;

    /// <summary>The host name that requests carry; the address's own when null.</summary>
    public string? Host { get; set; }

    /// <summary>The header <c>x-app-type</c> of calls to the new emails, templates and fragments; none when null.</summary>
    public string? AppType { get; set; } = "marketo";

    /// <summary>Whether a 611 is what the test wants.</summary>
    public bool ExpectsBugs { get; set; }

    public string ClientId { get; set; } = Sandbox.ClientId;

    public string ClientSecret { get; set; } = Sandbox.ClientSecret;

    /// <summary>A client of another service or host on the same server.</summary>
    public ApiClient With(string? clientId = null, string? clientSecret = null, string? host = null) => new(url)
    {
        ClientId = clientId ?? ClientId,
        ClientSecret = clientSecret ?? ClientSecret,
        Host = host ?? Host,
    };

    /// <summary>The present token of the client's service.</summary>
    public async Task<string> TokenAsync()
    {
        var reply = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/identity/oauth/token?grant_type=client_credentials&client_id={ClientId}&client_secret={ClientSecret}"), authorize: false);
        Assert.True(reply.Status == 200, reply.Body);
        return _token = reply.Root.GetProperty("access_token").GetString()!;
    }

    /// <summary>Forgets the token, so that the next call asks for one.</summary>
    public void ForgetToken() => _token = null;

    public Task<Reply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts JSON: a text as it is, anything else serialised.</summary>
    public Task<Reply> PostAsync(string path, object? body) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
    });

    public Task<Reply> PostFormAsync(string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    });

    /// <summary>Sync Leads.</summary>
    public Task<Reply> SyncAsync(object[] input, string? action = null, string? lookupField = null, string? partitionName = null) =>
        PostAsync("/rest/v1/leads.json", Body(("input", input), ("action", action), ("lookupField", lookupField), ("partitionName", partitionName)));

    public async Task<Reply> SendAsync(HttpRequestMessage request, bool authorize = true)
    {
        if (authorize && request.Headers.Authorization is null) request.Headers.Authorization = new("Bearer", _token ?? await TokenAsync());
        if (AppType is not null && request.RequestUri!.OriginalString.StartsWith("/rest/asset/v2/", StringComparison.Ordinal)) request.Headers.Add("x-app-type", AppType);
        if (Host is not null) request.Headers.Host = Host;
        using var response = await _http.SendAsync(request);
        var reply = new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
        if (!ExpectsBugs)
        {
            Assert.True(reply.Status < 500, $"HTTP {reply.Status}: {reply.Body}");
            Assert.DoesNotContain("\"code\":\"611\"", reply.Body, StringComparison.Ordinal);
        }
        return reply;
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, object> Body(params (string Name, object? Value)[] members) =>
        members.Where(m => m.Value is not null).ToDictionary(m => m.Name, m => m.Value!);
}
