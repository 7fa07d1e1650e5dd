using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Programs;
using Leadbase.Storage;

namespace Leadbase.Marketing.Campaigns;

/// <summary>A copy of a program with all that is in it, made for one run of one of its campaigns.</summary>
internal static class ProgramClone
{
    /// <summary>Clones a day ("Error Codes", 1020).</summary>
    private const int MaxPerDay = 20;

    /// <summary>Characters in the name of a program, at most.</summary>
    public const int MaxName = 255;

    // "Programs with snippets, push notifications, in-app messages, static lists, reports, and social assets may not be cloned in this way."
    private static readonly string[] NotCloned = [AssetType.StaticList, AssetType.Snippet];

    /// <summary>Whether a program can have this name; PostgreSQL, for one, has no text with U+0000.</summary>
    public static bool IsName(string name) => name.Length <= MaxName && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl);

    /// <summary>Copies the program that a campaign is in, directly or in a folder of it.</summary>
    /// <returns>The copy of the campaign; an error when the campaign is in no program, the name is taken, or the day's clones are used up.</returns>
    public static async Task<(Asset? Campaign, ApiError Error)> RunAsync(AssetCall call, Asset campaign, string name)
    {
        var session = call.Session;
        var outer = campaign.Folder is { } place ? (await call.Folders.WayAsync(place)).FindLast(n => n.Place.Type == AssetType.Program) : null;
        if (outer is null) return (null, Errors.InvalidData("Campaign is not in a program"));
        await AssetStore.LockNameAsync(session, AssetType.Program, name);
        if (await AssetStore.FindByNameAsync(session, AssetType.Program, name) is not null) return (null, Errors.InvalidData($"Program '{Short(name)}' already exists"));
        var program = (await AssetStore.FindAsync(session, AssetType.Program, outer.Place.Id))!;
        var content = await AssetTree.BelowAsync(session, outer.Place, ProgramCopy.MaxContent);
        if (content.Find(c => NotCloned.Contains(c.Type)) is { } child) return (null, Errors.InvalidData($"A program with a {child.Type} cannot be cloned"));
        if (await CountAsync(session, Usage.DayOf(call.Call.Instance.Clock.GetUtcNow())) > MaxPerDay) return (null, Errors.TooManyClones);

        var kind = ProgramKind.Instance;
        var copy = (await kind.CloneAsync(call, program, program with { Id = 0, Name = name, CreatedAt = call.Now, UpdatedAt = call.Now })).Value!;
        copy = await AssetWriter.InsertAsync(session, kind, copy);
        var copied = await ProgramCopy.CopyContentAsync(call, program, copy);
        if (copied.Value is not { } map) return (null, copied.Error!.Value);
        return (await AssetStore.FindAsync(session, campaign.Type, map[new(campaign.Type, campaign.Id)].Id), default);
    }

    // One row a day in the table of counters.
    private static async Task<long> CountAsync(Session session, string day)
    {
        var (table, name) = (session.Database.Table("sequence"), "clones " + day);
        await session.Sql($"insert into {table} (name, next) values ($1, 0) on conflict (name) do nothing").Bind(name).ExecuteAsync();
        return await session.Sql($"update {table} set next = next + 1 where name = $1 returning next").Bind(name).NumberAsync() ?? 0;
    }

    private static string Short(string name) => name.Length <= 100 ? name : name[..100];
}
