using System.Globalization;
using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Records.Leads;

/// <summary>A lead that a call names by id: the id, or why it cannot be one.</summary>
public readonly record struct LeadId(long Id, ApiError? Error);

/// <summary>The leads that a call names by id: as an <c>input</c> of records in the body or, without a body, by the <c>id</c> parameter.</summary>
public static class LeadIds
{
    // A known client joins its ids into one parameter value: ?id=1%26id%3D2.
    private static readonly string[] Separators = ["&id="];

    /// <summary>Reads the ids, in their order.</summary>
    /// <param name="call">The call.</param>
    /// <param name="member">The member of a record that has the id.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="error">1002 without any; 1003 for more than 300.</param>
    public static bool TryRead(Call call, string member, out List<LeadId> ids, out ApiError error)
    {
        ids = [];
        if (call.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("input", out _))
        {
            foreach (var text in call.Parameters.List(member).SelectMany(t => t.Split(Separators, StringSplitOptions.RemoveEmptyEntries))) ids.Add(Parse(text));
            error = ids.Count == 0 ? Errors.Missing("input") : Errors.InvalidData($"Too many ids; at most {Call.MaxBatch} are allowed");
            return ids.Count is > 0 and <= Call.MaxBatch;
        }
        if (!call.TryInput(out var input, out error)) return false;
        foreach (var record in input.EnumerateArray()) ids.Add(Read(record, member));
        return true;
    }

    /// <summary>The id in a member of a record; an error when it is missing or no id.</summary>
    public static LeadId Read(JsonElement record, string member) =>
        record.TryGetProperty(member, out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? Parse(id.ValueKind == JsonValueKind.Number ? id.GetRawText() : id.GetString()!)
            : new(0, Errors.Missing(member));

    private static LeadId Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id, null) : new(0, Errors.InvalidValue(text, "Integer"));
}
