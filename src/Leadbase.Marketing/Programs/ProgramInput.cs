using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>Parameters that creation and update of programs share: tags, costs, and the days of a program that has some.</summary>
internal static class ProgramInput
{
    private const int MaxItems = 200;
    private const int MaxNote = 2_000;

    /// <summary>The program with what the call says of it.</summary>
    public static async Task<Outcome<ProgramDocument>> ReadAsync(AssetCall call, ProgramDocument program, bool isNew)
    {
        var tagged = await ProgramTags.PutAsync(call, program, isNew);
        if (tagged.Value is not { } withTags) return tagged;
        var costed = Costs(call.Call, withTags);
        return costed.Value is { } withCosts ? Dates(call.Call, withCosts) : costed;
    }

    /// <summary>The objects of a parameter that is a JSON array, or one object; null when it is not given.</summary>
    public static bool TryItems(Call call, string parameter, out IReadOnlyList<JsonElement>? items, out ApiError error)
    {
        items = null;
        if (!AssetInput.TryJson(call, parameter, out var json, out error)) return false;
        if (json is not { } value) return true;
        items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (items.Any(i => i.ValueKind != JsonValueKind.Object)) error = Errors.InvalidValue(parameter, "array of objects");
        else if (items.Count > MaxItems) error = AssetErrors.Rule($"there are at most {MaxItems} {parameter}");
        return error == default;
    }

    /// <summary>A text member of an object; null when it is not there or no text.</summary>
    public static string? Text(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Outcome<ProgramDocument> Costs(Call call, ProgramDocument program)
    {
        if (!AssetInput.TryFlag(call, "costsDestructiveUpdate", out var replace, out var error) || !TryItems(call, "costs", out var items, out error)) return error;
        var costs = replace == true ? [] : program.Costs.ToList();
        foreach (var item in items ?? [])
        {
            var cost = CostOf(item);
            if (cost.Value is not { } made) return cost.Error!.Value;
            costs.Add(made);
        }
        if (costs.Count > MaxItems) return AssetErrors.Rule($"a program has at most {MaxItems} costs");
        return replace == true || items is not null ? program with { Costs = costs } : program;
    }

    private static Outcome<ProgramCost> CostOf(JsonElement item)
    {
        if (Text(item, "startDate") is not { } date) return AssetErrors.Blank("startDate");
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return AssetErrors.InvalidDate;
        if (!item.TryGetProperty("cost", out var value)) return AssetErrors.Blank("cost");
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var cost) || cost < 0) return Errors.InvalidValue(value.GetRawText(), "Integer");
        var note = Text(item, "note");
        return note?.Length > MaxNote ? AssetErrors.Rule($"a note has at most {MaxNote} characters") : new ProgramCost(date, cost) { Note = note };
    }

    private static Outcome<ProgramDocument> Dates(Call call, ProgramDocument program)
    {
        if (!AssetInput.TryTime(call, "startDate", out var start, out var error) || !AssetInput.TryTime(call, "endDate", out var end, out error)) return error;
        if (start is null && end is null) return program;
        if (!ProgramTypes.Of(program.Type).HasDates) return AssetErrors.Rule("only email programs and events have a startDate and an endDate");
        if (program.IsLocked) return AssetErrors.Rule("an approved email program must be unapproved before its dates are changed");
        var dated = program with { StartDate = start ?? program.StartDate, EndDate = end ?? program.EndDate };
        return dated.EndDate < dated.StartDate ? AssetErrors.Rule("the endDate is before the startDate") : dated;
    }
}
