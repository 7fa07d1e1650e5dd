using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Activities;

/// <summary>Ids of the standard activity types that the server itself writes ("Activities").</summary>
public static class ActivityType
{
    /// <summary>Visit Webpage: a known visitor has looked at a landing page.</summary>
    public const long VisitWebpage = 1;

    /// <summary>Fill Out Form: written for each submission of a form.</summary>
    public const long FillOutForm = 2;

    /// <summary>New Lead: written once, when a lead is created.</summary>
    public const long NewLead = 12;

    /// <summary>Change Data Value: written for each changed value of an existing lead.</summary>
    public const long ChangeDataValue = 13;

    /// <summary>Add to List: a lead became a member of a static list.</summary>
    public const long AddToList = 24;

    /// <summary>Remove from List: a lead is no longer a member of a static list.</summary>
    public const long RemoveFromList = 25;

    /// <summary>Request Campaign: a trigger campaign was requested for the lead.</summary>
    public const long RequestCampaign = 47;

    /// <summary>Execute Campaign: a batch campaign ran for the lead.</summary>
    public const long ExecuteCampaign = 155;

    /// <summary>Merge Leads: written for the lead that others became part of.</summary>
    public const long MergeLeads = 32;

    /// <summary>Delete Lead: what Get Deleted Leads reads.</summary>
    public const long DeleteLead = 37;

    /// <summary>Change Status in Progression: written when a lead's status in a program changes, first when it becomes a member.</summary>
    public const long ChangeStatusInProgression = 104;

    /// <summary>Change Program Member Data: written for each changed value of a member's field.</summary>
    public const long ChangeProgramMemberData = 123;

    /// <summary>Push Lead to Marketo: written for each lead that a program is given.</summary>
    public const long PushLead = 145;
}

/// <summary>One row to be appended.</summary>
/// <param name="Type">The activity type's id.</param>
/// <param name="Lead">The lead's id.</param>
/// <param name="Date">Seconds since 1970.</param>
/// <param name="PrimaryId">The id of what it is about: a field, a campaign, a list.</param>
/// <param name="PrimaryValue">The name of what it is about.</param>
/// <param name="Attributes">Values in the order of the type's attributes, as a JSON array; null when there are none.</param>
public readonly record struct Activity(long Type, long Lead, long Date, long? PrimaryId, string? PrimaryValue, string? Attributes)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except("\"\\")]);

    /// <summary>The stored form of attribute values: trailing nulls are left away.</summary>
    public static string? Pack(params ReadOnlySpan<string?> values)
    {
        while (values.Length > 0 && values[^1] is null) values = values[..^1];
        return values.Length == 0 ? null : PackPlain(values) ?? JsonSerializer.Serialize(values.ToArray(), Json);
    }

    // Nearly all values need no escape, and an import packs many of them.
    private static string? PackPlain(ReadOnlySpan<string?> values)
    {
        var length = 1 + values.Length;
        foreach (var value in values)
        {
            if (value is not null && value.AsSpan().ContainsAnyExcept(Plain)) return null;
            length += value is null ? 4 : value.Length + 2;
        }
        var text = new StringBuilder(length).Append('[');
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Append(',');
            _ = values[i] is { } value ? text.Append('"').Append(value).Append('"') : text.Append("null");
        }
        return text.Append(']').ToString();
    }
}

/// <summary>The append-only log of one instance.</summary>
public static class ActivityLog
{
    private static readonly Column[] Columns =
    [
        new("position", StorageKind.Integer), new("type", StorageKind.Integer), new("lead", StorageKind.Integer),
        new("date", StorageKind.Integer), new("primary_id", StorageKind.Integer), new("primary_value", StorageKind.Text),
        new("attributes", StorageKind.Text),
    ];

    /// <summary>The last position that is committed; every smaller one is, too.</summary>
    public static async Task<long> LastPositionAsync(Session session) =>
        await session.Sql($"select next - 1 from {session.Database.Table("sequence")} where name = $1").Bind(ActivitiesSchema.Sequence).NumberAsync() ?? 0;

    /// <summary>
    /// Appends rows in the transaction of the change they record; must be its last write. Taking positions locks the
    /// log's one counter row until the transaction ends, so that positions are committed in their order: a reader who
    /// has seen a position has seen every smaller one that will ever be (ADR 3).
    /// </summary>
    /// <returns>The position of the first row; the others follow it without a gap.</returns>
    public static async Task<long> AppendAsync(Session session, IReadOnlyList<Activity> activities)
    {
        if (activities.Count == 0) return 0;
        var next = await session
            .Sql($"update {session.Database.Table("sequence")} set next = next + $2 where name = $1 returning next")
            .Bind(ActivitiesSchema.Sequence).Bind(activities.Count).NumberAsync() ?? throw new InvalidOperationException("The log has no counter.");
        var first = next - activities.Count;
        var rows = new object?[activities.Count][];
        // Dates and types are the same for most of a batch: one object stands for all of them.
        var boxes = new Dictionary<long, object>();
        object? Box(long? value) => value is not { } number ? null : boxes.TryGetValue(number, out var box) ? box : boxes[number] = number;
        for (var i = 0; i < rows.Length; i++)
        {
            var a = activities[i];
            rows[i] = [first + i, Box(a.Type), a.Lead, Box(a.Date), Box(a.PrimaryId), a.PrimaryValue, a.Attributes];
        }
        await session.Database.Dialect.InsertAsync(session, session.Database.Table("activity"), Columns, rows);
        await ActivityBlocks.FilledAsync(session, first, next);
        return first;
    }
}
