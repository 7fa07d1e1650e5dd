using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Marketing.Contents;

/// <summary>List Emails, List Email Templates and List Fragments ("Emails (New)", Filter): a page of what meets every parameter.</summary>
internal static class ContentFilter
{
    /// <summary>The operation.</summary>
    public static Handler Page(ContentKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!ContentPage.TryRead(call, out var page, out var error) || !TryStatus(call, out var status, out error)) return error;
        var narrowed = Query(assets, kind, status);
        if (narrowed.Value is not { } query) return narrowed.Error!.Value;
        var found = await query.RunAsync(assets.Session, page.Offset, page.Size);
        return await ReadAssets.WriteAsync(assets, kind, found, status, listed: true) with { Details = page.Of(await query.CountAsync(assets.Session)) };
    });

    /// <summary>What assets of the new editor are found by: the version in force.</summary>
    public static IEnumerable<string> Marks(ContentKind kind, ContentDocument document)
    {
        yield return Mark("scriptEngine", ContentJson.ScriptEngine);
        if (document.CreatedBy is { } creator) yield return Mark("createdBy", creator);
        if (document.ModifiedBy is { } editor) yield return Mark("modifiedBy", editor);
        if (kind.IsFragment && document.Settings?["fragmentType"]?.GetValue<string>() is { } type) yield return Mark("fragmentType", type);
    }

    private static Outcome<AssetQuery> Query(AssetCall assets, ContentKind kind, AssetStatus? status)
    {
        var call = assets.Call;
        var workspace = AssetInput.Required(call, "workspaceId");
        if (workspace.Error is { } blank) return blank;
        if (!AssetInput.TryNumber(call, "workspaceId", out var id, out var error)) return error;
        if (!AssetInput.TryTime(call, "createdAtStart", out var created, out error) || !AssetInput.TryTime(call, "createdAtEnd", out var lastCreated, out error)) return error;
        if (!AssetInput.TryTime(call, "modifiedAtStart", out var modified, out error) || !AssetInput.TryTime(call, "modifiedAtEnd", out var lastModified, out error)) return error;
        if (!TryOrder(call, out var order, out var descending, out error)) return error;
        if (!TryFolders(call, out var folders, out var program, out error)) return error;
        if (!AssetInput.TryNumber(call, "templateId", out var template, out error)) return error;
        var name = AssetInput.Text(call, "name") is { Length: > 0 } part ? part : null;
        // No name has it, and some a database would not even compare.
        if (name is not null && AssetNames.Check(kind, name) is not null) return Errors.InvalidValue(name, "name");
        if (!TryMarks(call, kind, out var marks, out var withoutMarks, out error)) return error;
        return new AssetQuery(kind.Type, [.. assets.Workspaces.Where(w => w == id)])
        {
            Marks = marks,
            WithoutMarks = withoutMarks,
            NamePart = name,
            Status = status,
            Folders = folders,
            Below = program,
            EarliestCreated = created,
            LatestCreated = lastCreated,
            Earliest = modified,
            Latest = lastModified,
            Order = order,
            IsDescending = descending,
            Uses = kind.HasTemplate && template is { } used ? new(AssetType.NewEmailTemplate, used) : null,
        };
    }

    private static bool TryMarks(Call call, ContentKind kind, out List<string> marks, out List<string> withoutMarks, out ApiError error)
    {
        (marks, withoutMarks) = ([], []);
        if (!AssetInput.TryFlag(call, "isCreatedByMe", out var mine, out error) || !AssetInput.TryFlag(call, "isModifiedByMe", out var changedByMe, out error)) return false;
        if (!AssetInput.TryFlag(call, "includeArchived", out _, out error)) return false;
        foreach (var name in (string[])["createdBy", "modifiedBy", "scriptEngine", .. kind.IsFragment ? (string[])["fragmentType"] : []])
        {
            if (AssetInput.Text(call, name) is { Length: > 0 } wanted) marks.Add(Mark(name, wanted));
        }
        if (mine is { } isMine) (isMine ? marks : withoutMarks).Add(Mark("createdBy", call.Principal.UserEmail));
        if (changedByMe is { } isChangedByMe) (isChangedByMe ? marks : withoutMarks).Add(Mark("modifiedBy", call.Principal.UserEmail));
        return true;
    }

    private static string Mark(string name, string value) => AssetMarks.Of(name, Folding.Lower(value));

    // Drafts and approved versions together are each asset once, in the version in force.
    private static bool TryStatus(Call call, out AssetStatus? status, out ApiError error)
    {
        (status, error) = (null, default);
        var given = call.Parameters.List("status").Select(s => s.ToUpperInvariant()).Distinct().ToList();
        if (given.Find(s => s is not ("DRAFT" or "APPROVED")) is { } unknown) error = Errors.InvalidValue(unknown, "draft or approved");
        if (given.Count == 1) status = new(given[0] == "APPROVED");
        return error == default;
    }

    private static bool TryFolders(Call call, out List<long>? folders, out AssetFolder? program, out ApiError error)
    {
        (folders, program, error) = (null, null, default);
        var type = AssetInput.FolderType(AssetInput.Text(call, "folderType") is { Length: > 0 } text ? text : AssetType.Folder);
        if (type is null) error = Errors.InvalidValue(AssetInput.Text(call, "folderType")!, "Folder or Program");
        var ids = new List<long>();
        foreach (var given in call.Parameters.List("folderIds").Concat(call.Parameters.List("folderId")))
        {
            if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
            else error = Errors.InvalidValue(given, "Integer");
        }
        if (ids.Count > 0 && type == AssetType.Program) program = new(ids[0], AssetType.Program);
        else if (ids.Count > 0) folders = ids;
        return error == default;
    }

    private static bool TryOrder(Call call, out AssetOrder order, out bool descending, out ApiError error)
    {
        (order, descending, error) = (AssetOrder.Id, false, default);
        var (key, direction) = (AssetInput.Text(call, "sortKey"), AssetInput.Text(call, "sortOrder"));
        switch (key)
        {
            case null or "" or "id": break;
            case "name": order = AssetOrder.Name; break;
            case "createdAt": order = AssetOrder.Created; break;
            case "modifiedAt": order = AssetOrder.Updated; break;
            default: error = Errors.InvalidValue(key, "id, name, createdAt or modifiedAt"); break;
        }
        descending = "DESC".Equals(direction, StringComparison.OrdinalIgnoreCase);
        if (!descending && direction is not (null or "") && !"ASC".Equals(direction, StringComparison.OrdinalIgnoreCase)) error = Errors.InvalidValue(direction, "ASC or DESC");
        return error == default;
    }
}
