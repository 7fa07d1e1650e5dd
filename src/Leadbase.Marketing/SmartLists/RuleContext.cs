using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>What is known while rules become SQL. The first thing that is wrong is kept; whoever notes one goes on with nobody.</summary>
/// <param name="session">The transaction, for what rules name.</param>
/// <param name="schema">The fields.</param>
/// <param name="types">The activity types.</param>
/// <param name="directory">The partitions.</param>
internal sealed class RuleContext(Session session, RecordSchema schema, ActivityTypes types, AccountDirectory directory)
{
    /// <summary>Smart lists within smart lists, and filters of all of them together, at most.</summary>
    private const int MaxNested = 10;
    private const int MaxFilters = 200;

    private readonly Stack<long> _lists = [];
    private int _filters;

    /// <summary>The transaction.</summary>
    public Session Session => session;

    /// <summary>The fields.</summary>
    public RecordSchema Schema => schema;

    /// <summary>The activity types.</summary>
    public ActivityTypes Types => types;

    /// <summary>The partitions.</summary>
    public AccountDirectory Directory => directory;

    /// <summary>The words of the database.</summary>
    public ISqlDialect Dialect => session.Database.Dialect;

    /// <summary>The present.</summary>
    public TimeFrame Frame { get; } = new(schema.Instance.Now, schema.Instance.TimeZone);

    /// <summary>What is wrong, and in which filter; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The assets that rules have named; those that smart lists within them name are theirs.</summary>
    public HashSet<AssetReference> Uses { get; } = [];

    /// <summary>The filter that is read, for messages.</summary>
    public string Place { get; set; } = "";

    /// <summary>What an instance knows.</summary>
    public static async Task<RuleContext> OfAsync(Session session, Instance instance) => new(
        session, await RecordSchema.OfAsync(instance, session.Cancel), await ActivityTypes.OfAsync(instance, session.Cancel), await AccountDirectory.OfAsync(instance, session.Cancel));

    /// <summary>The quoted name of a table.</summary>
    public string Table(string name) => session.Database.Table(name);

    /// <summary>Notes what is wrong.</summary>
    public LeadCondition Fail(string problem)
    {
        Problem ??= Place.Length > 0 ? $"{Place}: {problem}" : problem;
        return LeadCondition.Nobody;
    }

    /// <summary>Counts the filters of rules; false, with the problem noted, when there are too many.</summary>
    public bool Counts(int filters)
    {
        _filters += filters;
        if (_filters > MaxFilters) Fail($"a smart list has at most {MaxFilters} filters, with those of the smart lists that it names");
        return _filters <= MaxFilters;
    }

    /// <summary>Goes into a smart list; false, with the problem noted, when it is in itself or too deep.</summary>
    public bool Enter(long list)
    {
        if (_lists.Contains(list)) Fail($"smart list {list} is a member of itself");
        else if (_lists.Count >= MaxNested) Fail($"smart lists are within smart lists at most {MaxNested} deep");
        else
        {
            _lists.Push(list);
            return true;
        }
        return false;
    }

    /// <summary>Comes out of a smart list.</summary>
    public void Leave() => _lists.Pop();

    /// <summary>The ids of the assets that values name: by name, by the program's name and theirs, or by id.</summary>
    /// <returns>Null, with the problem noted, when one is not there.</returns>
    public async Task<List<long>?> AssetsAsync(string type, SmartListCondition condition)
    {
        var ids = new List<long>();
        for (var i = 0; i < condition.Values.Count; i++)
        {
            if (await FindAsync(type, condition, i) is not { } asset)
            {
                Fail($"there is no {type} '{condition.Values[i]}'");
                return null;
            }
            ids.Add(asset.Id);
        }
        return ids;
    }

    /// <summary>The asset that the value of a place names, or null: the one that was kept with it, or else the one of its name.</summary>
    public async Task<Asset?> FindAsync(string type, SmartListCondition condition, int place)
    {
        if (condition.Assets is not { } kept || kept.Count != condition.Values.Count || kept[place] is not { } reference) return await FindAsync(type, condition.Values[place]);
        return Used(await AssetStore.FindAsync(session, reference.Type, reference.Id));
    }

    /// <summary>The assets that the values of a condition name; null when none does.</summary>
    public async Task<IReadOnlyList<AssetReference?>?> NamedAsync(string type, SmartListCondition condition)
    {
        var kept = new List<AssetReference?>();
        foreach (var value in condition.Values) kept.Add(await FindAsync(type, value) is { } asset ? new(asset.Type, asset.Id) : null);
        return kept.Exists(k => k is not null) ? kept : null;
    }

    /// <summary>The asset that a value names, or null.</summary>
    public async Task<Asset?> FindAsync(string type, string value) => Used(await LookUpAsync(type, value));

    private Asset? Used(Asset? asset)
    {
        if (asset is not null && _lists.Count == 0) Uses.Add(new(asset.Type, asset.Id));
        return asset;
    }

    private async Task<Asset?> LookUpAsync(string type, string value)
    {
        if (await AssetStore.FindByNameAsync(session, type, value) is { } named) return named;
        if (await InProgramAsync(type, value) is { } inside) return inside;
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await AssetStore.FindAsync(session, type, id) : null;
    }

    /// <summary>The asset of <c>Program.Name</c>; both names may have full stops in them.</summary>
    private async Task<Asset?> InProgramAsync(string type, string value)
    {
        for (var dot = value.IndexOf('.', StringComparison.Ordinal); dot > 0 && dot < value.Length - 1; dot = value.IndexOf('.', dot + 1))
        {
            var filter = new AssetFilter(type) { Names = [value[(dot + 1)..]], Programs = [value[..dot]] };
            if (await AssetStore.BrowseAsync(session, filter, 0, 1) is [var asset]) return asset;
        }
        return null;
    }
}
