using System.Globalization;
using System.Text.Json;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>Get Email Content: the editable sections and modules of an email ("Emails", Query Content; Modules, Query).</summary>
internal static class EmailSections
{
    /// <summary>Handles the operation.</summary>
    public static readonly Handler Get = AssetDocuments.Read(EmailKind.Instance, (assets, _, document) =>
    {
        var outline = HtmlOutline.Of(document.Html);
        var modules = ModuleList.Of(outline);
        var editables = Editable.AllOf(outline).ToList();
        if (editables.Count + modules.Count == 0) return Task.FromResult(Answer.Warn(AssetErrors.NothingFound));
        var json = assets.Call.Result;
        var container = ModuleList.ContainerOf(outline);
        foreach (var element in outline.Elements)
        {
            if (modules.IndexOf(element) is >= 0 and var index) WriteModule(json, element, index, container!);
            else if (editables.Find(e => e.Element == element) is { } editable) WriteSection(json, editable, outline, document, isModular: container is not null);
        }
        return Task.FromResult(Answer.Success);
    });

    /// <summary>What is in a section: what the email has of its own, or else what the document says.</summary>
    public static EmailContent ContentOf(EmailDocument document, HtmlOutline outline, Editable editable)
    {
        if (document.Sections.TryGetValue(editable.Id, out var own)) return own;
        return editable.Kind switch
        {
            EditableKind.Text => new() { Html = outline.Inner(editable.Element) },
            EditableKind.Snippet when long.TryParse(editable.Element["mktoDefaultSnippetId"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) => new() { Snippet = id },
            _ => new(),
        };
    }

    /// <summary>The text version of a section.</summary>
    public static string TextOf(EmailDocument document, EmailContent content) =>
        content.Text is { } text && !document.AutoCopyToText ? text : PlainText.Of(content.Html ?? "");

    private static void WriteModule(Utf8JsonWriter json, HtmlElement module, int index, HtmlElement container)
    {
        json.WriteStartObject();
        json.WriteString("htmlId"u8, module.Id);
        json.WriteString("contentType"u8, "Module"u8);
        json.WriteNumber("index"u8, index);
        if (container.Id is { } parent) json.WriteString("parentHtmlId"u8, parent);
        json.WriteBoolean("isLocked"u8, false);
        json.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter json, Editable editable, HtmlOutline outline, EmailDocument document, bool isModular)
    {
        var content = ContentOf(document, outline, editable);
        json.WriteStartObject();
        json.WriteString("htmlId"u8, editable.Id);
        WriteValue(json, editable, outline, document, content);
        if (editable.Module is { } module) json.WriteString("parentHtmlId"u8, module.Id);
        if (isModular) json.WriteBoolean("isLocked"u8, editable.IsLocked);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Editable editable, HtmlOutline outline, EmailDocument document, EmailContent content)
    {
        if (content.Segmentation is not null) Write("DynamicContent", content.DynamicId?.ToString(CultureInfo.InvariantCulture));
        else if (content.Snippet is { } snippet) Write("Snippet", snippet.ToString(CultureInfo.InvariantCulture));
        else if (content.Html is not null || editable.Kind == EditableKind.Text) WriteText(json, content.Html ?? "", TextOf(document, content));
        else if (editable.Kind == EditableKind.Image) WriteImage(json, EmailImages.Of(outline, editable, content.Image));
        else if (editable.Kind == EditableKind.Video) WriteVideo(json, content);
        else Write(editable.Kind.ToString(), null);

        void Write(string type, string? value)
        {
            json.WriteString("value"u8, value);
            json.WriteString("contentType"u8, type);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string html, string text)
    {
        json.WriteStartArray("value"u8);
        foreach (var (type, value) in ((string, string)[])[("HTML", html), ("Text", text)])
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("contentType"u8, "Text"u8);
    }

    private static void WriteImage(Utf8JsonWriter json, IReadOnlyList<(string Name, string Value)> attributes)
    {
        json.WriteStartObject("value"u8);
        foreach (var (name, value) in attributes) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("contentType"u8, "Image"u8);
    }

    private static void WriteVideo(Utf8JsonWriter json, EmailContent content)
    {
        json.WriteStartObject("value"u8);
        if (content.VideoUrl is { } address) json.WriteString("videoUrl"u8, address);
        json.WriteEndObject();
        json.WriteString("contentType"u8, "Video"u8);
    }
}
