using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects.Operations;

namespace Leadbase.Records.CustomObjects;

/// <summary>Add, Update and Delete Custom Object Type Fields, of the draft; a call changes all that it names, or nothing.</summary>
internal static class CustomObjectFields
{
    /// <summary>Get Custom Object Type Field Data Types.</summary>
    public static ValueTask<Answer> DataTypes(Call call)
    {
        foreach (var type in CustomObjectField.DataTypes) call.Result.WriteStringValue(type);
        return ValueTask.FromResult(Answer.Success);
    }

    /// <summary>Add Custom Object Type Fields.</summary>
    public static async ValueTask<Answer> Add(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        return await CustomObjectStore.ChangeDraftAsync(call, edit => Add(edit, input));
    }

    /// <summary>Update Custom Object Type Field.</summary>
    public static async ValueTask<Answer> Update(Call call)
    {
        if (call.Body is not { ValueKind: JsonValueKind.Object } body || !body.EnumerateObject().Any()) return Errors.InvalidData("No attribute is given");
        if (FieldAttributes.Read(body, CustomObjectFieldRules.Attributes, out var given) is { } error) return error;
        return await CustomObjectStore.ChangeDraftAsync(call, edit => Update(edit, call.Route[1], given));
    }

    /// <summary>Delete Custom Object Type Fields.</summary>
    public static async ValueTask<Answer> Delete(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        return await CustomObjectStore.ChangeDraftAsync(call, edit => Delete(edit, input));
    }

    private static (CustomObjectDocument? Document, ApiError Error) Add(CustomObjectEdit edit, JsonElement input)
    {
        List<CustomObjectField> fields = [.. edit.Document.Fields];
        foreach (var record in input.EnumerateArray())
        {
            if (FieldAttributes.Read(record, CustomObjectFieldRules.Attributes, out var given) is { } wrong) return (null, wrong);
            if (CustomObjectFieldRules.Make(edit, fields, null, given, out var field) is { } error) return (null, error);
            fields.Add(field!);
        }
        return With(edit, fields);
    }

    private static (CustomObjectDocument? Document, ApiError Error) Update(CustomObjectEdit edit, string name, FieldAttributes given)
    {
        if (Find(edit.Document.Fields, name, out var error) is not { } before) return (null, error);
        var others = edit.Document.Fields.Where(f => f != before).ToList();
        return CustomObjectFieldRules.Make(edit, others, before, given, out var after) is { } wrong
            ? (null, wrong)
            : With(edit, [.. edit.Document.Fields.Select(f => f == before ? after! : f)]);
    }

    private static (CustomObjectDocument? Document, ApiError Error) Delete(CustomObjectEdit edit, JsonElement input)
    {
        List<CustomObjectField> fields = [.. edit.Document.Fields];
        foreach (var record in input.EnumerateArray())
        {
            if (FieldAttributes.Read(record, ["name"], out var given) is { } wrong) return (null, wrong);
            if (given.Name is null) return (null, Errors.Missing("name"));
            if (Find(fields, given.Name, out var error) is not { } field) return (null, error);
            if (edit.IsApproved && CustomObjectFieldRules.IsFixed(field))
            {
                return (null, Errors.InvalidData("Link fields and dedupe fields cannot be added, changed or deleted once the type is approved"));
            }
            fields.Remove(field);
        }
        return With(edit, fields);
    }

    private static (CustomObjectDocument?, ApiError) With(CustomObjectEdit edit, IReadOnlyList<CustomObjectField> fields) =>
        CustomObjectFieldRules.Check(fields) is { } error ? (null, error) : (edit.Document with { Fields = fields }, default);

    private static CustomObjectField? Find(IReadOnlyList<CustomObjectField> fields, string name, out ApiError error)
    {
        var standard = CustomObjectTypes.SystemFields.Any(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        error = standard ? Errors.FieldNotSupported(name) : Errors.FieldNotFound(name);
        return fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
