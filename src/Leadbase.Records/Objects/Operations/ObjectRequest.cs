using Leadbase.Gateway;
using Leadbase.Records.Leads;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Which object type a call is of; null when there is none of the name that the call gives.</summary>
public delegate ObjectType? ObjectChoice(RecordSchema schema, Call call);

/// <summary>The two ways in which a call says which object type it is of.</summary>
public static class ObjectChoices
{
    /// <summary>The custom object type whose API name is the first parameter of the path.</summary>
    public static readonly ObjectChoice Custom = (schema, call) => schema.FindCustom(call.Route[0]);

    /// <summary>A standard object: the operation is of it alone.</summary>
    public static ObjectChoice Standard(string name) => (schema, _) => schema.Get(name);
}

/// <summary>Members that the requests of all object types have in common.</summary>
internal static class ObjectRequest
{
    private const string ByDedupeFields = "dedupeFields";
    private const string ById = "idField";

    /// <summary>The <c>action</c>: one of the object type's, whose first it is unless the call says otherwise.</summary>
    public static ApiError? Action(Call call, ObjectType type, out SyncAction action) => Action(call, type.Definition.Actions, out action);

    /// <summary>The same of something that is no object type.</summary>
    public static ApiError? Action(Call call, IReadOnlyList<string> all, out SyncAction action)
    {
        action = default;
        if (!call.TryText("action", out var text, out var wrong)) return wrong;
        if (all.FirstOrDefault(a => string.Equals(a, text ?? all[0], StringComparison.OrdinalIgnoreCase)) is not { } name)
        {
            return Errors.InvalidData($"Invalid value for action; it is one of {string.Join(", ", all)}");
        }
        action = Enum.Parse<SyncAction>(name, ignoreCase: true);
        return null;
    }

    /// <summary>The fields of <c>dedupeBy</c> or <c>deleteBy</c>: the dedupe fields unless the call says otherwise.</summary>
    public static ApiError? KeyFields(Call call, ObjectType type, string member, out IReadOnlyList<Field> fields)
    {
        fields = type.DedupeFields;
        if (!call.TryText(member, out var text, out var wrong)) return wrong;
        if (text is null || string.Equals(text, ByDedupeFields, StringComparison.OrdinalIgnoreCase)) return null;
        fields = [type.Id];
        return string.Equals(text, ById, StringComparison.OrdinalIgnoreCase)
            ? null
            : Errors.InvalidData($"Invalid value for {member}; it is one of {ByDedupeFields}, {ById}");
    }

    /// <summary>The fields that a <c>filterType</c> names: an alias, or a set of searchable fields.</summary>
    public static IReadOnlyList<Field>? FilterFields(ObjectType type, string filterType)
    {
        if (string.Equals(filterType, ByDedupeFields, StringComparison.OrdinalIgnoreCase)) return type.DedupeFields;
        if (string.Equals(filterType, ById, StringComparison.OrdinalIgnoreCase)) return [type.Id];
        return type.Find(filterType) is { } field && (field == type.Id || type.DedupeFields is [var only] && only == field || IsSearchable(type, field)) ? [field] : null;
    }

    /// <summary>Native CRM sync owns the object: the API does not write it.</summary>
    public static ApiError? CheckCrm(Call call, ObjectType type) =>
        type.Definition.Crm && call.Instance.Settings.Features.NativeCrmSync ? Errors.CrmEnabled : null;

    private static bool IsSearchable(ObjectType type, Field field) =>
        (field.IsCustom && field.Searchable) || type.Definition.SearchableFields.Any(set => set is [var name] && name == field.Name);
}
