using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadbase.Assets;

/// <summary>Which documents an asset has; the documentation's own words.</summary>
public enum AssetState
{
    /// <summary>It was never approved.</summary>
    Draft,

    /// <summary>What is approved is all there is.</summary>
    Approved,

    /// <summary>It is approved, and a draft beside it waits for approval.</summary>
    ApprovedWithDraft,
}

/// <summary>Where an asset is in the tree.</summary>
/// <param name="Id">The id of the folder or program.</param>
/// <param name="Type"><see cref="AssetType.Folder"/> or <see cref="AssetType.Program"/>.</param>
public readonly record struct AssetFolder(long Id, string Type);

/// <summary>
/// Anything that marketers make and name: a program, a list, a form, a custom activity type. What is particular to a type
/// is in its documents: the draft, which is being worked on, and the approved one, which the instance goes by. An asset
/// of a type without approval has the approved one alone.
/// </summary>
public sealed record Asset
{
    /// <summary>One of <see cref="AssetType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The id, unique within the type; 0 until it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The name, or for types that have one the API name.</summary>
    public required string Name { get; init; }

    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is in the tree; null for types that are not in it.</summary>
    public AssetFolder? Folder { get; init; }

    /// <summary>Its workspace; null for types that every workspace shares.</summary>
    public long? Workspace { get; init; }

    /// <summary>The document that is being worked on, as JSON; null when there is none.</summary>
    public string? Draft { get; init; }

    /// <summary>The document in force, as JSON; null when it was never approved.</summary>
    public string? Approved { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long UpdatedAt { get; init; }

    /// <summary>Which documents it has.</summary>
    public AssetState State => (Draft, Approved) switch
    {
        (_, null) => AssetState.Draft,
        (null, _) => AssetState.Approved,
        _ => AssetState.ApprovedWithDraft,
    };

    // By reflection: generated code would give a member that is not stored its type's default and not its own.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The document in force as an object; null when it was never approved.</summary>
    public T? ReadApproved<T>() where T : class => Approved is null ? null : JsonSerializer.Deserialize<T>(Approved, Json);

    /// <summary>The draft as an object; null when there is none.</summary>
    public T? ReadDraft<T>() where T : class => Draft is null ? null : JsonSerializer.Deserialize<T>(Draft, Json);

    /// <summary>The asset with another draft; one that was begun is replaced.</summary>
    public Asset WithDraft<T>(T document, long now) => this with { Draft = JsonSerializer.Serialize(document, Json), UpdatedAt = now };

    /// <summary>The asset with another document in force, of a type without approval.</summary>
    public Asset WithDocument<T>(T document, long now) => this with { Approved = JsonSerializer.Serialize(document, Json), UpdatedAt = now };

    /// <summary>The asset with its draft in force.</summary>
    public Asset Approve(long now) => this with { Approved = Draft ?? Approved, Draft = null, UpdatedAt = now };

    /// <summary>The asset without its draft.</summary>
    public Asset DiscardDraft(long now) => this with { Draft = null, UpdatedAt = now };
}
