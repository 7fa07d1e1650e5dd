using System.Text.Json;

namespace Leadbase.Gateway.OpenApi;

/// <summary>
/// What an operation takes: a line of <c>parameters.json</c>, which holds names and types as the vendor's definitions have
/// them. Types are written short (<see cref="TypeNotation"/>), and a name that must be given ends in a star.
/// </summary>
internal sealed record OperationParameters
{
    /// <summary>The operation's id.</summary>
    public required string Id { get; init; }

    /// <summary>The group that the operation is documented in.</summary>
    public required string Tag { get; init; }

    /// <summary>Types of path parameters that are no strings.</summary>
    public IReadOnlyDictionary<string, string> Path { get; init; } = new Dictionary<string, string>();

    /// <summary>Query parameters.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers of the operation's own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of a form that has no schema of its own.</summary>
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    /// <summary>The type of the body, with a star where it must be given; null when there is none.</summary>
    public string? Body { get; init; }
}

/// <summary>The parameters of every operation, and the schemas of their bodies.</summary>
internal static class ParameterCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The parameters by the operation's id.</summary>
    public static IReadOnlyDictionary<string, OperationParameters> Load() =>
        Read<List<OperationParameters>>("parameters.json").ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>The schemas by name: a member's type, or its own members.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> LoadSchemas() =>
        Read<Dictionary<string, IReadOnlyDictionary<string, JsonElement>>>("schemas.json");

    private static T Read<T>(string name)
    {
        using var stream = typeof(ParameterCatalogue).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}
