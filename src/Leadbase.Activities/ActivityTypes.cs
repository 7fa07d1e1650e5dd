using System.Text.Json;
using System.Text.Json.Serialization;
using Leadbase.Accounts;
using Leadbase.Activities.CustomTypes;
using Leadbase.Assets;

namespace Leadbase.Activities;

/// <summary>An attribute of an activity type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">Its type: string, integer, boolean, datetime, …</param>
public sealed record ActivityAttribute(string Name, string DataType)
{
    /// <summary>The API name, which only attributes of custom types have.</summary>
    public string? ApiName { get; init; }
}

/// <summary>An activity type as Get Activity Types returns it.</summary>
/// <param name="Id">The documented id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What happened.</param>
/// <param name="PrimaryAttribute">What it is about; null where it is about the lead alone.</param>
/// <param name="Attributes">The further attributes.</param>
public sealed record ActivityTypeInfo(
    long Id, string Name, string? Description, ActivityAttribute? PrimaryAttribute, IReadOnlyList<ActivityAttribute> Attributes)
{
    /// <summary>The API name, which only custom types have.</summary>
    public string? ApiName { get; init; }

    /// <summary>What a filter on such activities is called; only custom types say it themselves.</summary>
    [JsonIgnore]
    public string? FilterName => Custom?.FilterName;

    /// <summary>
    /// The attributes in the order in which rows of the log keep their values. A custom type has more of them than it shows:
    /// rows that were written with an attribute are read with it, whatever has become of it.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<ActivityAttribute> Stored { get => field ?? Attributes; init; }

    /// <summary>The document in force of a custom type that new activities may be of.</summary>
    [JsonIgnore]
    internal CustomTypeDocument? Custom { get; init; }
}

/// <summary>The activity types of an instance: the standard ones, from <c>activity-types.json</c>, and its approved custom ones.</summary>
public sealed class ActivityTypes
{
    private static readonly Lazy<IReadOnlyList<ActivityTypeInfo>> StandardTypes = new(LoadStandard);

    private readonly Dictionary<long, ActivityTypeInfo> _byId;

    private ActivityTypes(IReadOnlyList<ActivityTypeInfo> all, IEnumerable<ActivityTypeInfo> deleted)
    {
        All = all;
        _byId = all.Concat(deleted).ToDictionary(t => t.Id);
    }

    /// <summary>Every type that there is now.</summary>
    public IReadOnlyList<ActivityTypeInfo> All { get; }

    /// <summary>The types of an instance as they are now, from memory when nothing has changed.</summary>
    public static ValueTask<ActivityTypes> OfAsync(Instance instance, CancellationToken cancel = default) =>
        instance.Part(static i => new RevisionCache<ActivityTypes>(i, LoadAsync)).GetAsync(cancel);

    /// <summary>The type of an id, or null; also one that was deleted, for the log may have activities of it.</summary>
    public ActivityTypeInfo? Find(long id) => _byId.GetValueOrDefault(id);

    private static async Task<ActivityTypes> LoadAsync(Instance instance, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        var custom = await AssetStore.ListAsync(session, AssetType.CustomActivityType);
        var deleted = await AssetStore.ListAsync(session, AssetType.DeletedCustomActivityType);
        var present = custom.Select(ToInfo).OfType<ActivityTypeInfo>().ToList();
        // A type may have been deleted between the two reads.
        return new ActivityTypes(
            [.. StandardTypes.Value, .. present],
            deleted.Where(d => present.All(p => p.Id != d.Id)).Select(ToInfo).OfType<ActivityTypeInfo>().Select(t => t with { Custom = null }));
    }

    private static ActivityTypeInfo? ToInfo(Asset asset)
    {
        if (asset.ReadApproved<CustomTypeDocument>() is not { } document) return null;
        return new ActivityTypeInfo(asset.Id, document.Name, document.Description, ToAttribute(document.PrimaryAttribute!), [.. document.Attributes.Select(ToAttribute)])
        {
            ApiName = asset.Name,
            Stored = [.. document.ByOrdinal.Select(ToAttribute)],
            Custom = document,
        };
    }

    private static ActivityAttribute ToAttribute(CustomAttribute attribute) => new(attribute.Name, attribute.DataType) { ApiName = attribute.ApiName };

    private static List<ActivityTypeInfo> LoadStandard()
    {
        using var stream = typeof(ActivityTypes).Assembly.GetManifestResourceStream("activity-types.json")!;
        return JsonSerializer.Deserialize(stream, ActivityTypeRows.Default.ListActivityTypeInfo)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<ActivityTypeInfo>))]
internal sealed partial class ActivityTypeRows : JsonSerializerContext;
