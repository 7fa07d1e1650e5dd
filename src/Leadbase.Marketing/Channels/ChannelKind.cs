using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Channels;

/// <summary>Channels ("Channels"): they are made by an administrator, and the Asset API reads them.</summary>
internal sealed class ChannelKind : AssetKind<ChannelDocument>
{
    public static readonly ChannelKind Instance = new();

    public override string Type => AssetType.Channel;

    public override bool HasApproval => false;

    public override IReadOnlyList<string> FolderTypes => [];

    public override string UrlCode => "";

    public override void WriteCommon(Utf8JsonWriter json, AssetView view)
    {
        json.WriteNumber("id"u8, view.Asset.Id);
        json.WriteString("name"u8, view.Asset.Name);
        AssetTime.Write(json, "createdAt"u8, view.Asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, view.Asset.UpdatedAt);
    }

    protected override void Write(Utf8JsonWriter json, AssetView view, ChannelDocument document)
    {
        json.WriteString("applicableProgramType"u8, document.ApplicableProgramType);
        json.WriteStartArray("progressionStatuses"u8);
        foreach (var status in document.Statuses.OrderBy(s => s.Step)) Write(json, status);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ChannelStatus status)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, status.Name);
        json.WriteNumber("step"u8, status.Step);
        json.WriteString("description"u8, status.Description);
        json.WriteBoolean("hidden"u8, status.Hidden);
        json.WriteBoolean("success"u8, status.Success);
        if (status.Type is { } type) json.WriteString("type"u8, type);
        json.WriteEndObject();
    }
}
