using System.Buffers;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Files;

/// <summary>Files ("Files"): images, scripts, documents and style sheets, served by their names, of which there is one each.</summary>
internal sealed class FileKind : AssetKind<FileDocument>
{
    public static readonly FileKind Instance = new();

    // What has a meaning in an address or in a path of some system.
    private const string NotInNames = "/\\:*?\"<>|%#;";

    private static readonly SearchValues<char> Barred = SearchValues.Create(NotInNames);

    public override string Type => AssetType.File;

    public override bool HasApproval => false;

    public override NameScope Names => NameScope.Instance;

    public override IReadOnlyList<string> FolderTypes => ["File", "Image"];

    public override string UrlCode => "FI";

    public override void WriteCommon(Utf8JsonWriter json, AssetView view)
    {
        var (asset, document) = (view.Asset, view.Document<FileDocument>());
        json.WriteNumber("id"u8, asset.Id);
        json.WriteNumber("size"u8, document.Size);
        json.WriteString("mimeType"u8, document.MimeType);
        json.WriteString("url"u8, PublicFile.AddressOf(view.Call, asset.Name));
        WriteFolder(json, view);
        json.WriteString("name"u8, asset.Name);
        json.WriteString("description"u8, asset.Description);
        AssetTime.Write(json, "createdAt"u8, asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, asset.UpdatedAt);
    }

    protected override Task<Outcome<FileDocument>> CreateAsync(AssetCall call, Asset asset, FileDocument document) =>
        Task.FromResult(IsName(asset.Name) ? FileUpload.Read(call.Call) : AssetErrors.Rule($"the name of a file has none of {NotInNames}, and does not begin with a dot or a blank"));

    private static bool IsName(string name) => name[0] is not ('.' or ' ') && name[^1] is not ('.' or ' ') && !name.AsSpan().ContainsAny(Barred);

    // The type of the folder is that of what is in it.
    private static void WriteFolder(Utf8JsonWriter json, AssetView view)
    {
        json.WriteStartObject("folder"u8);
        json.WriteString("type"u8, view.FolderKind);
        json.WriteNumber("id"u8, view.Asset.Folder?.Id ?? 0);
        json.WriteString("name"u8, view.FolderName);
        json.WriteEndObject();
    }
}
