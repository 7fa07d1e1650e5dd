using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>What a member of a body must be.</summary>
internal enum ContentValue
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>An array of texts.</summary>
    Texts,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An object of any members.</summary>
    Free,

    /// <summary>An object of known members; others are passed over.</summary>
    Part,
}

/// <summary>A member of a body, and what is in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it must be.</param>
/// <param name="Members">The members of a part.</param>
internal sealed record ContentPart(string Name, ContentValue Value, params ContentPart[] Members)
{
    /// <summary>The part with what a body says of it: members that are not given stay, and those that are null go.</summary>
    /// <returns>1001 for a value of another type.</returns>
    public Outcome<JsonObject> Merge(JsonObject? before, JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object) return Errors.InvalidValue(Name, "object");
        var merged = (JsonObject?)before?.DeepClone() ?? [];
        foreach (var member in Members)
        {
            if (!given.TryGetProperty(member.Name, out var value)) continue;
            merged.Remove(member.Name);
            if (value.ValueKind == JsonValueKind.Null) continue;
            if (!member.Fits(value)) return Errors.InvalidValue(value.GetRawText(), $"{member.Value}");
            if (member.Value == ContentValue.Part)
            {
                var inner = member.Merge(before?[member.Name] as JsonObject, value);
                if (inner.Value is not { } part) return inner;
                merged[member.Name] = part;
            }
            else merged[member.Name] = JsonNode.Parse(value.GetRawText());
        }
        return merged;
    }

    private bool Fits(JsonElement value) => Value switch
    {
        ContentValue.Text => value.ValueKind == JsonValueKind.String,
        ContentValue.Texts => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String),
        ContentValue.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}

/// <summary>The parts of bodies, as the definition has them.</summary>
internal static class ContentParts
{
    /// <summary>The markup and the text.</summary>
    public static readonly ContentPart Data = new(
        "data", ContentValue.Part,
        new("html", ContentValue.Part, Text("body")),
        new("text", ContentValue.Part, Text("body"), new("syncFromHtml", ContentValue.Flag)));

    /// <summary>What the editor keeps for itself.</summary>
    public static readonly ContentPart EditorContext = new("editorContext", ContentValue.Part, new ContentPart("dynamicContent", ContentValue.Free));

    /// <summary>The headers of an email.</summary>
    public static readonly ContentPart Headers = new(
        "headers", ContentValue.Part,
        Text("subject"), Text("fromName"), Text("fromEmail"), Text("replyEmail"), Text("preheader"), new("ccEmails", ContentValue.Texts));

    /// <summary>The settings of an email.</summary>
    public static readonly ContentPart EmailSettings = new(
        "settings", ContentValue.Part,
        Text("brandedDomain"), Text("dedicatedIp"), new("enableUrlTracking", ContentValue.Flag), new("isOperational", ContentValue.Flag),
        new("isTextOnly", ContentValue.Flag), new("isWebPageView", ContentValue.Flag));

    /// <summary>The settings of a fragment.</summary>
    public static readonly ContentPart FragmentSettings = new(
        "settings", ContentValue.Part, Text("fragmentType"), Text("fragmentSubType"), new("supportedChannels", ContentValue.Texts));

    /// <summary>Whether a member that must be there is not, or is empty.</summary>
    public static bool IsBlank(JsonObject? part, string member) => part?[member] switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        var value => string.IsNullOrWhiteSpace(value.GetValue<string>()),
    };

    private static ContentPart Text(string name) => new(name, ContentValue.Text);
}
