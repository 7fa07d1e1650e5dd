using System.Text.Json.Nodes;

namespace Leadbase.Marketing.Contents;

/// <summary>
/// What an email, template or fragment of the new editor is ("Emails (New)"): parts as a client gave them, each checked against
/// its <see cref="ContentPart"/>. Parts are not changed in place.
/// </summary>
public sealed record ContentDocument
{
    /// <summary>The markup and the text.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Subject, sender and the like, of an email.</summary>
    public JsonObject? Headers { get; init; }

    /// <summary>Settings; those of emails and of fragments differ.</summary>
    public JsonObject? Settings { get; init; }

    /// <summary>What the editor keeps for itself.</summary>
    public JsonObject? EditorContext { get; init; }

    /// <summary>The editor it was made with, as its creator said.</summary>
    public string? EditorType { get; init; }

    /// <summary>The template of an email, whose content it was made of.</summary>
    public long? Template { get; init; }

    /// <summary>The theme, as its creator said.</summary>
    public string? Theme { get; init; }

    /// <summary>The user that made the asset.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The user that changed the asset last.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>The markup; null when there is none.</summary>
    public string? Html => Data?["html"]?["body"]?.GetValue<string>();
}
