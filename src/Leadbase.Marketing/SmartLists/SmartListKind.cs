using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.SmartLists;

/// <summary>Smart lists as assets ("Smart Lists"). None is made by the API but by cloning.</summary>
internal sealed class SmartListKind : AssetKind<SmartListDocument>
{
    public static readonly SmartListKind Instance = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public override string Type => AssetType.SmartList;

    public override bool HasApproval => false;

    public override bool OmitsNoDescription => true;

    public override IReadOnlyList<string> FolderTypes => ["Smart List", FolderDocument.Marketing, FolderDocument.Program];

    public override string UrlCode => "SL";

    public override FolderForm FolderForm => FolderForm.Id;

    protected override IEnumerable<AssetReference> References(SmartListDocument document) => document.Uses;

    protected override SmartListDocument Repoint(SmartListDocument document, Func<AssetReference, AssetReference> map) => document with
    {
        Rules = document.Rules?.Repoint(map),
        Uses = [.. document.Uses.Select(map)],
    };

    protected override void Write(Utf8JsonWriter json, AssetView view, SmartListDocument document)
    {
        if (!document.ShowsRules) return;
        json.WritePropertyName("rules"u8);
        JsonSerializer.Serialize(json, document.Rules ?? new SmartListRules(), Json);
    }
}
