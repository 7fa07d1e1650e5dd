using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Activities.Queries;

/// <summary>An activity of a person, for somebody who reads it.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Date">When it happened, in seconds since 1970.</param>
/// <param name="Subject">What it was about: the primary attribute's value; null where it was about the person alone.</param>
/// <param name="Attributes">Names and values of the others.</param>
public sealed record TimelineEntry(long Position, string Type, long Date, string? Subject, IReadOnlyList<KeyValuePair<string, string>> Attributes);

/// <summary>A person's activities backwards: the latest in the log first.</summary>
public static class Timeline
{
    /// <summary>A page of a person's activities, found by the index of leads.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="lead">The person.</param>
    /// <param name="before">The position of the last entry of the page before; null for the first page.</param>
    /// <param name="size">Entries at most; fewer mean that it was the last page.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Instance instance, long lead, long? before, int size, CancellationToken cancel = default)
    {
        var types = await ActivityTypes.OfAsync(instance, cancel);
        await using var session = await instance.Database.ReadAsync(cancel);
        return await session.Sql(Sql(instance.Database, size)).Bind(lead).Bind(before ?? long.MaxValue).ListAsync(r => Entry(types, ActivityRow.Read(r)));
    }

    internal static string Sql(Database database, int size) => $"""
        select position, type, lead, date, primary_id, primary_value, attributes from {database.Table("activity")}
        where lead = $1 and position < $2 order by position desc limit {size}
        """;

    private static TimelineEntry Entry(ActivityTypes types, ActivityRow row)
    {
        var type = types.Find(row.Type);
        var name = type?.Name ?? $"Type {row.Type.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return new TimelineEntry(row.Position, name, row.Date, row.PrimaryValue, row.Attributes is null || type is null ? [] : Pairs(type, row.Attributes));
    }

    private static List<KeyValuePair<string, string>> Pairs(ActivityTypeInfo type, string attributes)
    {
        using var values = JsonDocument.Parse(attributes);
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (attribute, value) in type.Stored.Zip(values.RootElement.EnumerateArray()))
        {
            if (value.ValueKind == JsonValueKind.String) pairs.Add(new(attribute.Name, value.GetString()!));
        }
        return pairs;
    }
}
