using System.Text;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Server;

namespace Leadbase.Tests.Contract;

/// <summary>An exchange of the public documentation.</summary>
internal sealed record DocumentedExample(string Page, string Method, string Url, JsonElement? RequestBody, JsonElement? Response)
{
    /// <summary>What seeds and deviations call it.</summary>
    public string Key => $"{Page} {Method} {Url}";

    /// <summary>The operation it is of; null when no row has the path.</summary>
    public Operation? Operation(Router router)
    {
        var match = router.Find(Url.Replace("<Identity URL>", "/identity", StringComparison.Ordinal).Split('?')[0]);
        return match.For(Method)?.Operation;
    }
}

/// <summary>Where an answer differs from the documented example on purpose.</summary>
/// <param name="Example">The example's key.</param>
/// <param name="Difference">As the comparison words it.</param>
/// <param name="Reason">Why.</param>
internal sealed record Deviation(string Example, string Difference, string Reason);

/// <summary>Repeats the exchanges of the documentation, and compares the answers' shape with the documented ones.</summary>
public sealed class ExampleReplayTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Documented_exchanges_have_the_documented_shape()
    {
        var all = ContractData.Read<DocumentedExample>("examples.json");
        var router = Modules.Map().Build();
        var ofPages = all.Where(e => ExampleSeeds.Pages.Contains(e.Page)).ToList();
        var implemented = ofPages.Where(e => e.Operation(router) is { IsImplemented: true }).ToList();
        var replayed = implemented.Where(e => e.Response is { ValueKind: JsonValueKind.Object }).ToList();
        var deviations = JsonSerializer.Deserialize<List<Deviation>>(
            await File.ReadAllTextAsync(Repository.PathOf("tests/Leadbase.Tests/Contract/deviations.json")), Json)!;

        var found = new List<(string Example, string Difference)>();
        foreach (var example in replayed)
        {
            var reply = await ReplayAsync(example);
            found.AddRange(JsonShape.Compare(example.Response!.Value, reply.Root).Select(d => (example.Key, d)));
        }

        output.WriteLine($"{replayed.Count} of {ofPages.Count} exchanges of {string.Join(", ", ExampleSeeds.Pages)} replayed, {found.Count} deviations listed;");
        output.WriteLine($"the others: {ofPages.Count - implemented.Count} of planned operations, {implemented.Count - replayed.Count} without a response that is JSON.");
        output.WriteLine($"The documentation has {all.Count} exchanges.");
        var listed = deviations.Select(d => (d.Example, d.Difference)).ToList();
        Assert.Empty(found.Except(listed).Select(d => $"Unlisted: {d}"));
        Assert.Empty(listed.Except(found).Select(d => $"Listed, and not so any more: {d}"));
        Assert.All(deviations, d => Assert.False(string.IsNullOrWhiteSpace(d.Reason), d.Example));
        Assert.Empty(ExampleSeeds.Keys.Except(replayed.Select(e => e.Key)).Select(key => $"A seed of no replayed example: {key}"));
    }

    private static async Task<Reply> ReplayAsync(DocumentedExample example)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (url, body) = (example.Url, example.RequestBody is { ValueKind: JsonValueKind.Object } json ? json.GetRawText() : null);
        foreach (var (text, value) in await ExampleSeeds.PlantAsync(example, server))
        {
            url = url.Replace(text, value, StringComparison.Ordinal);
            body = body?.Replace(text, value, StringComparison.Ordinal);
        }
        var reply = await server.Api.SendAsync(new HttpRequestMessage(new HttpMethod(example.Method), url)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        });
        Assert.True(reply.Status == 200, $"{example.Key}: HTTP {reply.Status} {reply.Body}");
        return reply;
    }
}
