using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>Emails, templates and fragments of the new editor: one kind, of which there are three.</summary>
internal sealed class ContentKind : AssetKind<ContentDocument>
{
    /// <summary>Emails ("Emails (New)").</summary>
    public static readonly ContentKind Email = new(AssetType.NewEmail, "email", "Emails", ["Email", FolderDocument.Marketing, FolderDocument.Program])
    {
        HasTemplate = true,
        Headers = ContentParts.Headers,
        Settings = ContentParts.EmailSettings,
        Needed = ["subject"],
    };

    /// <summary>Templates of emails ("Email Templates (New)").</summary>
    public static readonly ContentKind Template = new(AssetType.NewEmailTemplate, "emailtemplate", "Email Templates", ["Email Template"]);

    /// <summary>Fragments: content that emails and templates share ("Fragments").</summary>
    public static readonly ContentKind Fragment = new(AssetType.Fragment, "fragment", "Snippets", ["Snippet"])
    {
        IsFragment = true,
        Settings = ContentParts.FragmentSettings,
        Needed = ["fragmentType", "supportedChannels"],
    };

    /// <summary>All three.</summary>
    public static readonly IReadOnlyList<ContentKind> All = [Email, Template, Fragment];

    private ContentKind(string type, string word, string systemFolder, IReadOnlyList<string> folderTypes) =>
        (Type, Word, SystemFolder, FolderTypes) = (type, word, systemFolder, folderTypes);

    public override string Type { get; }

    /// <summary>What paths, operations and answers call it.</summary>
    public string Word { get; }

    /// <summary>The folder where an asset is that names no other.</summary>
    public string SystemFolder { get; }

    public override IReadOnlyList<string> FolderTypes { get; }

    public override string UrlCode => "NC";

    /// <summary>Whether it is a fragment, which takes in no other.</summary>
    public bool IsFragment { get; private init; }

    /// <summary>Whether it can be made of a template.</summary>
    public bool HasTemplate { get; private init; }

    /// <summary>Its headers; null when it has none.</summary>
    public ContentPart? Headers { get; private init; }

    /// <summary>Its settings; null when it has none.</summary>
    public ContentPart? Settings { get; private init; }

    /// <summary>Members of its headers, or of its settings where it has no headers, that must be there.</summary>
    public IReadOnlyList<string> Needed { get; private init; } = [];

    /// <summary>The asset as changed by the caller.</summary>
    public static Asset Stamp(AssetCall call, Asset asset)
    {
        var by = call.Call.Principal.UserEmail;
        if (asset.ReadApproved<ContentDocument>() is { } approved) asset = asset.WithDocument(approved with { ModifiedBy = by }, asset.UpdatedAt);
        return asset.ReadDraft<ContentDocument>() is { } draft ? asset.WithDraft(draft with { ModifiedBy = by }, asset.UpdatedAt) : asset;
    }

    /// <summary>Changes the document, and moves the asset where <c>appData</c> says so; name and description are changed already.</summary>
    public override async Task<Outcome<Asset>> UpdateAsync(AssetCall call, Asset asset)
    {
        var moved = await MoveAsync(call, asset);
        if (moved.Value is not { } there) return moved;
        var changed = await base.UpdateAsync(call, there);
        return changed.Value is { } whole ? Stamp(call, whole) : changed;
    }

    public override Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy)
    {
        var by = call.Call.Principal.UserEmail;
        return Task.FromResult<Outcome<Asset>>(copy.WithDraft(Working(copy) with { CreatedBy = by, ModifiedBy = by }, copy.UpdatedAt));
    }

    public override Task<ApiError?> CheckApproveAsync(AssetCall call, Asset asset) => ContentRules.CheckUsedAsync(call, References(Working(asset)));

    public override IEnumerable<string> Marks(Asset asset) => Read(asset, AssetView.IsApprovedByDefault(asset)) is { } document ? ContentFilter.Marks(this, document) : [];

    public override void WriteCommon(Utf8JsonWriter json, AssetView view) => ContentJson.WriteCommon(json, view);

    protected override async Task<Outcome<ContentDocument>> CreateAsync(AssetCall call, Asset asset, ContentDocument document)
    {
        var by = call.Call.Principal.UserEmail;
        var status = AssetInput.Text(call.Call, "status");
        if (status is not (null or "draft")) return Errors.InvalidValue(status, "draft");
        return await ContentRules.ReadAsync(call, this, document with { CreatedBy = by, ModifiedBy = by });
    }

    protected override Task<Outcome<ContentDocument>> UpdateAsync(AssetCall call, Asset asset, ContentDocument document) => ContentRules.ReadAsync(call, this, document);

    protected override IEnumerable<AssetReference> References(ContentDocument document)
    {
        if (document.Template is { } template) yield return new(AssetType.NewEmailTemplate, template);
        foreach (var id in FragmentMarks.In(document.Html)) yield return new(AssetType.Fragment, id);
    }

    protected override ContentDocument Repoint(ContentDocument document, Func<AssetReference, AssetReference> map)
    {
        if (document.Template is { } template) document = document with { Template = map(new(AssetType.NewEmailTemplate, template)).Id };
        if (document.Html is not { } html) return document;
        var data = document.Data!.DeepClone().AsObject();
        data["html"]!["body"] = FragmentMarks.Replace(html, id => map(new(AssetType.Fragment, id)).Id);
        return document with { Data = data };
    }

    protected override void Write(Utf8JsonWriter json, AssetView view, ContentDocument document)
    {
        if (view.IsListed) document = document with { Data = null };
        ContentJson.WriteDocument(json, view, document);
    }

    private async Task<Outcome<Asset>> MoveAsync(AssetCall call, Asset asset)
    {
        if (!ContentPlace.IsNamed(call)) return asset;
        var found = await ContentPlace.FindAsync(call, this);
        if (found.Value is not { } node) return found.Error!.Value;
        if (node.Place == asset.Folder) return asset;
        var moved = asset with { Folder = node.Place, Workspace = node.Workspace };
        if (moved.Workspace != asset.Workspace) return AssetErrors.Rule("an asset stays in its workspace");
        return await AssetNames.TakeAsync(call, this, moved) is { } taken ? taken : moved;
    }
}
