using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Gateway;
using Leadbase.Gateway.OpenApi;

namespace Leadbase.Console.Pages.Reference;

/// <summary>A parameter of an operation.</summary>
/// <param name="Place">path, query or header; form for a field of a form.</param>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Type">Its type, in a word or two.</param>
internal sealed record ReferenceParameter(string Place, string Name, bool Required, string Type);

/// <summary>An operation as the OpenAPI document describes it.</summary>
/// <param name="Operation">The catalogue's row.</param>
/// <param name="Group">The group that it is documented in.</param>
/// <param name="Parameters">Its parameters, also the fields of a form.</param>
/// <param name="ContentType">The content type of the body; null without one.</param>
/// <param name="Body">A body with a value of the right type for each member; null where there is none, or it is a form.</param>
internal sealed record ReferenceOperation(
    Operation Operation, string Group, IReadOnlyList<ReferenceParameter> Parameters, string? ContentType, string? Body);

/// <summary>The reference: the document that the server has at <c>/openapi.json</c>, read once.</summary>
internal static class ApiReference
{
    private const int MaxDepth = 4;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<IReadOnlyList<ReferenceOperation>> Read = new(() => Load(JsonDocument.Parse(OpenApiDocument.Text).RootElement));

    /// <summary>Every operation.</summary>
    public static IReadOnlyList<ReferenceOperation> All => Read.Value;

    private static List<ReferenceOperation> Load(JsonElement document)
    {
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => Load(schemas, o.Value))];
    }

    private static ReferenceOperation Load(JsonElement schemas, JsonElement operation)
    {
        var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(p => new ReferenceParameter(
            p.GetProperty("in").GetString()!, p.GetProperty("name").GetString()!,
            p.TryGetProperty("required", out var required) && required.GetBoolean(), TypeOf(p.GetProperty("schema")))).ToList() : [];
        var (contentType, body) = ((string?)null, (string?)null);
        if (operation.TryGetProperty("requestBody", out var request))
        {
            var content = request.GetProperty("content").EnumerateObject().First();
            contentType = content.Name;
            var schema = Resolve(schemas, content.Value.GetProperty("schema"));
            if (contentType == "application/json") body = Example(schemas, schema, 0)?.ToJsonString(Indented);
            else parameters.AddRange(Fields(schema));
        }
        return new ReferenceOperation(
            OperationCatalogue.Get(operation.GetProperty("operationId").GetString()!), operation.GetProperty("tags")[0].GetString()!, parameters, contentType, body);
    }

    private static IEnumerable<ReferenceParameter> Fields(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties)) return [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        return properties.EnumerateObject().Select(p => new ReferenceParameter("form", p.Name, required.Contains(p.Name), TypeOf(p.Value)));
    }

    private static JsonElement Resolve(JsonElement schemas, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : schema;

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var words)) return string.Join(" | ", words.EnumerateArray().Select(w => w.GetString()));
        if (schema.TryGetProperty("$ref", out var reference)) return reference.GetString()!.Split('/')[^1];
        if (schema.TryGetProperty("items", out var items)) return $"list of {TypeOf(items)}";
        if (schema.TryGetProperty("contentMediaType", out _)) return "file";
        return schema.TryGetProperty("format", out var format) ? format.GetString()! : schema.TryGetProperty("type", out var type) ? type.GetString()! : "any";
    }

    /// <summary>Schemas that contain themselves end at a depth.</summary>
    private static JsonNode? Example(JsonElement schemas, JsonElement schema, int depth)
    {
        schema = Resolve(schemas, schema);
        if (depth == MaxDepth) return null;
        if (schema.TryGetProperty("properties", out var properties))
        {
            return new JsonObject(properties.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Example(schemas, p.Value, depth + 1))));
        }
        if (schema.TryGetProperty("items", out var items)) return new JsonArray(Example(schemas, items, depth + 1));
        if (schema.TryGetProperty("enum", out var words)) return words[0].GetString();
        return (schema.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            "integer" or "number" => 0,
            "boolean" => false,
            "string" => "",
            _ => null,
        };
    }
}
