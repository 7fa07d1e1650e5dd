using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>Where the parts of a form are ("Forms", Rearranging Field): in rows and columns, of the form or of a set.</summary>
internal static class FormLayout
{
    /// <summary>Rows of a form, and of a set.</summary>
    public const int MaxRows = 10;

    /// <summary>Columns of a row.</summary>
    public const int MaxColumns = 3;

    /// <summary>The form's own parts, or those of a set, in their order.</summary>
    public static IEnumerable<FormField> PartsOf(FormDocument form, string? set = null) => form.Fields.Where(f => f.Set == set).OrderBy(f => f.Row).ThenBy(f => f.Column);

    /// <summary>Every part, what is in a set after the set.</summary>
    public static IEnumerable<FormField> All(FormDocument form) => PartsOf(form).SelectMany(p => p.IsSet ? PartsOf(form, p.Id).Prepend(p) : [p]);

    /// <summary>The form with one more part: in the next row, or else in the first place that is free (709 when none is).</summary>
    public static Outcome<FormDocument> Add(FormDocument form, FormField part)
    {
        List<FormField> beside = [.. form.Fields.Where(f => f.Set == part.Set)];
        var next = beside.Count == 0 ? 0 : beside.Max(f => f.Row) + 1;
        var places = Enumerable.Range(0, MaxColumns).SelectMany(c => Enumerable.Range(0, MaxRows).Select(r => (Row: r, Column: c)));
        if (next < MaxRows) places = places.Prepend((next, 0));
        foreach (var (row, column) in places)
        {
            if (beside.Exists(f => f.Row == row && f.Column == column)) continue;
            return form with { Fields = [.. form.Fields, part with { Row = row, Column = column }] };
        }
        return AssetErrors.Rule($"a form has at most {MaxRows} rows of {MaxColumns} columns");
    }

    /// <summary>The form as positions say, which must name every part once, each in a place of its own.</summary>
    /// <returns>1001 for what are no positions, 709 for wrong ones.</returns>
    public static Outcome<FormDocument> Arrange(RecordSchema schema, FormDocument form, JsonElement positions)
    {
        var placed = new List<FormField>();
        if (Place(positions, null) is { } error) return error;
        if (placed.Count < form.Fields.Count) return AssetErrors.Rule($"the positions do not name the field '{form.Fields.First(f => !placed.Exists(p => p.Id == f.Id)).Id}'");
        return form with { Fields = placed };

        ApiError? Place(JsonElement list, string? set)
        {
            if (list.ValueKind != JsonValueKind.Array) return Errors.InvalidValue(list.ToString(), "array of positions");
            var taken = new HashSet<(int, int)>();
            foreach (var position in list.EnumerateArray())
            {
                if (FieldConditions.TextOf(position, "fieldName") is not { Length: > 0 } name) return AssetErrors.Blank("fieldName");
                if (!TryIndex(position, "rowNumber", out var row) || !TryIndex(position, "columnNumber", out var column)) return Errors.InvalidValue(position.ToString(), "position");
                if (row >= MaxRows || column >= MaxColumns || !taken.Add((row, column))) return AssetErrors.Rule($"'{name}' has no place of its own within {MaxRows} rows and {MaxColumns} columns");
                if (FormFieldTypes.FindIn(schema, form, name) is not { } part) return AssetErrors.Rule($"the form has no field '{name}'");
                if (placed.Exists(p => p.Id == part.Id)) return AssetErrors.Rule($"'{name}' has two positions");
                if (set is not null && part.IsSet) return AssetErrors.Rule("a field set cannot be in another one");
                placed.Add(part with { Set = set, Row = row, Column = column });
                if (part.IsSet && position.TryGetProperty("fieldList", out var inner) && Place(inner, part.Id) is { } wrong) return wrong;
            }
            return null;
        }
    }

    /// <summary>The form with a row for each part, in their order, where none says where it is.</summary>
    public static FormDocument Numbered(FormDocument form) =>
        form.Fields.All(f => f is { Row: 0, Column: 0 }) ? form with { Fields = [.. form.Fields.Select((f, i) => f with { Row = i % MaxRows, Column = i / MaxRows })] } : form;

    private static bool TryIndex(JsonElement position, string member, out int index) =>
        int.TryParse(FieldConditions.TextOf(position, member), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out index);
}
