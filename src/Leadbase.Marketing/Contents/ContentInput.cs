using System.Globalization;
using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>What calls of the new emails, templates and fragments bring: a header, a JSON body, ids as texts.</summary>
internal static class ContentInput
{
    private const string AppType = "x-app-type";
    private const string Marketo = "marketo";

    /// <summary>The handler behind the check that the header <c>x-app-type</c> is given (701) and names Marketo (1001).</summary>
    public static Handler Checked(Handler handler) => call =>
    {
        var app = call.Http.Request.Headers[AppType].ToString();
        if (app.Equals(Marketo, StringComparison.OrdinalIgnoreCase)) return handler(call);
        return ValueTask.FromResult<Answer>(app.Length == 0 ? AssetErrors.Blank(AppType) : Errors.InvalidValue(app, AppType));
    };

    /// <summary>A member of the body; null when it is not given, or is null.</summary>
    public static JsonElement? Member(Call call, string name) => call.Body is { } body ? Member(body, name) : null;

    /// <summary>A member of an object; null when it is not given, or is null.</summary>
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text of an object; null when it is not given (1001 when it is no text).</summary>
    public static bool TryText(JsonElement parent, string name, out string? text, out ApiError error)
    {
        (text, error) = (null, default);
        if (Member(parent, name) is not { } value) return true;
        if (value.ValueKind == JsonValueKind.String) text = value.GetString();
        else error = Errors.InvalidValue(value.GetRawText(), "Text");
        return error == default;
    }

    /// <summary>An id of an object, as a text or as a number; null when it is not given or empty (1001 when it is none).</summary>
    public static bool TryId(JsonElement parent, string name, out long? id, out ApiError error)
    {
        (id, error) = (null, default);
        if (Member(parent, name) is not { } value || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0)) return true;
        id = IdOf(value);
        if (id is null) error = Errors.InvalidValue(value.ToString(), "Integer");
        return error == default;
    }

    /// <summary>The id that a member of the body must be (701, 1001).</summary>
    public static bool TryRequiredId(Call call, string name, out long id, out ApiError error)
    {
        id = 0;
        if (!TryId(call.Body ?? default, name, out var given, out error)) return false;
        if (given is null) error = AssetErrors.Blank(name);
        id = given ?? 0;
        return error == default;
    }

    /// <summary>The ids in <c>assetIds</c>, each once (701 without any, 1001 for one that is none, 1003 for too many).</summary>
    public static bool TryIds(Call call, int max, out List<long> ids, out ApiError error)
    {
        (ids, error) = ([], default);
        if (Member(call, "assetIds") is not { } given || (given.ValueKind == JsonValueKind.Array && given.GetArrayLength() == 0))
        {
            error = AssetErrors.Blank("assetIds");
            return false;
        }
        if (given.ValueKind != JsonValueKind.Array) error = Errors.InvalidValue("assetIds", "array of ids");
        else if (given.GetArrayLength() > max) error = Errors.InvalidData($"Too many assetIds; at most {max} are allowed");
        if (error != default) return false;
        foreach (var element in given.EnumerateArray())
        {
            if (IdOf(element) is { } id) ids.Add(id);
            else error = Errors.InvalidValue(element.ToString(), "Integer");
        }
        ids = [.. ids.Distinct()];
        return error == default;
    }

    private static long? IdOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
