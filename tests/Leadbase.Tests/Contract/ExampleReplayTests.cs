using System.Text;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Server;

namespace Leadbase.Tests.Contract;

/// <summary>An exchange of the public documentation.</summary>
internal sealed record DocumentedExample(string Page, string Heading, string Method, string Url, JsonElement? RequestBody, JsonElement? Response, string? ResponseText)
{
    /// <summary>The URL with the slash that two pages leave away, and the question mark for which one has an ampersand.</summary>
    public string Path => (Url.StartsWith("rest/", StringComparison.Ordinal) ? "/" + Url : Url).Replace(".json&", ".json?", StringComparison.Ordinal);

    /// <summary>What seeds and deviations call it.</summary>
    public string Key => $"{Page} {Method} {Url}";

    /// <summary>What the seed of one of several exchanges with the same key is called.</summary>
    public string KeyWithHeading => $"{Key} ({Heading})";

    /// <summary>Whether all of it can be read: a text beside a response that is JSON is a request that is none.</summary>
    public bool IsWhole => Response is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } && ResponseText is null;

    /// <summary>The operation it is of; null when no row has the path.</summary>
    public Operation? Operation(Router router)
    {
        var match = router.Find(Path.Replace("<Identity URL>", "/identity", StringComparison.Ordinal).Split('?')[0]);
        return match.For(Method)?.Operation;
    }
}

/// <summary>Where an answer differs from the documented example on purpose.</summary>
/// <param name="Example">The example's key.</param>
/// <param name="Difference">As the comparison words it.</param>
/// <param name="Differences">Several that have one reason.</param>
/// <param name="Reason">Why.</param>
internal sealed record Deviation(string Example, string? Difference, IReadOnlyList<string>? Differences, string Reason)
{
    /// <summary>All of them.</summary>
    public IEnumerable<string> All => Differences ?? [Difference!];
}

/// <summary>Repeats the exchanges of the documentation, and compares the answers' shape with the documented ones.</summary>
public sealed class ExampleReplayTests(ITestOutputHelper output)
{
    /// <summary>What a seed calls the file of an upload whose example does not show it.</summary>
    public const string File = "<file>";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Documented_exchanges_have_the_documented_shape()
    {
        var all = ContractData.Read<DocumentedExample>("examples.json");
        var router = Modules.Map().Build();
        var ofPages = all.Where(e => ExampleSeeds.Pages.Contains(e.Page)).ToList();
        var implemented = ofPages.Where(e => e.Operation(router) is { IsImplemented: true }).ToList();
        var replayed = implemented.Where(e => e.IsWhole && !ExampleSeeds.Left.ContainsKey(e.Key)).ToList();
        var deviations = JsonSerializer.Deserialize<List<Deviation>>(
            await System.IO.File.ReadAllTextAsync(Repository.PathOf("tests/Leadbase.Tests/Contract/deviations.json")), Json)!;

        var found = new List<(string Example, string Difference)>();
        foreach (var example in replayed)
        {
            var reply = await ReplayAsync(example);
            found.AddRange(JsonShape.Compare(example.Response!.Value, reply.Root).Select(d => (example.Key, d)));
        }

        output.WriteLine($"{replayed.Count} of {ofPages.Count} exchanges of {string.Join(", ", ExampleSeeds.Pages)} replayed, {found.Count} deviations listed;");
        output.WriteLine($"the others: {ofPages.Count - implemented.Count} of no operation of the definitions, {implemented.Count - replayed.Count} without a request or response that is JSON.");
        output.WriteLine($"The documentation has {all.Count} exchanges.");
        var listed = deviations.SelectMany(d => d.All.Select(difference => (d.Example, difference))).ToList();
        var unlisted = found.Except(listed).ToList();
        Assert.True(unlisted.Count == 0, string.Join(Environment.NewLine, unlisted.Select(d => $"Unlisted: {d}")));
        Assert.Empty(listed.Except(found).Select(d => $"Listed, and not so any more: {d}"));
        Assert.All(deviations, d => Assert.False(string.IsNullOrWhiteSpace(d.Reason), d.Example));
        Assert.Empty(ExampleSeeds.Keys.Except(replayed.SelectMany(e => new[] { e.Key, e.KeyWithHeading })).Select(key => $"A seed of no replayed example: {key}"));
    }

    private static async Task<Reply> ReplayAsync(DocumentedExample example)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (url, body) = (example.Path, example.RequestBody is { ValueKind: JsonValueKind.Object } json ? json.GetRawText() : null);
        var texts = await ExampleSeeds.PlantAsync(example, server);
        foreach (var (text, value) in texts)
        {
            url = url.Replace(text, value, StringComparison.Ordinal);
            body = body?.Replace(text, value, StringComparison.Ordinal);
        }
        var reply = await server.Api.SendAsync(new HttpRequestMessage(new HttpMethod(example.Method), url)
        {
            Content = body is null ? Form(example, texts) ?? Upload(example, texts) : new StringContent(body, Encoding.UTF8, "application/json"),
        });
        Assert.True(reply.Status == 200, $"{example.Key}: HTTP {reply.Status} {reply.Body}");
        return reply;
    }

    /// <summary>The fields of a form as the example shows them; null when its body is none.</summary>
    private static StringContent? Form(DocumentedExample example, (string Text, string Value)[] texts)
    {
        if (example.RequestBody is not { ValueKind: JsonValueKind.String } shown || shown.GetString() is not { } text) return null;
        if (!example.Path.StartsWith("/rest/asset/", StringComparison.Ordinal) || text.StartsWith("--", StringComparison.Ordinal)) return null;
        foreach (var (old, value) in texts) text = text.Replace(old, value, StringComparison.Ordinal);
        return new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded");
    }

    /// <summary>The multipart body as the example shows it, with the line ends that a page does not; or one with the seed's file.</summary>
    private static HttpContent? Upload(DocumentedExample example, (string Text, string Value)[] texts)
    {
        if (Array.Find(texts, t => t.Text == File).Value is { } file) return new MultipartFormDataContent { { new StringContent(file, Encoding.UTF8, "text/csv"), "file", "file.csv" } };
        if (example.RequestBody is not { ValueKind: JsonValueKind.String } shown || shown.GetString() is not ['-', '-', ..] text) return null;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n") + "\r\n"));
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={text[2..text.AsSpan().IndexOfAny('\r', '\n')]}");
        return content;
    }
}
