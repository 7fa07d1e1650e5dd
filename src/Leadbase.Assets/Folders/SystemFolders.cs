using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Assets.Folders;

/// <summary>
/// The folders that every instance has: Marketing Activities, Design Studio and Lead Database, below each a folder of every workspace,
/// and in it one for each type of assets that does not live in Marketing Activities.
/// </summary>
public static class SystemFolders
{
    /// <summary>The root of programs and of what is in them.</summary>
    public const string MarketingActivities = "Marketing Activities";

    /// <summary>The root of templates and of assets that programs share.</summary>
    public const string DesignStudio = "Design Studio";

    /// <summary>The root of lists and segmentations.</summary>
    public const string LeadDatabase = "Lead Database";

    private static readonly (string Root, long Id, string Description)[] Roots =
    [
        (MarketingActivities, 1, "Root node for the Marketing Activities app area"),
        (DesignStudio, 2, "Root node for the Design Studio app area"),
        (LeadDatabase, 3, "Root node for the Lead Database app area"),
    ];

    // Ids are those of the first workspace, below the ids that are given; other workspaces' folders have given ones.
    private static readonly (string Root, long Id, string Name, string FolderType)[] Areas =
    [
        (DesignStudio, 21, "Emails", "Email"), (DesignStudio, 22, "Email Templates", "Email Template"),
        (DesignStudio, 23, "Landing Pages", "Landing Page"), (DesignStudio, 24, "Landing Page Templates", "Landing Page Template"),
        (DesignStudio, 25, "Forms", "Landing Page Form"), (DesignStudio, 26, "Snippets", "Snippet"),
        (DesignStudio, 27, "Images and Files", "File"),
        (LeadDatabase, 31, "Group Lists", "List"), (LeadDatabase, 32, "Group Smart Lists", "Smart List"), (LeadDatabase, 33, "Segmentations", "Segmentation"),
    ];

    /// <summary>Makes what is missing, as it is when a workspace is new; at one revision of the instance it looks once.</summary>
    public static async ValueTask EnsureAsync(Instance instance, CancellationToken cancel = default)
    {
        var known = instance.Part(static _ => new Known());
        if (Volatile.Read(ref known.Revision) == instance.Revision) return;
        var revision = instance.Revision;
        var workspaces = (await AccountDirectory.OfAsync(instance, cancel)).Workspaces;
        await WriteTransaction.RunAsync(instance, async session => await EnsureAsync(session, workspaces, instance.Now), cancel);
        Volatile.Write(ref known.Revision, revision);
    }

    private static async Task<bool> EnsureAsync(Session session, IReadOnlyList<Workspace> workspaces, long now)
    {
        await AssetStore.LockNameAsync(session, AssetType.Folder, "system folders");
        foreach (var (name, id, description) in Roots)
        {
            var root = await FolderAsync(session, new(null, null, id, name, FolderDocument.Zone, description), now);
            foreach (var workspace in workspaces)
            {
                var first = workspace == workspaces[0];
                var zone = await FolderAsync(session, new(root, workspace.Id, first ? id + 3 : 0, workspace.Name, FolderDocument.Zone, null), now);
                foreach (var area in Areas.Where(a => a.Root == name))
                {
                    await FolderAsync(session, new(zone, workspace.Id, first ? area.Id : 0, area.Name, area.FolderType, null), now);
                }
            }
        }
        return true;
    }

    private static async Task<long> FolderAsync(Session session, Plan plan, long now)
    {
        var namesakes = await AssetStore.BrowseAsync(session, new AssetFilter(AssetType.Folder) { Names = [plan.Name] }, 0, int.MaxValue);
        AssetFolder? parent = plan.Parent is { } id ? new(id, AssetType.Folder) : null;
        if (namesakes.FirstOrDefault(f => f.Folder == parent) is { } present)
        {
            if (present.ReadApproved<FolderDocument>() is not { IsSystem: true }) await AssetStore.UpdateAsync(session, present.WithDocument(plan.Document, now));
            return present.Id;
        }
        var taken = plan.Id == 0 || await AssetStore.FindAsync(session, AssetType.Folder, plan.Id) is not null;
        var folder = new Asset
        {
            Type = AssetType.Folder,
            Id = taken ? 0 : plan.Id,
            Name = plan.Name,
            Description = plan.Description,
            Folder = parent,
            Workspace = plan.Workspace,
            CreatedAt = now,
        };
        return (await AssetStore.InsertAsync(session, folder.WithDocument(plan.Document, now))).Id;
    }

    private sealed record Plan(long? Parent, long? Workspace, long Id, string Name, string FolderType, string? Description)
    {
        public FolderDocument Document => new() { FolderType = FolderType, IsSystem = true };
    }

    private sealed class Known
    {
        public long Revision = -1;
    }
}
