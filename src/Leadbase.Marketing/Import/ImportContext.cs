using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Import;

/// <summary>What an import knows while it reads an asset.</summary>
/// <param name="Session">The one transaction of the import.</param>
/// <param name="Schema">The fields that there are.</param>
/// <param name="Directory">The workspaces that there are.</param>
/// <param name="Now">Seconds since 1970.</param>
internal sealed record ImportContext(Session Session, RecordSchema Schema, AccountDirectory Directory, long Now)
{
    /// <summary>Where in the file it is, for messages: <c>programs[2]</c>.</summary>
    public string Place { get; set; } = "";

    private readonly List<(string Place, Func<Task> Check)> _later = [];

    /// <summary>Leaves a check until every asset of the file is there: what it names may follow.</summary>
    public void Later(Func<Task> check) => _later.Add((Place, check));

    /// <summary>Does what was left.</summary>
    public async Task CheckAsync()
    {
        foreach (var (place, check) in _later)
        {
            Place = place;
            await check();
        }
    }

    /// <summary>An exception that says where the file is wrong.</summary>
    public AdministrationException Wrong(string why) => new($"{Place}: {why}.");

    /// <summary>The asset of a name, which must be there.</summary>
    public async Task<Asset> NamedAsync(string type, string name, string kind) =>
        await AssetStore.FindByNameAsync(Session, type, name) ?? throw Wrong($"there is no {kind} '{name}'");
}
