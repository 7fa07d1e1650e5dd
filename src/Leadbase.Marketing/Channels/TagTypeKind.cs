using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Channels;

/// <summary>Tag types ("Tags"): they are made by an administrator, and the Asset API reads them.</summary>
internal sealed class TagTypeKind : AssetKind<TagTypeDocument>
{
    public static readonly TagTypeKind Instance = new();

    public override string Type => AssetType.TagType;

    public override bool HasApproval => false;

    public override IReadOnlyList<string> FolderTypes => [];

    public override string UrlCode => "";

    public override void WriteCommon(Utf8JsonWriter json, AssetView view) => json.WriteString("tagType"u8, view.Asset.Name);

    // Lists are one text each; a browse leaves the values away.
    protected override void Write(Utf8JsonWriter json, AssetView view, TagTypeDocument document)
    {
        json.WriteString("applicableProgramTypes"u8, $"[{string.Join(',', document.ApplicableProgramTypes)}]");
        json.WriteBoolean("required"u8, document.Required);
        if (!view.IsListed) json.WriteString("allowableValues"u8, $"[{string.Join(", ", document.AllowableValues)}]");
    }
}
