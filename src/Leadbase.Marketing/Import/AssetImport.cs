using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Import;

/// <summary>What an import did with the assets of one section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Created">Assets that are new.</param>
/// <param name="Updated">Assets whose ids were there already.</param>
public sealed record ImportedSection(string Section, int Created, int Updated);

/// <summary>
/// Loads what only Marketo's own screens can create, from a JSON file (docs/import-assets.md): all of the file or nothing.
/// An asset whose id, or whose name where it has no id, is there already is replaced, so that a file can be imported again.
/// </summary>
public static class AssetImport
{
    private const int MaxName = 255;
    private const string Workspaces = "workspaces";
    private static readonly JsonDocumentOptions ReadOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Imports a file.</summary>
    /// <exception cref="AdministrationException">The file is not valid; the message says where.</exception>
    public static async Task<IReadOnlyList<ImportedSection>> RunAsync(Instance instance, Stream file, CancellationToken cancel)
    {
        var root = await ReadAsync(file, cancel);
        var results = new List<ImportedSection>();
        if (root[Workspaces] is { } workspaces) results.Add(await ImportWorkspacesAsync(instance, Items(workspaces, Workspaces)));
        await SystemFolders.EnsureAsync(instance, cancel);
        var schema = await RecordSchema.OfAsync(instance, cancel);
        var directory = await AccountDirectory.OfAsync(instance, cancel);
        results.AddRange(await WriteTransaction.RunAsync(instance, s => ImportAsync(new ImportContext(s, schema, directory, instance.Now), root), cancel));
        await instance.ChangedAsync();
        return results;
    }

    private static async Task<JsonObject> ReadAsync(Stream file, CancellationToken cancel)
    {
        JsonObject? root;
        try
        {
            using var document = await JsonDocument.ParseAsync(file, ReadOptions, cancel);
            if (TextProblem(document.RootElement) is { } problem) throw new AdministrationException($"A text in the file has {problem}.");
            root = document.RootElement.ValueKind == JsonValueKind.Object ? JsonObject.Create(document.RootElement.Clone()) : null;
        }
        catch (JsonException e)
        {
            throw new AdministrationException(e.LineNumber is { } line ? $"The file is not JSON (line {line + 1})." : "A member is in one object of the file twice.");
        }
        catch (InvalidOperationException)
        {
            throw new AdministrationException("A text in the file has half of a surrogate pair.");
        }
        if (root is null) throw new AdministrationException("The file must be a JSON object, with a section for each kind of asset.");
        foreach (var (section, _) in root)
        {
            if (section == Workspaces || ImportKind.All.Any(k => k.Section == section)) continue;
            throw new AdministrationException($"'{section}' is no section; there are {Workspaces}, {string.Join(", ", ImportKind.All.Select(k => k.Section))}.");
        }
        return root;
    }

