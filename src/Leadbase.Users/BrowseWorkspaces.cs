using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Get Workspaces ("User Management", Browse Workspaces): every workspace.</summary>
internal static class BrowseWorkspaces
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var json = call.Json;
        json.WriteStartArray();
        foreach (var workspace in directory.Workspaces)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, workspace.Id);
            json.WriteString("name"u8, workspace.Name);
            json.WriteString("description"u8, workspace.Description ?? "");
            json.WriteNumber("globalViz"u8, 0);
            json.WriteString("status"u8, "active"u8);
            json.WriteNull("currencyInfo"u8);
            json.WriteString("createdAt"u8, UserTime.Of(workspace.CreatedAt));
            json.WriteString("updatedAt"u8, UserTime.Of(workspace.UpdatedAt));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return Answer.Raw;
    }
}
