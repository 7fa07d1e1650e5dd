using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Leads;

/// <summary>
/// Get Lead Fields and Get Lead Field by Name. A role sees standard fields with Read-Write Schema Standard Field, and
/// custom ones with Read-Write Schema Custom Field.
/// </summary>
public static class LeadFields
{
    private const string TokenKind = "leadField";
    private static readonly PermissionSet Standard = Permissions.Of("Read-Write Schema Standard Field");
    private static readonly PermissionSet Custom = Permissions.Of("Read-Write Schema Custom Field");

    /// <summary>Get Lead Fields: every field, in pages.</summary>
    public static async ValueTask<Answer> Browse(Call call)
    {
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(TokenKind, out var from, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var fields = schema.Lead.Fields.Where(f => IsVisible(call, f)).ToList();
        var json = call.Result;
        foreach (var field in fields.Skip((int)from).Take(size)) Write(json, field);
        var next = from + size;
        return Answer.Page(next < fields.Count ? PagingToken.Create(call.Instance, TokenKind, next) : null);
    }

    /// <summary>Get Lead Field by Name.</summary>
    public static async ValueTask<Answer> GetByName(Call call)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.Lead.Find(call.Route[0]) is not { } field || !IsVisible(call, field)) return Errors.FieldNotFound(call.Route[0]);
        Write(call.Result, field);
        return Answer.Success;
    }

    internal static bool IsVisible(Call call, Field field) => call.Principal.Permissions.HasAny(field.IsCustom ? Custom : Standard);

    internal static void WriteStatus(Utf8JsonWriter json, string name, string status)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("status"u8, status);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Field field)
    {
        json.WriteStartObject();
        json.WriteString("displayName"u8, field.DisplayName);
        json.WriteString("name"u8, field.Encoded);
        json.WriteString("description"u8, field.Description);
        json.WriteString("dataType"u8, field.Name == "id" ? "integer" : field.Type.Name);
        if (field.Length is { } length) json.WriteNumber("length"u8, length);
        json.WriteBoolean("isHidden"u8, field.IsHidden);
        json.WriteBoolean("isHtmlEncodingInEmail"u8, field.IsHtmlEncodingInEmail);
        json.WriteBoolean("isSensitive"u8, field.IsSensitive);
        json.WriteBoolean("isCustom"u8, field.IsCustom);
        json.WriteBoolean("isApiCreated"u8, field.IsApiCreated);
        json.WriteEndObject();
    }
}
