using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Gateway;
using Leadbase.Gateway.OpenApi;

namespace Leadbase.Tests.Contract;

/// <summary>The OpenAPI document: committed, served, valid in its structure, and of every operation.</summary>
public sealed partial class OpenApiTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(OpenApiDocument.Text).RootElement;

    [Fact]
    public void The_committed_document_is_the_one_that_is_served() => Assert.True(
        File.ReadAllText(Repository.PathOf("docs/openapi.json")) == OpenApiDocument.Text,
        "docs/openapi.json is not up to date: dotnet run --project src/Leadbase.Server -- openapi > docs/openapi.json");

    [Fact]
    public void Every_operation_of_the_catalogue_is_in_it_once()
    {
        var described = Operations().Select(o => (Method: o.Method.ToUpperInvariant(), o.Path, Id: o.Operation.GetProperty("operationId").GetString()!));

        Assert.Equal(OperationCatalogue.All.Select(o => (o.Method, o.Path, o.Id)).Order(), described.Order());
    }

    [Fact]
    public void Its_structure_is_that_of_OpenApi_3_1()
    {
        Assert.Equal("3.1.0", Document.GetProperty("openapi").GetString());
        Assert.All(["title", "version"], name => Assert.Equal(JsonValueKind.String, Document.GetProperty("info").GetProperty(name).ValueKind));
        var tags = Document.GetProperty("tags").EnumerateArray().Select(t => t.GetProperty("name").GetString()).ToHashSet();
        foreach (var (path, _, operation) in Operations())
        {
            Assert.All(operation.GetProperty("tags").EnumerateArray(), tag => Assert.Contains(tag.GetString(), tags));
            Assert.NotEmpty(operation.GetProperty("responses").EnumerateObject());
            Assert.All(operation.GetProperty("responses").EnumerateObject(), r => Assert.NotEmpty(r.Value.GetProperty("description").GetString()!));
            var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : [];
            Assert.Equal(parameters.Count, parameters.Select(p => (p.GetProperty("name").GetString(), p.GetProperty("in").GetString())).Distinct().Count());
            Assert.Equal(InBraces().Matches(path).Select(m => m.Groups[1].Value), parameters.Where(p => p.GetProperty("in").GetString() == "path").Select(p => p.GetProperty("name").GetString()));
            Assert.All(parameters, p => Assert.Contains(p.GetProperty("in").GetString(), (string[])["path", "query", "header"]));
            Assert.All(parameters.Where(p => p.GetProperty("in").GetString() == "path"), p => Assert.True(p.GetProperty("required").GetBoolean()));
            if (operation.TryGetProperty("requestBody", out var body)) Assert.Single(body.GetProperty("content").EnumerateObject());
        }
    }

    [Fact]
    public void Every_reference_leads_to_a_schema_and_every_schema_is_used()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => "#/components/schemas/" + s.Name).ToList();
        var used = References(Document).ToHashSet();

        Assert.Empty(used.Except(schemas));
        Assert.Empty(schemas.Except(used));
    }

    [Fact]
    public void Every_schema_is_of_a_known_type() => Assert.All(Schemas(Document), schema =>
    {
        if (schema.TryGetProperty("type", out var type)) Assert.Contains(type.GetString(), (string[])["string", "integer", "number", "boolean", "array", "object"]);
        if (schema.TryGetProperty("type", out type) && type.GetString() == "array") Assert.Equal(JsonValueKind.Object, schema.GetProperty("items").ValueKind);
        if (schema.TryGetProperty("required", out var required)) Assert.All(required.EnumerateArray(), name => Assert.True(schema.GetProperty("properties").TryGetProperty(name.GetString()!, out _)));
    });

    /// <summary>Names, places and types are facts of the vendor's definitions.</summary>
    [Fact]
    public void Parameters_are_those_of_the_definitions()
    {
        var files = Directory.GetFiles(ContractData.Folder(), "swagger-*.json").Select(File.ReadAllText).Select(text => JsonDocument.Parse(text).RootElement).ToList();
        foreach (var (path, method, operation) in Operations())
        {
            var own = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(p => $"{p.GetProperty("in").GetString()} {p.GetProperty("name").GetString()}") : [];
            Assert.Equal(Defined(files, path, method).Order(), own.Order());
        }
    }

    [Fact]
    public async Task It_is_served_without_a_token_compressed_when_asked_and_not_again_when_it_is_known()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var plain = await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, OpenApiEndpoint.Path), authorize: false);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        using var asked = new HttpRequestMessage(HttpMethod.Get, server.Url + OpenApiEndpoint.Path) { Headers = { { "Accept-Encoding", "gzip" } } };
        using var zipped = await client.SendAsync(asked);
        using var known = new HttpRequestMessage(HttpMethod.Get, server.Url + OpenApiEndpoint.Path) { Headers = { { "If-None-Match", plain.Headers.ETag!.Tag } } };
        using var same = await client.SendAsync(known);
        using var posted = await client.PostAsync(server.Url + OpenApiEndpoint.Path, null);

        Assert.Equal((200, "application/json", OpenApiDocument.Text), (plain.Status, plain.ContentHeaders.ContentType!.MediaType, plain.Body));
        Assert.Equal("gzip", Assert.Single(zipped.Content.Headers.ContentEncoding));
        await using var unzipped = new GZipStream(await zipped.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        Assert.Equal(OpenApiDocument.Text, await reader.ReadToEndAsync());
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.MethodNotAllowed), (same.StatusCode, posted.StatusCode));
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations() =>
        Document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => (p.Name, m.Name, m.Value)));

    private static IEnumerable<string> Defined(IEnumerable<JsonElement> definitions, string path, string method)
    {
        foreach (var definition in definitions)
        {
            if (!definition.GetProperty("paths").TryGetProperty(path, out var operations) || !operations.TryGetProperty(method, out var operation)) continue;
            foreach (var parameter in operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().AsEnumerable() : [])
            {
                if (parameter.GetProperty("in").GetString() is "path" or "query" or "header") yield return $"{parameter.GetProperty("in").GetString()} {parameter.GetProperty("name").GetString()}";
            }
        }
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static IEnumerable<JsonElement> Schemas(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name is "schema" or "items" ? Schemas(p.Value).Prepend(p.Value) : p.Name is "properties" or "schemas" ? p.Value.EnumerateObject().SelectMany(s => Schemas(s.Value).Prepend(s.Value)) : Schemas(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Schemas),
        _ => [],
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex InBraces();
}
