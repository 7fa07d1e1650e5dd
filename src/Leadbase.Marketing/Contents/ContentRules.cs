using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>What must hold of a document, and how a body becomes one.</summary>
internal static class ContentRules
{
    /// <summary>The document with what a body says of it; the same object where it says nothing.</summary>
    /// <returns>701, 709 or 1001.</returns>
    public static async Task<Outcome<ContentDocument>> ReadAsync(AssetCall assets, ContentKind kind, ContentDocument before)
    {
        if (assets.Call.Body is not { ValueKind: JsonValueKind.Object } body) return Errors.InvalidValue("body", "object");
        if (!TryRead(kind, before, body, out var document, out var error)) return error;
        if (kind.HasTemplate && await TakeTemplateAsync(assets, body, document) is { } taken)
        {
            if (taken.Value is not { } made) return taken;
            document = made;
        }
        var needed = kind.Headers is null ? document.Settings : document.Headers;
        foreach (var member in kind.Needed)
        {
            if (ContentParts.IsBlank(needed, member)) return AssetErrors.Blank($"{(kind.Headers ?? kind.Settings)!.Name}.{member}");
        }
        return await CheckFragmentsAsync(assets, kind, before, document) is { } refusal ? refusal : document;
    }

    /// <summary>Why what a draft uses keeps it from being approved; null when all of it is approved.</summary>
    public static async Task<ApiError?> CheckUsedAsync(AssetCall assets, IEnumerable<AssetReference> used)
    {
        foreach (var (type, id) in used)
        {
            var word = type == AssetType.Fragment ? "fragment" : "template";
            if (await assets.VisibleAsync(type, id, forUpdate: true) is not { Approved: not null }) return AssetErrors.Rule($"{word} {id} is not approved");
        }
        return null;
    }

    private static bool TryRead(ContentKind kind, ContentDocument before, JsonElement body, out ContentDocument document, out ApiError error)
    {
        document = before;
        if (!ContentInput.TryText(body, "name", out _, out error) || !ContentInput.TryText(body, "description", out _, out error)) return false;
        if (!ContentInput.TryText(body, "themeId", out var theme, out error)) return false;
        if (theme is not null) document = document with { Theme = theme };
        if (ContentInput.Member(body, "appData") is { } place)
        {
            if (!ContentInput.TryText(place, "editorType", out var editor, out error)) return false;
            if (editor is not null) document = document with { EditorType = editor };
        }
        if (!TryMerge(ContentParts.Data, body, before.Data, out var data, out error)) return false;
        if (data is not null) document = document with { Data = data };
        if (!TryMerge(ContentParts.EditorContext, body, before.EditorContext, out var context, out error)) return false;
        if (context is not null) document = document with { EditorContext = context };
        if (!TryMerge(kind.Headers, body, before.Headers, out var headers, out error)) return false;
        if (headers is not null) document = document with { Headers = headers };
        if (!TryMerge(kind.Settings, body, before.Settings, out var settings, out error)) return false;
        if (settings is not null) document = document with { Settings = settings };
        return true;
    }

    // Null where the body does not have the part.
    private static bool TryMerge(ContentPart? part, JsonElement body, JsonObject? before, out JsonObject? merged, out ApiError error)
    {
        (merged, error) = (null, default);
        if (part is null || ContentInput.Member(body, part.Name) is not { } given) return true;
        var outcome = part.Merge(before, given);
        (merged, error) = (outcome.Value, outcome.Error ?? default);
        return error == default;
    }

    // A template's content takes the place of what there is, and of what was sent with it.
    private static async Task<Outcome<ContentDocument>?> TakeTemplateAsync(AssetCall assets, JsonElement body, ContentDocument document)
    {
        if (!ContentInput.TryId(body, "templateId", out var id, out var error)) return error;
        if (id is not { } template) return null;
        var found = await assets.VisibleAsync(AssetType.NewEmailTemplate, template, forUpdate: true);
        if (found?.ReadApproved<ContentDocument>() is not { } approved) return AssetErrors.Rule($"template {template} is not approved");
        return document with { Template = template, Data = approved.Data };
    }

    // What was there before is not asked again.
    private static async Task<ApiError?> CheckFragmentsAsync(AssetCall assets, ContentKind kind, ContentDocument before, ContentDocument document)
    {
        foreach (var id in FragmentMarks.In(document.Html).Except(FragmentMarks.In(before.Html)))
        {
            if (kind.IsFragment) return AssetErrors.Rule("a fragment takes in no other fragment");
            if (await assets.VisibleAsync(AssetType.Fragment, id, forUpdate: true) is null) return AssetErrors.Rule($"there is no fragment {id}");
        }
        return null;
    }
}
