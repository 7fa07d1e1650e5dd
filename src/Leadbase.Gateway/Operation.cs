using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Leadbase.Accounts;

namespace Leadbase.Gateway;

/// <summary>How an operation's parameters may arrive in a body.</summary>
public enum BodyKind
{
    /// <summary>No body is expected; a form body is taken as parameters.</summary>
    None,

    /// <summary>A JSON document (612 for another content type, 609 when it is not JSON).</summary>
    Json,

    /// <summary>A form.</summary>
    Form,

    /// <summary>A form with files (613 when it is malformed).</summary>
    Multipart,
}

/// <summary>
/// One row of the catalogue <c>operations.json</c>. Routing, permission, limits, documentation and the coverage
/// tests read the same row.
/// </summary>
public sealed record Operation
{
    /// <summary>The definition's operation id, unique over all APIs.</summary>
    public required string Id { get; init; }

    /// <summary>The definition the operation is from: identity, mapi, asset, user or data-ingestion.</summary>
    public required string Api { get; init; }

    /// <summary>The operation's documented name.</summary>
    public required string Name { get; init; }

    /// <summary>GET, POST or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>The path, with parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>Names of the permissions that admit a call; empty where the documentation says None.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Whether all permissions are needed, and not just any one.</summary>
    [JsonPropertyName("all")]
    public bool NeedsAll { get; init; }

    /// <summary>The documented time-out in seconds; a minute where none is documented.</summary>
    [JsonPropertyName("timeout")]
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>How parameters may arrive in a body.</summary>
    public BodyKind Body { get; init; }

    /// <summary><c>implemented</c>, or <c>planned</c>: then it answers 610.</summary>
    public required string Status { get; init; }

    /// <summary>The codes the operation itself can answer, beyond those of the gateway; a test causes each.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Whether the operation works.</summary>
    [JsonIgnore]
    public bool IsImplemented => Status == "implemented";

    /// <summary>Whether the response is the usual envelope of requestId, success, result and errors.</summary>
    [JsonIgnore]
    public bool HasEnvelope => Form.HasEnvelope;

    /// <summary>How its API answers.</summary>
    [JsonIgnore]
    public ApiForm Form => ApiForm.Of(Api);

    /// <summary>Whether a token is needed and the call is charged to quota and rate.</summary>
    [JsonIgnore]
    public bool NeedsToken => Api != "identity";

    /// <summary>Bulk calls may be larger and are never compressed.</summary>
    [JsonIgnore]
    public bool IsBulk => Path.StartsWith("/bulk/", StringComparison.Ordinal);

    /// <summary>Whether it is one of the new emails, templates and fragments, which have errors and paging of their own.</summary>
    [JsonIgnore]
    public bool IsNewAsset => Path.StartsWith("/rest/asset/v2/", StringComparison.Ordinal);

    /// <summary>The largest body in bytes (413): 1 MB, and 10 MB on bulk.</summary>
    [JsonIgnore]
    public int MaxBody => IsBulk ? 10 * 1024 * 1024 : 1024 * 1024;

    /// <summary>The permissions as a set.</summary>
    [JsonIgnore]
    public PermissionSet Required { get; init; }

    /// <summary>Whether a caller with these permissions is admitted.</summary>
    public bool Admits(PermissionSet permissions) =>
        Required.Bits == 0 || (NeedsAll ? permissions.HasAll(Required) : permissions.HasAny(Required));
}

/// <summary>Every operation there is, implemented or planned.</summary>
public static class OperationCatalogue
{
    // By reflection: generated code would give members that a row leaves away their type's default and not their own.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Lazy<IReadOnlyList<Operation>> Rows = new(Load);

    private static readonly Lazy<FrozenDictionary<string, Operation>> ById =
        new(() => Rows.Value.ToFrozenDictionary(o => o.Id, StringComparer.Ordinal));

    /// <summary>All rows.</summary>
    public static IReadOnlyList<Operation> All => Rows.Value;

    /// <summary>The row of an operation id.</summary>
    public static Operation Get(string id) => ById.Value[id];

    /// <summary>The row of an operation id, or null.</summary>
    public static Operation? Find(string id) => ById.Value.GetValueOrDefault(id);

    private static List<Operation> Load()
    {
        using var stream = typeof(OperationCatalogue).Assembly.GetManifestResourceStream("operations.json")!;
        var rows = JsonSerializer.Deserialize<List<Operation>>(stream, Json)!;
        return [.. rows.Select(o => o with { Required = Accounts.Permissions.Of(o.Permissions) })];
    }
}