    // What PostgreSQL cannot keep is not admitted to SQLite either. Reading half of a surrogate pair throws.
    private static string? TextProblem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Contains('\0', StringComparison.Ordinal) ? "the character U+0000" : null,
        JsonValueKind.Array => element.EnumerateArray().Select(TextProblem).FirstOrDefault(p => p is not null),
        JsonValueKind.Object => element.EnumerateObject().Select(p => TextProblem(p.Value)).FirstOrDefault(p => p is not null),
        _ => null,
    };

    private static async Task<List<ImportedSection>> ImportAsync(ImportContext context, JsonObject root)
    {
        var results = new List<ImportedSection>();
        foreach (var kind in ImportKind.All)
        {
            if (root[kind.Section] is not { } section) continue;
            var (created, updated, index) = (0, 0, 0);
            foreach (var item in Items(section, kind.Section))
            {
                context.Place = $"{kind.Section}[{index++}]";
                if (await ImportAsync(context, kind, (JsonObject)item.DeepClone())) created++;
                else updated++;
            }
            results.Add(new(kind.Section, created, updated));
        }
        await context.CheckAsync();
        return results;
    }

    private static async Task<bool> ImportAsync(ImportContext context, ImportKind kind, JsonObject item)
    {
        var id = Take<long?>(context, item, "id");
        if (id is < 1 or > int.MaxValue) throw context.Wrong($"an id is from 1 to {int.MaxValue}");
        var name = Take<string>(context, item, "name");
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName) throw context.Wrong($"a name of at most {MaxName} characters is needed");
        var folder = kind.IsShared ? null : await FolderAsync(context, item);
        await AssetStore.LockNameAsync(context.Session, kind.Type, name);
        // Two programs may each have a campaign of the same name; programs themselves, and what is in no folder, may not.
        var namesakes = await AssetStore.BrowseAsync(context.Session, new AssetFilter(kind.Type) { Names = [name] }, 0, int.MaxValue);
        var same = namesakes.FirstOrDefault(a => kind.Type == AssetType.Program || a.Folder == folder);
        var present = id is { } known ? await AssetStore.FindAsync(context.Session, kind.Type, known, forUpdate: true) : same;
        if (same is not null && same.Id != (present?.Id ?? id)) throw context.Wrong($"the name '{name}' is the one of {kind.Type} {same.Id}");
        // What came with the instance stays as it is, and may be named, so that what follows in the file can be put into it.
        if (present?.ReadApproved<FolderDocument>() is { IsSystem: true } && kind.Type == AssetType.Folder) return false;
        var asset = (present ?? new Asset { Type = kind.Type, Name = name, CreatedAt = context.Now }) with
        {
            Name = name,
            Description = Take<string>(context, item, "description"),
            Workspace = kind.IsShared ? null : Workspace(context, Take<string>(context, item, "workspace")),
            Folder = folder,
        };
        asset = await kind.ReadAsync(context, asset, JsonSerializer.SerializeToElement(item));
        asset = await AssetKinds.StoreAsync(context.Session, present is null ? asset with { Id = id ?? 0 } : asset, isNew: present is null);
        if (kind.FinishAsync is { } finish) context.Later(() => finish(context, asset));
        return present is null;
    }

    private static long Workspace(ImportContext context, string? name) => name is null
        ? context.Directory.Workspaces.First(w => w.Name == Administration.DefaultName).Id
        : (context.Directory.Workspaces.FirstOrDefault(w => string.Equals(w.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw context.Wrong($"there is no workspace '{name}'")).Id;

    private static async Task<AssetFolder?> FolderAsync(ImportContext context, JsonObject item)
    {
        if (Take<string>(context, item, "program") is { } program) return new((await context.NamedAsync(AssetType.Program, program, "program")).Id, AssetType.Program);
        if (Take<FolderRow>(context, item, "folder") is not { } folder) return null;
        if (folder.Type is not (AssetType.Folder or AssetType.Program)) throw context.Wrong("a folder's type is Folder or Program");
        return await AssetStore.FindAsync(context.Session, folder.Type, folder.Id) is null ? throw context.Wrong($"there is no {folder.Type} {folder.Id}") : new(folder.Id, folder.Type);
    }

    private static async Task<ImportedSection> ImportWorkspacesAsync(Instance instance, IEnumerable<JsonNode> items)
    {
        var (created, present) = (0, 0);
        foreach (var item in items)
        {
            WorkspaceRow? row;
            try
            {
                row = item.Deserialize<WorkspaceRow>(JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                row = null;
            }
            if (row?.Name is not { Length: > 0 }) throw new AdministrationException("workspaces: each needs a name, and may have an id, a description and partitions.");
            if ((await AccountDirectory.OfAsync(instance)).Workspaces.Any(w => string.Equals(w.Name, row.Name, StringComparison.OrdinalIgnoreCase)))
            {
                present++;
                continue;
            }
            await Administration.CreateWorkspaceAsync(instance, row.Name, row.Description, row.Partitions ?? [Administration.DefaultName], row.Id);
            created++;
        }
        return new(Workspaces, created, present);
    }

    private static IEnumerable<JsonNode> Items(JsonNode section, string name) => section is JsonArray array && array.All(i => i is JsonObject)
        ? array.Select(i => i!)
        : throw new AdministrationException($"{name} must be an array of objects.");

    // Members that all types have are taken out; what remains is the type's own.
    private static T? Take<T>(ImportContext context, JsonObject item, string member)
    {
        if (!item.Remove(member, out var value) || value is null) return default;
        try
        {
            return value.Deserialize<T>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            throw context.Wrong($"the member {member} is not of the right type");
        }
    }

    private sealed record FolderRow(long Id, string Type = AssetType.Folder);

    private sealed record WorkspaceRow(long? Id, string? Name, string? Description, IReadOnlyList<string>? Partitions);
}
