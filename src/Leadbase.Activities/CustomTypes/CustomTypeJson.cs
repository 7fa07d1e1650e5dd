using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>A custom activity type as the API shows it.</summary>
internal static class CustomTypeJson
{
    /// <summary>The answer to a change: the type as it was left, its draft before what is in force.</summary>
    public static Answer Write(Call call, Decision decision, string? status = null)
    {
        if (decision.Error is { } error) return error;
        var asset = decision.Asset!;
        WriteWhole(call.Result, asset, (asset.ReadDraft<CustomTypeDocument>() ?? asset.ReadApproved<CustomTypeDocument>())!, status);
        return Answer.Success;
    }

    /// <summary>Writes a type with its attributes.</summary>
    public static void WriteWhole(Utf8JsonWriter json, Asset asset, CustomTypeDocument document, string? status = null)
    {
        json.WriteStartObject();
        WriteHead(json, asset, document, status);
        if (document.PrimaryAttribute is { } primary)
        {
            json.WritePropertyName("primaryAttribute"u8);
            Write(json, primary);
        }
        if (document.Attributes.Count > 0)
        {
            json.WriteStartArray("attributes"u8);
            foreach (var attribute in document.Attributes) Write(json, attribute);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes the members of a type but its attributes.</summary>
    public static void WriteHead(Utf8JsonWriter json, Asset asset, CustomTypeDocument document, string? status = null)
    {
        json.WriteNumber("id"u8, asset.Id);
        json.WriteString("apiName"u8, asset.Name);
        json.WriteString("name"u8, document.Name);
        if (document.Description is { } description) json.WriteString("description"u8, description);
        json.WriteString("triggerName"u8, document.TriggerName);
        json.WriteString("filterName"u8, document.FilterName);
        json.WriteString("createdAt"u8, IsoTime.Format(asset.CreatedAt));
        json.WriteString("updatedAt"u8, IsoTime.Format(asset.UpdatedAt));
        json.WriteString("status"u8, status ?? StatusOf(asset));
    }

    private static string StatusOf(Asset asset) => asset.State switch
    {
        AssetState.Draft => "draft",
        AssetState.Approved => "approved",
        _ => "approved with draft",
    };

    private static void Write(Utf8JsonWriter json, CustomAttribute attribute)
    {
        json.WriteStartObject();
        json.WriteString("apiName"u8, attribute.ApiName);
        json.WriteString("name"u8, attribute.Name);
        if (attribute.Description is { } description) json.WriteString("description"u8, description);
        json.WriteString("dataType"u8, attribute.DataType);
        json.WriteEndObject();
    }
}
