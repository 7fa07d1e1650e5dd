using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Get Roles ("User Management", Browse Roles): every role, with the names of members as the page shows them.</summary>
internal static class BrowseRoles
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var json = call.Json;
        json.WriteStartArray();
        foreach (var role in directory.Roles)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, role.Id);
            json.WriteString("name"u8, role.Name);
            json.WriteString("description"u8, role.Description ?? "");
            json.WriteString("type"u8, role.IsSystem ? "system"u8 : "custom"u8);
            json.WriteBoolean("hidden"u8, false);
            json.WriteBoolean("onlyAllZones"u8, role.OnlyAllZones);
            json.WriteString("createdAt"u8, UserTime.Of(role.CreatedAt));
            json.WriteString("updatedAt"u8, UserTime.Of(role.UpdatedAt));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return Answer.Raw;
    }
}
