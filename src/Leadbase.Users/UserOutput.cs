using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Records of users and of their roles.</summary>
internal static class UserOutput
{
    /// <summary>Writes the whole record of a user as the body.</summary>
    public static async Task<Answer> WriteAsync(Call call, User user)
    {
        // Attempts are those of the console account; an API-only user has none.
        var account = await call.Instance.Catalogue.Accounts.FindAsync(user.UserId, call.Cancel);
        var isLockedOut = account?.LockedUntil > call.Instance.Now;
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var json = call.Json;
        json.WriteStartObject();
        WriteNames(json, user);
        json.WriteBoolean("optedIn"u8, false);
        json.WriteNumber("failedLogins"u8, account?.FailedLogins ?? 0);
        json.WriteNumber("failedDeviceCode"u8, 0);
        json.WriteBoolean("isLocked"u8, user.IsLocked || isLockedOut);
        json.WriteString("lockedReason"u8, user.LockedReason ?? (isLockedOut ? "Too many failed logins" : null));
        json.WriteNumber("id"u8, user.Id);
        json.WriteBoolean("apiOnly"u8, user.ApiOnly);
        json.WritePropertyName("userRoleWorkspaces"u8);
        WriteRoles(json, directory, user);
        json.WriteString("expiresAt"u8, UserTime.OfUser(user.ExpiresAt));
        json.WriteString("lastLoginAt"u8, UserTime.OfUser(account?.LastLoginAt));
        json.WriteEndObject();
        return Answer.Raw;
    }

    /// <summary>Writes the members that every record of a user begins with.</summary>
    public static void WriteNames(Utf8JsonWriter json, User user)
    {
        json.WriteString("userid"u8, user.UserId);
        json.WriteString("firstName"u8, user.FirstName);
        json.WriteString("lastName"u8, user.LastName);
        json.WriteString("emailAddress"u8, user.Email);
    }

    /// <summary>Writes the (role, workspace) pairs of a user.</summary>
    public static void WriteRoles(Utf8JsonWriter json, AccountDirectory directory, User user)
    {
        json.WriteStartArray();
        foreach (var (role, workspace) in user.Roles)
        {
            json.WriteStartObject();
            json.WriteNumber("accessRoleId"u8, role);
            json.WriteString("accessRoleName"u8, directory.Roles.Single(r => r.Id == role).Name);
            json.WriteNumber("workspaceId"u8, workspace);
            json.WriteString("workspaceName"u8, directory.WorkspaceName(workspace));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
