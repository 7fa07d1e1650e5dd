using System.Globalization;
using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Records.Leads;

/// <summary>The id of a lead as a request names it: a number, or a text that is one.</summary>
internal static class LeadIdInput
{
    /// <summary>The id in a member of a record; an error when it is missing or no id.</summary>
    public static (long Id, ApiError? Error) Read(JsonElement record, string member) =>
        record.TryGetProperty(member, out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? Parse(id.ValueKind == JsonValueKind.Number ? id.GetRawText() : id.GetString()!)
            : (0, Errors.Missing(member));

    /// <summary>The id in a text.</summary>
    public static (long Id, ApiError? Error) Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, null) : (0, Errors.InvalidValue(text, "Integer"));
}
