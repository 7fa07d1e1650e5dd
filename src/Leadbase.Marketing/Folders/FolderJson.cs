using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Folders;

/// <summary>Folders in answers ("Folders", Response Structure), and programs where they stand for folders.</summary>
internal static class FolderJson
{
    /// <summary>Writes folders and programs, each as an object of the result; a warning when there is none.</summary>
    public static async Task<Answer> WriteAsync(AssetCall assets, IReadOnlyList<Asset> found)
    {
        foreach (var asset in found)
        {
            var view = await assets.ViewAsync(asset, approved: true);
            if (asset.Type == AssetType.Folder) AssetJson.Write(assets.Call.Result, FolderKind.Instance, view);
            else WriteProgram(assets.Call.Result, view with { Path = await assets.PathAsync(asset) });
        }
        return found.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    }

    /// <summary>Writes the members of a folder.</summary>
    public static void Write(Utf8JsonWriter json, AssetView view, FolderDocument document)
    {
        var asset = view.Asset;
        json.WriteString("name"u8, asset.Name);
        json.WriteString("description"u8, asset.Description);
        AssetTime.Write(json, "createdAt"u8, asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, asset.UpdatedAt);
        json.WriteString("url"u8, document.FolderType == FolderDocument.Marketing ? AssetJson.AddressOf(FolderKind.Instance, view) : null);
        Write(json, "folderId"u8, new(asset.Id, asset.Type));
        json.WriteString("folderType"u8, document.FolderType);
        Write(json, "parent"u8, asset.Folder);
        json.WriteString("path"u8, view.Path);
        json.WriteBoolean("isArchive"u8, document.IsArchive);
        json.WriteBoolean("isSystem"u8, document.IsSystem);
        // The roots belong to every workspace, and are shown in the first.
        json.WriteNumber("accessZoneId"u8, asset.Workspace ?? 1);
        json.WriteString("workspace"u8, view.Workspace ?? Administration.DefaultName);
        json.WriteNumber("id"u8, asset.Id);
    }

    private static void WriteProgram(Utf8JsonWriter json, AssetView view)
    {
        var type = ProgramTypes.Of(view.Document<ProgramDocument>().Type);
        json.WriteStartObject();
        Write(json, view, new FolderDocument { FolderType = type.FolderType });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> member, AssetFolder? place)
    {
        if (place is not { } folder)
        {
            json.WriteNull(member);
            return;
        }
        json.WriteStartObject(member);
        json.WriteNumber("id"u8, folder.Id);
        json.WriteString("type"u8, folder.Type);
        json.WriteEndObject();
    }
}
