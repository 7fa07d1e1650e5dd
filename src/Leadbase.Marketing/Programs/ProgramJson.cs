using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>What answers say of programs besides what they say of every asset.</summary>
internal static class ProgramJson
{
    /// <summary>
    /// Writes a program. A browse tells neither tags nor costs, a search by tag no costs, and Get Program by Name each where it is asked for;
    /// what a program has none of is null.
    /// </summary>
    public static void Write(Utf8JsonWriter json, AssetView view, ProgramDocument program)
    {
        json.WriteString("type"u8, ProgramTypes.Of(program.Type).Name);
        json.WriteString("channel"u8, program.Channel);
        json.WriteString("status"u8, program.Status);
        json.WriteBoolean("headStart"u8, false);
        if (program.StartDate is { } start) AssetTime.Write(json, "startDate"u8, start);
        if (program.EndDate is { } end) AssetTime.Write(json, "endDate"u8, end);
        var operation = view.Call.Operation.Id;
        if (operation == ProgramRoutes.Life.Browse) return;
        WriteTags(json, IsAsked(view, operation, "includeTags") ? program.Tags : []);
        if (operation != ProgramRoutes.ByTag) WriteCosts(json, IsAsked(view, operation, "includeCosts") ? program.Costs : []);
    }

    private static bool IsAsked(AssetView view, string operation, string parameter) =>
        operation != ProgramRoutes.Life.ByName || (AssetInput.TryFlag(view.Call, parameter, out var asked, out _) && asked == true);

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyList<ProgramTag> tags)
    {
        if (tags.Count == 0)
        {
            json.WriteNull("tags"u8);
            return;
        }
        json.WriteStartArray("tags"u8);
        foreach (var tag in tags)
        {
            json.WriteStartObject();
            json.WriteString("tagType"u8, tag.TagType);
            json.WriteString("tagValue"u8, tag.TagValue);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCosts(Utf8JsonWriter json, IReadOnlyList<ProgramCost> costs)
    {
        if (costs.Count == 0)
        {
            json.WriteNull("costs"u8);
            return;
        }
        json.WriteStartArray("costs"u8);
        foreach (var cost in costs)
        {
            json.WriteStartObject();
            json.WriteString("startDate"u8, cost.StartDate);
            json.WriteNumber("cost"u8, cost.Cost);
            if (cost.Note is { } note) json.WriteString("note"u8, note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
