using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Get Users ("User Management", Browse Users): those who have accepted their invitation, by id, in pages of 20, at most 200.</summary>
internal static class BrowseUsers
{
    private const int DefaultSize = 20;
    private const int MaxSize = 200;

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!TryNumber(call, "pageOffset", 0, 0, out var offset, out var error) || !TryNumber(call, "pageSize", DefaultSize, 1, out var size, out error)) return error;
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var json = call.Json;
        json.WriteStartArray();
        foreach (var user in directory.Users.Skip(offset).Take(Math.Min(size, MaxSize)))
        {
            json.WriteStartObject();
            UserOutput.WriteNames(json, user);
            json.WriteNumber("id"u8, user.Id);
            json.WriteBoolean("apiOnly"u8, user.ApiOnly);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return Answer.Raw;
    }

    private static bool TryNumber(Call call, string name, int otherwise, int min, out int number, out ApiError error)
    {
        (number, error) = (otherwise, default);
        if (call.Parameters[name] is not { Length: > 0 } text) return true;
        error = Errors.InvalidValue(text, "integer");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min;
    }
}
