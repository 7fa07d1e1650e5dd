using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Leadbase.Gateway.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document of every operation, made from the catalogue and its parameters: <c>/openapi.json</c>. One line per
/// operation and per schema, so that a change shows as the line that it is.
/// </summary>
public static partial class OpenApiDocument
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The document, ending in a line feed.</summary>
    public static string Text => Made.Value;

    private static string Make()
    {
        var parameters = ParameterCatalogue.Load();
        var paths = OperationCatalogue.All.GroupBy(o => o.Path).Select(path =>
            $"    {Quote(path.Key)}: {{\n{Lines(path.Select(o => $"      {Quote(o.Method.ToLowerInvariant())}: {Line(json => WriteOperation(json, o, parameters[o.Id]))}"))}\n    }}");
        var schemas = ParameterCatalogue.LoadSchemas().Select(s => $"      {Quote(s.Key)}: {Line(json => TypeNotation.Write(json, s.Value))}");
        return $$"""
            {
              "openapi": "3.1.0",
              "info": {"title": "Leadbase", "version": "1", "summary": "The operations of the Marketo Engage REST API, as Leadbase serves them."},
              "servers": [{"url": "/"}],
              "security": [{"token": []}],
              "tags": {{Line(json => WriteTags(json, parameters.Values))}},
              "paths": {
            {{Lines(paths)}}
              },
              "components": {
                "securitySchemes": {
                  "token": {"type": "http", "scheme": "bearer", "description": "An access token of the Identity operation."}
                },
                "schemas": {
            {{Lines(schemas)}}
                }
              }
            }

            """.ReplaceLineEndings("\n");
    }

    private static void WriteTags(Utf8JsonWriter json, IEnumerable<OperationParameters> parameters)
    {
        json.WriteStartArray();
        foreach (var tag in parameters.Select(p => p.Tag).Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", tag);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOperation(Utf8JsonWriter json, Operation operation, OperationParameters parameters)
    {
        json.WriteStartObject();
        json.WriteString("operationId", operation.Id);
        json.WriteString("summary", operation.Name);
        WriteList(json, "tags", [parameters.Tag]);
        if (!operation.NeedsToken) WriteList(json, "security", []);
        WriteParameters(json, operation, parameters);
        WriteBody(json, operation, parameters);
        WriteResponses(json, operation);
        if (operation.Permissions.Count > 0) WriteList(json, operation.NeedsAll ? "x-permissions-all" : "x-permissions-any", operation.Permissions);
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, Operation operation, OperationParameters parameters)
    {
        var all = PathParameter().Matches(operation.Path).Select(m => m.Groups[1].Value)
            .Select(name => (In: "path", Name: name, Required: true, Type: parameters.Path.GetValueOrDefault(name, "string")))
            .Concat(parameters.Query.Select(p => (In: "query", Name: TypeNotation.NameOf(p.Key), Required: TypeNotation.IsRequired(p.Key), Type: p.Value)))
            .Concat(parameters.Headers.Select(p => (In: "header", Name: TypeNotation.NameOf(p.Key), Required: TypeNotation.IsRequired(p.Key), Type: p.Value)))
            .ToList();
        if (all.Count == 0) return;
        json.WriteStartArray("parameters");
        foreach (var (place, name, required, type) in all)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("in", place);
            if (required) json.WriteBoolean("required", true);
            // Lists may be repeated or written with commas; the latter is what clients send.
            if (place == "query" && type.EndsWith("[]", StringComparison.Ordinal)) json.WriteBoolean("explode", false);
            json.WritePropertyName("schema");
            TypeNotation.Write(json, type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter json, Operation operation, OperationParameters parameters)
    {
        if (parameters.Body is null && parameters.Form.Count == 0) return;
        json.WriteStartObject("requestBody");
        if (parameters.Body is { } given && TypeNotation.IsRequired(given)) json.WriteBoolean("required", true);
        json.WriteStartObject("content");
        json.WriteStartObject(operation.Body switch
        {
            BodyKind.Form => "application/x-www-form-urlencoded",
            BodyKind.Multipart => "multipart/form-data",
            _ => "application/json",
        });
        json.WritePropertyName("schema");
        if (parameters.Body is { } body) TypeNotation.Write(json, TypeNotation.NameOf(body));
        else TypeNotation.Write(json, parameters.Form.Select(f => KeyValuePair.Create(f.Key, JsonSerializer.SerializeToElement(f.Value))));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResponses(Utf8JsonWriter json, Operation operation)
    {
        json.WriteStartObject("responses");
        json.WriteStartObject(operation.Api == "data-ingestion" ? "202" : "200");
        json.WriteString("description", operation.HasEnvelope ? "Success and failure alike; success says which." : "Success.");
        if (operation.Api != "data-ingestion")
        {
            json.WriteStartObject("content");
            json.WriteStartObject(IsFile(operation) ? "text/csv" : "application/json");
            json.WriteStartObject("schema");
            if (operation.HasEnvelope && !IsFile(operation)) json.WriteString("$ref", "#/components/schemas/Envelope");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsFile(Operation operation) =>
        operation.IsBulk && operation.Method == "GET" && (operation.Path.EndsWith("/file.json", StringComparison.Ordinal)
            || operation.Path.EndsWith("/failures.json", StringComparison.Ordinal) || operation.Path.EndsWith("/warnings.json", StringComparison.Ordinal));

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Relaxed)) write(json);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(",\n", lines);

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex PathParameter();
}
