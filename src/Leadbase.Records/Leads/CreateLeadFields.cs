using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;

namespace Leadbase.Records.Leads;

/// <summary>Create Lead Fields: up to 100 custom fields ("Leads", Create Fields).</summary>
public static class CreateLeadFields
{
    private const int MaxInput = 100;

    private static readonly string[] Allowed =
        ["name", "displayName", "dataType", "description", "isHidden", "isHtmlEncodingInEmail", "isSensitive"];

    /// <summary>Handles the operation; a field that cannot be created is skipped, and the others are created.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error, MaxInput)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var created = false;
        foreach (var record in input.EnumerateArray())
        {
            var (name, refusal) = await CreateAsync(schema, record, call.Cancel);
            created |= refusal is null;
            if (refusal is null) ObjectFields.WriteStatus(call.Result, name!, "created");
            else WriteSkipped(call.Result, name, refusal.Value);
        }
        if (created) await call.Instance.ChangedAsync();
        return Answer.Success;
    }

    private static async Task<(string? Name, ApiError? Error)> CreateAsync(RecordSchema schema, JsonElement record, CancellationToken cancel)
    {
        if (FieldAttributes.Read(record, Allowed, out var given) is { } error) return (given.Name, error);
        if (given.CheckName() is { } badName) return (given.Name, badName);
        if (given.DisplayName is null) return (given.Name, Errors.Missing("displayName"));
        if (given.DataType is null) return (given.Name, Errors.Missing("dataType"));
        if (!FieldTypes.Creatable.Contains(given.DataType)) return (given.Name, Errors.InvalidData($"dataType must be one of {string.Join(", ", FieldTypes.Creatable)}"));
        if (schema.Lead.Find(given.Name!) is not null || schema.Lead.Fields.Any(f => string.Equals(f.DisplayName, given.DisplayName, StringComparison.OrdinalIgnoreCase)))
        {
            return (given.Name, Errors.ObjectExists);
        }
        return await FieldStore.CreateAsync(schema, StandardObjects.Lead, ToField(given), cancel) switch
        {
            FieldCreation.Exists => (given.Name, Errors.ObjectExists),
            FieldCreation.LimitReached => (given.Name, Errors.FieldLimit),
            _ => (given.Name, null),
        };
    }

    private static Field ToField(FieldAttributes given)
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
            Searchable = type.IsFilterable,
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
