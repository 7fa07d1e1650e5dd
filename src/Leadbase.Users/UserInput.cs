using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Members of the bodies that this API takes.</summary>
internal static class UserInput
{
    /// <summary>The most (role, workspace) pairs that one call may name.</summary>
    private const int MaxPairs = 300;

    /// <summary>Who calls, as the one who administers.</summary>
    public static Administrator By(Call call) => new(call.Instance, call.Principal.UserEmail);

    /// <summary>A text that must be there (1002).</summary>
    public static bool TryRequired(Call call, string name, out string text, out ApiError error)
    {
        var isText = call.TryText(name, out var given, out var refusal);
        (text, error) = (given ?? "", refusal ?? Errors.Missing(name));
        return isText && given is not null;
    }

    /// <summary>An address; null when it is not there, and required otherwise to look like one (1001).</summary>
    public static bool TryAddress(Call call, string name, out string? address, out ApiError error)
    {
        var isText = call.TryText(name, out address, out var refusal);
        error = refusal ?? Errors.InvalidValue(address ?? "", "email");
        return isText && (address is null || Administration.IsAddress(address));
    }

    /// <summary>Whether a member is true; null when it is not there.</summary>
    public static bool TryFlag(Call call, string name, out bool? flag, out ApiError error)
    {
        var given = Member(call, name);
        flag = given?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        error = Errors.InvalidValue(given?.GetRawText() ?? "", "boolean");
        return given is null || flag is not null;
    }

    /// <summary>A moment; null when it is not there or is null.</summary>
    public static bool TryMoment(Call call, string name, out long? moment, out ApiError error)
    {
        moment = null;
        if (!call.TryText(name, out var text, out var refusal))
        {
            error = refusal.Value;
            return false;
        }
        error = Errors.InvalidValue(text ?? "", "datetime");
        if (text is null) return true;
        if (!UserTime.TryParse(text, call.Instance.TimeZone, out var seconds)) return false;
        moment = seconds;
        return true;
    }

    /// <summary>Pairs of <c>accessRoleId</c> and <c>workspaceId</c>: at least one (1002), all of them numbers (1001).</summary>
    public static bool TryPairs(JsonElement? list, string name, out List<(long Role, long Workspace)> pairs, out ApiError error)
    {
        pairs = [];
        error = Errors.Missing(name);
        if (list is not { } given || given.ValueKind == JsonValueKind.Null) return false;
        error = Errors.InvalidValue(name, "array of objects");
        if (given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(pair => pair.ValueKind != JsonValueKind.Object)) return false;
        error = given.GetArrayLength() == 0 ? Errors.Missing(name) : Errors.InvalidData($"Too many roles in {name}; at most {MaxPairs} are allowed");
        if (given.GetArrayLength() is 0 or > MaxPairs) return false;
        foreach (var pair in given.EnumerateArray())
        {
            if (!TryNumber(pair, "accessRoleId", out var role, out error) || !TryNumber(pair, "workspaceId", out var workspace, out error)) return false;
            pairs.Add((role, workspace));
        }
        return true;
    }

    /// <summary>Whether the body has a member, be it null.</summary>
    public static bool Has(Call call, string name) => Member(call, name) is not null;

    /// <summary>A member of the body as it is.</summary>
    public static JsonElement? Member(Call call, string name) =>
        call.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value : null;

    private static bool TryNumber(JsonElement pair, string name, out long number, out ApiError error)
    {
        number = 0;
        error = Errors.Missing(name);
        if (!pair.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return false;
        error = Errors.InvalidValue(value.GetRawText(), "integer");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
    }
}
