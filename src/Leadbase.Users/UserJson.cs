using System.Text.Json;
using Leadbase.Accounts;

namespace Leadbase.Users;

/// <summary>Users, roles and workspaces in answers ("User Management", Query).</summary>
internal static class UserJson
{
    /// <summary>Writes a user as a page of all has it.</summary>
    public static void WriteListed(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        WriteNames(json, user);
        json.WriteNumber("id"u8, user.Id);
        json.WriteBoolean("apiOnly"u8, user.ApiOnly);
        json.WriteEndObject();
    }

    /// <summary>Writes a user whole.</summary>
    public static void Write(Utf8JsonWriter json, AccountDirectory directory, User user)
    {
        json.WriteStartObject();
        WriteNames(json, user);
        json.WriteBoolean("optedIn"u8, false);
        json.WriteNumber("failedLogins"u8, 0);
        json.WriteNumber("failedDeviceCode"u8, 0);
        json.WriteBoolean("isLocked"u8, user.IsLocked);
        json.WriteString("lockedReason"u8, user.LockedReason);
        json.WriteNumber("id"u8, user.Id);
        json.WriteBoolean("apiOnly"u8, user.ApiOnly);
        json.WritePropertyName("userRoleWorkspaces"u8);
        WriteRoles(json, directory, user);
        json.WriteString("expiresAt"u8, UserTime.Format(user.ExpiresAt));
        json.WriteNull("lastLoginAt"u8);
        json.WriteEndObject();
    }

    /// <summary>Writes a user who has still to accept the invitation.</summary>
    public static void WriteInvited(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, user.Id);
        json.WriteString("firstName"u8, user.FirstName);
        json.WriteString("lastName"u8, user.LastName);
        json.WriteString("emailAddress"u8, user.Email);
        json.WriteString("userId"u8, user.UserId);
        json.WriteNumber("subscriptionId"u8, 1);
        json.WriteString("status"u8, "pending"u8);
        json.WriteString("expiresAt"u8, UserTime.Format(user.Invitation!.EndsAt));
        json.WriteString("createdAt"u8, UserTime.Format(user.CreatedAt));
        json.WriteString("updatedAt"u8, UserTime.Format(user.UpdatedAt));
        json.WriteEndObject();
    }

    /// <summary>Writes the (role, workspace) pairs of a user as an array.</summary>
    public static void WriteRoles(Utf8JsonWriter json, AccountDirectory directory, User user)
    {
        json.WriteStartArray();
        foreach (var (role, workspace) in user.Roles.Order())
        {
            json.WriteStartObject();
            json.WriteNumber("accessRoleId"u8, role);
            json.WriteString("accessRoleName"u8, directory.Roles.FirstOrDefault(r => r.Id == role)?.Name);
            json.WriteNumber("workspaceId"u8, workspace);
            json.WriteString("workspaceName"u8, workspace == Workspace.AllZones ? Workspace.AllZonesName : directory.Workspaces.FirstOrDefault(w => w.Id == workspace)?.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes a role.</summary>
    public static void Write(Utf8JsonWriter json, Role role)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, role.Id);
        json.WriteString("name"u8, role.Name);
        json.WriteString("description"u8, role.Description);
        json.WriteString("type"u8, role.IsSystem ? "system"u8 : "custom"u8);
        json.WriteBoolean("hidden"u8, false);
        json.WriteBoolean("onlyAllZones"u8, role.OnlyAllZones);
        WriteTimes(json, role.CreatedAt, role.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>Writes a workspace.</summary>
    public static void Write(Utf8JsonWriter json, Workspace workspace)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, workspace.Id);
        json.WriteString("name"u8, workspace.Name);
        json.WriteString("description"u8, workspace.Description);
        json.WriteNumber("globalViz"u8, 0);
        json.WriteString("status"u8, "active"u8);
        json.WriteNull("currencyInfo"u8);
        WriteTimes(json, workspace.CreatedAt, workspace.UpdatedAt);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, User user)
    {
        json.WriteString("userid"u8, user.UserId);
        json.WriteString("firstName"u8, user.FirstName);
        json.WriteString("lastName"u8, user.LastName);
        json.WriteString("emailAddress"u8, user.Email);
    }

    private static void WriteTimes(Utf8JsonWriter json, long created, long updated)
    {
        json.WriteString("createdAt"u8, UserTime.Format(created));
        json.WriteString("updatedAt"u8, UserTime.Format(updated));
    }
}
