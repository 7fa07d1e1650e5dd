using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadbase.Activities;

/// <summary>An attribute of an activity type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">Its type: string, integer, boolean, datetime, …</param>
public sealed record ActivityAttribute(string Name, string DataType);

/// <summary>An activity type as Get Activity Types returns it.</summary>
/// <param name="Id">The documented id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What happened.</param>
/// <param name="PrimaryAttribute">What it is about; null where it is about the lead alone.</param>
/// <param name="Attributes">The further attributes; rows of the log keep their values in this order.</param>
public sealed record ActivityTypeInfo(
    long Id, string Name, string Description, ActivityAttribute? PrimaryAttribute, IReadOnlyList<ActivityAttribute> Attributes);

/// <summary>The standard activity types, from <c>activity-types.json</c>.</summary>
public static class ActivityTypes
{
    private static readonly Lazy<IReadOnlyList<ActivityTypeInfo>> Types = new(Load);

    private static readonly Lazy<Dictionary<long, ActivityTypeInfo>> ById = new(() => Types.Value.ToDictionary(t => t.Id));

    /// <summary>Every standard type.</summary>
    public static IReadOnlyList<ActivityTypeInfo> Standard => Types.Value;

    /// <summary>The type of an id, or null.</summary>
    public static ActivityTypeInfo? Find(long id) => ById.Value.GetValueOrDefault(id);

    private static List<ActivityTypeInfo> Load()
    {
        using var stream = typeof(ActivityTypes).Assembly.GetManifestResourceStream("activity-types.json")!;
        return JsonSerializer.Deserialize(stream, ActivityTypeRows.Default.ListActivityTypeInfo)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<ActivityTypeInfo>))]
internal sealed partial class ActivityTypeRows : JsonSerializerContext;
