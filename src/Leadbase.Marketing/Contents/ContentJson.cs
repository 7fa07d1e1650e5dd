using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.Contents;

/// <summary>New emails, templates and fragments in answers: ids are texts.</summary>
internal static class ContentJson
{
    /// <summary>The language of scripts in content ("Email Scripting").</summary>
    public const string ScriptEngine = "velocity";

    /// <summary>Writes the members that all three have.</summary>
    public static void WriteCommon(Utf8JsonWriter json, AssetView view)
    {
        var (asset, state) = (view.Asset, StateOf(view.IsApproved));
        WriteId(json, "id"u8, asset.Id);
        json.WriteString("name"u8, asset.Name);
        if (asset.Description is { } description) json.WriteString("description"u8, description);
        json.WriteString("appType"u8, "marketo"u8);
        json.WriteString("status"u8, state);
        json.WriteString("state"u8, state);
        WriteId(json, "virtualId"u8, asset.Id);
        json.WriteStartArray("associatedStates"u8);
        if (asset.Approved is not null) WriteState(json, asset, approved: true);
        if (asset.Draft is not null) WriteState(json, asset, approved: false);
        json.WriteEndArray();
        json.WriteString("scriptEngine"u8, ScriptEngine);
    }

    /// <summary>Writes the members that the document has.</summary>
    public static void WriteDocument(Utf8JsonWriter json, AssetView view, ContentDocument document)
    {
        WritePlace(json, view, document.EditorType);
        json.WriteStartObject("metadata"u8);
        json.WriteString("createdBy"u8, document.CreatedBy);
        AssetTime.Write(json, "createdAt"u8, view.Asset.CreatedAt);
        json.WriteString("modifiedBy"u8, document.ModifiedBy);
        AssetTime.Write(json, "modifiedAt"u8, view.Asset.UpdatedAt);
        json.WriteEndObject();
        if (document.Template is { } template) WriteId(json, "templateId"u8, template);
        if (document.Theme is { } theme) json.WriteString("themeId"u8, theme);
        Write(json, "headers"u8, document.Headers);
        Write(json, "settings"u8, document.Settings);
        Write(json, "editorContext"u8, document.EditorContext);
        Write(json, "data"u8, document.Data);
    }

    /// <summary>Writes where an asset is, of any type.</summary>
    public static void WritePlace(Utf8JsonWriter json, AssetView view, string? editorType)
    {
        json.WriteStartObject("appData"u8);
        if (editorType is not null) json.WriteString("editorType"u8, editorType);
        if (view.Asset.Workspace is { } workspace) WriteId(json, "workspaceId"u8, workspace);
        if (view.Asset.Folder is { } place)
        {
            var isProgram = place.Type == AssetType.Program;
            WriteId(json, isProgram ? "programId"u8 : "folderId"u8, place.Id);
            if (isProgram) json.WriteString("programName"u8, view.FolderName);
        }
        json.WriteEndObject();
    }

    /// <summary>Writes an id as a text.</summary>
    public static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> member, long id)
    {
        Span<byte> text = stackalloc byte[20];
        id.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        json.WriteString(member, text[..length]);
    }

    private static string StateOf(bool approved) => approved ? "approved" : "draft";

    private static void WriteState(Utf8JsonWriter json, Asset asset, bool approved)
    {
        json.WriteStartObject();
        WriteId(json, "contentId"u8, asset.Id);
        json.WriteString("state"u8, StateOf(approved));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> member, JsonObject? part)
    {
        if (part is null) return;
        json.WritePropertyName(member);
        part.WriteTo(json);
    }
}
