using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects.Operations;

namespace Leadbase.Records.CustomObjects;

/// <summary>What a field of a custom object type may be ("Custom Objects", Custom Object Fields).</summary>
internal static class CustomObjectFieldRules
{
    private const int MaxFields = 50;
    private const int MaxLater = 20;
    private const int MaxDedupeFields = 3;

    /// <summary>Attributes that a request may give a field.</summary>
    public static readonly string[] Attributes = ["name", "displayName", "dataType", "description", "isDedupeField", "relatedTo"];

    // An answer has these beside a record's fields; id is every table's key.
    private static readonly string[] Reserved = ["id", "seq", "status", "reasons"];
    private static readonly string[] Keys = ["string", "integer", "email", "date", "datetime", "phone", CustomObjectField.LinkType];

    /// <summary>A new field, or one with some attributes changed.</summary>
    /// <param name="edit">The type.</param>
    /// <param name="others">The other fields that it will have.</param>
    /// <param name="before">The field as it is; null for a new one.</param>
    /// <param name="given">What the request gives.</param>
    /// <param name="field">The field.</param>
    public static ApiError? Make(
        CustomObjectEdit edit, IReadOnlyList<CustomObjectField> others, CustomObjectField? before, FieldAttributes given, out CustomObjectField? field)
    {
        field = null;
        var name = given.Name ?? before?.Name;
        if (name is null || given.Name is not null)
        {
            if (given.CheckName() is { } badName) return badName;
            if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)) return Errors.InvalidData($"The name '{name}' is reserved");
        }
        if ((given.DisplayName ?? before?.DisplayName) is not { } label) return Errors.Missing("displayName");
        if ((given.DataType ?? before?.DataType) is not { } dataType) return Errors.Missing("dataType");
        if (!CustomObjectField.DataTypes.Contains(dataType)) return Errors.InvalidData($"dataType must be one of {string.Join(", ", CustomObjectField.DataTypes)}");
        if (IsTaken(others, name!, label)) return Errors.ObjectExists;
        var made = new CustomObjectField
        {
            Name = name!,
            DisplayName = label,
            DataType = dataType,
            Description = given.Description ?? before?.Description,
            IsDedupeField = given.IsDedupeField ?? before?.IsDedupeField ?? false,
            IsLater = before?.IsLater ?? edit.IsApproved,
            Id = before?.Id ?? 0,
            ColumnName = before?.ColumnName,
        };
        if (made.IsDedupeField && !Keys.Contains(dataType)) return Errors.InvalidData($"A field of type {dataType} cannot be a dedupe field");
        if (Link(edit, before, given, ref made) is { } badLink) return badLink;
        if (CheckApproved(edit, before, made) is { } fixedNow) return fixedNow;
        field = made;
        return null;
    }

    /// <summary>What is wrong with the fields of a type together.</summary>
    public static ApiError? Check(IReadOnlyList<CustomObjectField> fields)
    {
        if (fields.Count > MaxFields || fields.Count(f => f.IsLater) > MaxLater) return Errors.FieldLimit;
        return fields.Count(f => f.IsDedupeField) > MaxDedupeFields ? Errors.InvalidData($"At most {MaxDedupeFields} fields can be dedupe fields") : null;
    }

    private static bool IsTaken(IReadOnlyList<CustomObjectField> others, string name, string label) =>
        others.Select(f => (f.Name, f.DisplayName)).Concat(CustomObjectTypes.SystemFields.Select(f => (f.Name, f.DisplayName)))
            .Any(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(f.DisplayName, label, StringComparison.OrdinalIgnoreCase));

    private static ApiError? Link(CustomObjectEdit edit, CustomObjectField? before, FieldAttributes given, ref CustomObjectField made)
    {
        if (made.DataType != CustomObjectField.LinkType) return given.RelatedTo is null ? null : Errors.InvalidData("Only a field of type link can have relatedTo");
        if (given.RelatedTo is not { } related)
        {
            if (before?.RelatedTo is null) return Errors.Missing("relatedTo");
            made = made with { RelatedTo = before.RelatedTo, LinkedType = before.LinkedType, LinkedLength = before.LinkedLength };
            return null;
        }
        if (LinkableObjects.Find(edit, related.Object, related.Field, out var link, out var target) is { } error) return error;
        made = made with { RelatedTo = link, LinkedType = target!.Type.Name, LinkedLength = target.Length };
        return null;
    }

    /// <summary>Once a type is approved, no key and no link comes, goes or changes, and no value that is kept becomes invalid.</summary>
    private static ApiError? CheckApproved(CustomObjectEdit edit, CustomObjectField? before, CustomObjectField after)
    {
        if (!edit.IsApproved) return null;
        if (IsFixed(after) || (before is not null && IsFixed(before)))
        {
            var same = before is not null && before.Name == after.Name && before.DataType == after.DataType
                && before.IsDedupeField == after.IsDedupeField && before.RelatedTo == after.RelatedTo;
            return same ? null : Errors.InvalidData("Link fields and dedupe fields cannot be added, changed or deleted once the type is approved");
        }
        return before?.ColumnName is null || before.DataType == after.DataType || Admits(before.DataType, after.DataType)
            ? null
            : Errors.InvalidData($"Values of type {before.DataType} cannot become {after.DataType}");
    }

    /// <summary>Whether a field stays as it is once its type is approved.</summary>
    public static bool IsFixed(CustomObjectField field) => field.IsDedupeField || field.RelatedTo is not null;

    private static bool Admits(string before, string after) => (before, after) switch
    {
        ("string" or "email" or "phone", "text" or "string" or "phone") => true,
        ("float", "currency") or ("currency", "float") => true,
        _ => false,
    };
}
