using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Fields;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Create Fields of an object type: up to 100 custom fields a call ("Leads", "Program Members", Create Fields).</summary>
public static class CreateObjectFields
{
    private const int MaxInput = 100;

    private static readonly string[] Allowed =
        ["name", "displayName", "dataType", "description", "isHidden", "isHtmlEncodingInEmail", "isSensitive"];

    /// <summary>Create Fields of an object type; a field that cannot be created is skipped, and the others are created.</summary>
    public static Handler Of(string objectName) => call => HandleAsync(call, objectName);

    private static async ValueTask<Answer> HandleAsync(Call call, string objectName)
    {
        if (!call.TryInput(out var input, out var error, MaxInput)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var created = false;
        foreach (var record in input.EnumerateArray())
        {
            var (name, refusal) = await CreateAsync(schema, schema.Get(objectName), record, call.Cancel);
            created |= refusal is null;
            if (refusal is null) ObjectFields.WriteStatus(call.Result, name!, "created");
            else WriteSkipped(call.Result, name, refusal.Value);
        }
        if (created) await call.Instance.ChangedAsync();
        return Answer.Success;
    }

    /// <summary>Creates a custom field from its attributes, or says why it cannot be; the caller then tells that the schema has changed.</summary>
    public static async Task<(string? Name, ApiError? Error)> CreateAsync(
        RecordSchema schema, ObjectType type, JsonElement record, CancellationToken cancel)
    {
        if (FieldAttributes.Read(record, Allowed, out var given) is { } error) return (given.Name, error);
        if (given.CheckName() is { } badName) return (given.Name, badName);
        if (given.DisplayName is null) return (given.Name, Errors.Missing("displayName"));
        if (given.DataType is null) return (given.Name, Errors.Missing("dataType"));
        if (!FieldTypes.Creatable.Contains(given.DataType)) return (given.Name, Errors.InvalidData($"dataType must be one of {string.Join(", ", FieldTypes.Creatable)}"));
        if (type.Find(given.Name!) is not null || type.Fields.Any(f => string.Equals(f.DisplayName, given.DisplayName, StringComparison.OrdinalIgnoreCase)))
        {
            return (given.Name, Errors.ObjectExists);
        }
        return await FieldStore.CreateAsync(schema, type.Name, ToField(type, given), cancel) switch
        {
            FieldCreation.Exists => (given.Name, Errors.ObjectExists),
            FieldCreation.LimitReached => (given.Name, Errors.FieldLimit),
            _ => (given.Name, null),
        };
    }

    private static Field ToField(ObjectType owner, FieldAttributes given)
    {
        var type = FieldTypes.Get(given.DataType!);
        return new Field
        {
            Id = 0,
            Name = given.Name!,
            DisplayName = given.DisplayName!,
            Description = given.Description,
            Type = type,
            Length = type.DefaultLength,
            Searchable = owner.Definition.CanFilter(type),
            IsHidden = given.IsHidden ?? false,
            IsHtmlEncodingInEmail = given.IsHtmlEncodingInEmail ?? true,
            IsSensitive = given.IsSensitive ?? false,
            IsCustom = true,
            IsApiCreated = true,
        };
    }

    private static void WriteSkipped(Utf8JsonWriter json, string? name, ApiError reason)
    {
        json.WriteStartObject();
        if (name is not null) json.WriteString("name"u8, name);
        Envelope.WriteSkipped(json, reason);
        json.WriteEndObject();
    }
}
