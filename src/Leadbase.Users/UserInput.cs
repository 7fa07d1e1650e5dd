using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Bodies of the User Management API.</summary>
internal static class UserInput
{
    /// <summary>Pairs of role and workspace in one call, at most.</summary>
    private const int MaxPairs = 1_000;

    /// <summary>The (role, workspace) pairs of an array (1001, 1002).</summary>
    public static bool TryPairs(JsonElement? value, string name, out List<(long Role, long Workspace)> pairs, out ApiError error)
    {
        (pairs, error) = ([], Errors.Missing(name));
        if (value is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() is 0 or > MaxPairs) return false;
        foreach (var item in array.EnumerateArray())
        {
            error = Errors.InvalidValue(item.GetRawText(), "object of accessRoleId and workspaceId");
            if (NumberOf(item, "accessRoleId") is not { } role || NumberOf(item, "workspaceId") is not { } workspace) return false;
            pairs.Add((role, workspace));
        }
        error = default;
        return true;
    }

    /// <summary>A moment that a member names (1001); null when it is not there.</summary>
    public static bool TryTime(Call call, string name, out long? seconds, out ApiError error)
    {
        seconds = null;
        if (!call.TryText(name, out var text, out var wrong))
        {
            error = wrong.Value;
            return false;
        }
        error = default;
        if (text is null) return true;
        if (UserTime.TryParse(text, call.Instance, out var moment)) seconds = moment;
        else error = Errors.InvalidValue(text, "datetime");
        return seconds is not null;
    }

    private static long? NumberOf(JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        return value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out number) ? number : null;
    }
}
