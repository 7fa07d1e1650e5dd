using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>
/// Get Fields and Get Field by Name of any object type. A role sees standard fields with Read-Write Schema Standard Field, and
/// custom ones with Read-Write Schema Custom Field.
/// </summary>
public static class ObjectFields
{
    private static readonly PermissionSet Standard = Permissions.Of("Read-Write Schema Standard Field");
    private static readonly PermissionSet Custom = Permissions.Of("Read-Write Schema Custom Field");

    /// <summary>Get Fields of an object type: every field, in pages.</summary>
    public static Handler BrowseOf(string objectName) => call => BrowseAsync(call, objectName);

    /// <summary>Get Field by Name of an object type.</summary>
    public static Handler ByNameOf(string objectName) => call => GetByNameAsync(call, objectName);

    internal static bool IsVisible(Call call, Field field) => call.Principal.Permissions.HasAny(field.IsCustom ? Custom : Standard);

    internal static void WriteStatus(Utf8JsonWriter json, string name, string status)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("status"u8, status);
        json.WriteEndObject();
    }

    private static async ValueTask<Answer> BrowseAsync(Call call, string objectName)
    {
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(TokenKind(objectName), out var from, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var fields = schema.Get(objectName).Fields.Where(f => IsVisible(call, f)).ToList();
        var json = call.Result;
        foreach (var field in fields.Skip((int)from).Take(size)) Write(json, field);
        var next = from + size;
        return Answer.Page(next < fields.Count ? PagingToken.Create(call.Instance, TokenKind(objectName), next) : null);
    }

    private static async ValueTask<Answer> GetByNameAsync(Call call, string objectName)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.Get(objectName).Find(call.Route[0]) is not { } field || !IsVisible(call, field)) return Errors.FieldNotFound(call.Route[0]);
        Write(call.Result, field);
        return Answer.Success;
    }

    private static string TokenKind(string objectName) => objectName + " field";

    private static void Write(Utf8JsonWriter json, Field field)
    {
        json.WriteStartObject();
        json.WriteString("displayName"u8, field.DisplayName);
        json.WriteString("name"u8, field.Encoded);
        json.WriteString("description"u8, field.Description);
        json.WriteString("dataType"u8, field.ApiType);
        if (field.Length is { } length) json.WriteNumber("length"u8, length);
        json.WriteBoolean("isHidden"u8, field.IsHidden);
        json.WriteBoolean("isHtmlEncodingInEmail"u8, field.IsHtmlEncodingInEmail);
        json.WriteBoolean("isSensitive"u8, field.IsSensitive);
        json.WriteBoolean("isCustom"u8, field.IsCustom);
        json.WriteBoolean("isApiCreated"u8, field.IsApiCreated);
        json.WriteEndObject();
    }
}
