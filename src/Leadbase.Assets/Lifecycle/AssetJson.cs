using System.Text.Json;
using Leadbase.Assets.Folders;
using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Assets in answers: the members that all types have.</summary>
public static class AssetJson
{
    /// <summary>Writes an object that has the id alone, as most changes are answered.</summary>
    public static void WriteId(Utf8JsonWriter json, long id)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, id);
        json.WriteEndObject();
    }

    /// <summary>Writes a version of an asset whole.</summary>
    public static void Write(Utf8JsonWriter json, AssetKind kind, AssetView view)
    {
        json.WriteStartObject();
        kind.WriteCommon(json, view);
        kind.Write(json, view);
        json.WriteEndObject();
    }

    /// <summary>Writes the members that all types have.</summary>
    public static void WriteCommon(Utf8JsonWriter json, AssetKind kind, AssetView view)
    {
        var asset = view.Asset;
        json.WriteNumber("id"u8, asset.Id);
        json.WriteString("name"u8, asset.Name);
        if (asset.Description is not null || !kind.OmitsNoDescription) json.WriteString("description"u8, asset.Description);
        AssetTime.Write(json, "createdAt"u8, asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, asset.UpdatedAt);
        if (kind.UrlMember is { } url) json.WriteString(url, AddressOf(kind, view));
        WriteFolder(json, "folder"u8, kind.FolderForm, view);
        if (kind.HasApproval) json.WriteString("status"u8, kind.StatusOf(asset, view.IsApproved));
        json.WriteString("workspace"u8, view.Workspace);
    }

    /// <summary>Writes where an asset is; null when it is in no folder.</summary>
    public static void WriteFolder(Utf8JsonWriter json, ReadOnlySpan<byte> member, FolderForm form, AssetView view)
    {
        if (view.Asset.Folder is not { } folder)
        {
            json.WriteNull(member);
            return;
        }
        json.WriteStartObject(member);
        if (form == FolderForm.Id) json.WriteNumber("id"u8, folder.Id);
        json.WriteString("type"u8, folder.Type);
        if (form == FolderForm.Value)
        {
            json.WriteNumber("value"u8, folder.Id);
            json.WriteString("folderName"u8, view.FolderName);
        }
        json.WriteEndObject();
    }

    /// <summary>The address at which a person finds an asset: in the console of this server.</summary>
    public static string AddressOf(AssetKind kind, AssetView view)
    {
        var request = view.Call.Http.Request;
        // In Design Studio the address names the folder, too.
        var place = view.FolderKind is null or FolderDocument.Marketing or FolderDocument.Program or FolderDocument.Zone ? "A1" : $"B2ZN{view.Asset.Folder?.Id}";
        return $"{request.Scheme}://{request.Host.Value}/console/assets#{kind.UrlCodeOf(view.Asset)}{view.Asset.Id}{place}";
    }
}
