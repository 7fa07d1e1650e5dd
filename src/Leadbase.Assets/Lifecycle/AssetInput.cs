using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>
/// Parameters of the Asset API as real clients send them: in the query, in a form, as members of a JSON body; JSON in a form field,
/// also with the quotes of Python; a folder as an object or as its bare id.
/// </summary>
public static class AssetInput
{
    /// <summary>Characters of a description, at most ("Folders").</summary>
    public const int MaxDescription = 2000;

    private const int MaxJsonDepth = 16;

    /// <summary>A parameter's text; null when it is not given. An object or array of a JSON body is its JSON.</summary>
    public static string? Text(Call call, string name)
    {
        if (call.Parameters[name] is { } text) return text;
        if (call.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
    }

    /// <summary>The text of a parameter that must be there (701).</summary>
    public static Outcome<string> Required(Call call, string name) =>
        Text(call, name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : AssetErrors.Blank(name);

    /// <summary>The text of a file or field of a form, in UTF-8: <c>content</c> of templates.</summary>
    /// <returns>701 when it is not given or empty; 1001 when it is not UTF-8.</returns>
    public static Outcome<string> Content(Call call, string name)
    {
        if (call.Files.FirstOrDefault(f => f.Name == name) is not { } file) return Required(call, name);
        var bytes = file.Content.Span.StartsWith("\uFEFF"u8) ? file.Content.Span[3..] : file.Content.Span;
        if (bytes.IsEmpty) return AssetErrors.Blank(name);
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return Errors.InvalidValue(file.FileName, "UTF-8 text");
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A parameter that is true or false; <paramref name="value"/> is null when it is not given.</summary>
    public static bool TryFlag(Call call, string name, out bool? value, out ApiError error)
    {
        (value, error) = (null, default);
        if (Text(call, name) is not { Length: > 0 } text) return true;
        if (bool.TryParse(text, out var flag)) value = flag;
        else if (text is "1" or "0") value = text == "1";
        else error = Errors.InvalidValue(text, "Boolean");
        return error == default;
    }

    /// <summary>A parameter that is a whole number; <paramref name="value"/> is null when it is not given.</summary>
    public static bool TryNumber(Call call, string name, out long? value, out ApiError error)
    {
        (value, error) = (null, default);
        if (Text(call, name) is not { Length: > 0 } text) return true;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) value = number;
        else error = Errors.InvalidValue(text, "Integer");
        return error == default;
    }

    /// <summary>A parameter that is a moment (704); <paramref name="value"/> is null when it is not given.</summary>
    public static bool TryTime(Call call, string name, out long? value, out ApiError error)
    {
        (value, error) = (null, default);
        if (Text(call, name) is not { Length: > 0 } text) return true;
        if (IsoTime.TryParse(text, call.Instance.TimeZone, out var seconds)) value = seconds;
        else error = AssetErrors.InvalidDate;
        return error == default;
    }

    /// <summary>A parameter that is JSON; <paramref name="value"/> is null when it is not given.</summary>
    public static bool TryJson(Call call, string name, out JsonElement? value, out ApiError error)
    {
        (value, error) = (null, default);
        if (Text(call, name) is not { Length: > 0 } text) return true;
        value = JsonInput.Parse(text, MaxJsonDepth) ?? JsonInput.Parse(FromPython(text), MaxJsonDepth);
        if (value is null) error = Errors.InvalidValue(text, "JSON");
        return error == default;
    }

    /// <summary>A parameter that names a folder or program; <paramref name="folder"/> is null when it is not given.</summary>
    public static bool TryFolder(Call call, string name, out AssetFolder? folder, out ApiError error)
    {
        folder = null;
        if (!TryJson(call, name, out var json, out error)) return false;
        if (json is not { } value) return true;
        folder = FolderOf(value);
        if (folder is null) error = Errors.InvalidValue(Text(call, name)!, "Folder");
        return error == default;
    }

    /// <summary>The folder type that a text names in any case; null when it names none.</summary>
    public static string? FolderType(string text) =>
        text.Equals(AssetType.Folder, StringComparison.OrdinalIgnoreCase) ? AssetType.Folder
        : text.Equals(AssetType.Program, StringComparison.OrdinalIgnoreCase) ? AssetType.Program
        : null;

    private static AssetFolder? FolderOf(JsonElement value)
    {
        if (IdOf(value) is { } bare) return new(bare, AssetType.Folder);
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("id", out var id) || IdOf(id) is not { } number) return null;
        if (!value.TryGetProperty("type", out var type)) return new(number, AssetType.Folder);
        return type.ValueKind == JsonValueKind.String && FolderType(type.GetString()!) is { } known ? new(number, known) : null;
    }

    private static long? IdOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    // str(dict), as scripts send it.
    private static string FromPython(string text) => text
        .Replace("u'", "'", StringComparison.Ordinal).Replace('\'', '"').Replace("None", "null", StringComparison.Ordinal)
        .Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal);
}
