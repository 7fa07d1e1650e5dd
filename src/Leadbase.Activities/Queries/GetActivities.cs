using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Activities.Queries;

/// <summary>Get Lead Activities and Get Deleted Leads.</summary>
public static class GetActivities
{
    /// <summary>Types that a call may name.</summary>
    private const int MaxTypes = 10;

    /// <summary>Get Lead Activities.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!ActivityQuery.TryIds(call, "activityTypeIds", MaxTypes, out var types, out var error)) return error;
        if (types.Count == 0) return Errors.Missing("activityTypeIds");
        if (!ActivityQuery.TryIds(call, "assetIds", Call.MaxBatch, out var assets, out error)) return error;
        if (assets.Count > 0 && types.Count > 1) return Errors.InvalidData("assetIds can only be used with one activity type");
        if (!ActivityQuery.TryCreate(call, types, byLead: true, out var query, out error)) return error;
        var known = await ActivityTypes.OfAsync(call.Instance, call.Cancel);
        return await query.WriteAsync(row => (assets.Count == 0 || (row.PrimaryId is { } id && assets.Contains(id))) && Write(call.Result, known, row));
    }

    /// <summary>Get Deleted Leads.</summary>
    public static async ValueTask<Answer> Deleted(Call call)
    {
        if (!ActivityQuery.TryCreate(call, [ActivityType.DeleteLead], byLead: false, out var query, out var error)) return error;
        var known = await ActivityTypes.OfAsync(call.Instance, call.Cancel);
        return await query.WriteAsync(row => Write(call.Result, known, row));
    }

    internal static void WriteHead(Utf8JsonWriter json, in ActivityRow row)
    {
        json.WriteNumber("id"u8, row.Position);
        json.WriteString("marketoGUID"u8, row.Position.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("leadId"u8, row.Lead);
        json.WriteString("activityDate"u8, IsoTime.Format(row.Date));
        json.WriteNumber("activityTypeId"u8, row.Type);
    }

    private static bool Write(Utf8JsonWriter json, ActivityTypes types, ActivityRow row)
    {
        json.WriteStartObject();
        WriteHead(json, row);
        if (row.PrimaryId is { } id) json.WriteNumber("primaryAttributeValueId"u8, id);
        if (row.PrimaryValue is { } value) json.WriteString("primaryAttributeValue"u8, value);
        json.WriteStartArray("attributes"u8);
        AttributeValues.Write(json, types, row);
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
