using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>
/// A query of assets as SQL. Ids come first, from an index alone, so that what a page leaves out is never read; the rows of the page
/// follow. What has a mark is found by it, in the order of ids, unless a condition on rows finds few.
/// </summary>
internal sealed class AssetQuerySql
{
    private readonly AssetQuery _query;
    private readonly Session _session;
    private readonly List<Action<Statement>> _binds = [];
    private readonly List<string> _rows = [];
    private readonly List<string> _marks;

    public AssetQuerySql(Session session, AssetQuery query)
    {
        (_session, _query) = (session, query);
        _marks = [.. query.Marks];
        if (query.Below is { } place) _marks.Add(AssetMarks.Below(place));
        if (query.Status is { } status)
        {
            if (!status.IsApproved || status.WithDraft) _marks.Add(AssetMarks.Draft);
            if (status.IsApproved) _marks.Add(AssetMarks.Approved);
        }
        _binds.Add(s => s.Bind(query.Type));
        AddRows();
    }

    /// <summary>Whether a text that is looked for is in no asset, and PostgreSQL could not even be asked for it.</summary>
    public bool FindsNothing => !new[] { _query.Name ?? "", _query.NamePart ?? "" }.Concat(_query.Marks).All(AssetStore.IsName);

    /// <summary>The rows of a page.</summary>
    public Statement Page(int offset, int limit)
    {
        var direction = _query.IsDescending ? " desc" : "";
        var by = _query.Order switch
        {
            AssetOrder.Name => "lower(a.name)",
            AssetOrder.Created => "a.created_at",
            AssetOrder.Updated => "a.updated_at",
            _ => null,
        };
        // Few are sorted sooner than they are found in the order of all.
        var id = FindsFew ? "a.id + 0" : "a.id";
        var order = $" order by {(by is null ? "" : $"{by}{direction}, ")}{id}{direction}";
        var ids = by is null && IsMarked ? Marked($" order by m.id{direction}") : Rows(order);
        return Bound($"select {AssetStore.Columns} from {Table} a where a.type = $1 and a.id in ({ids} limit {limit} offset {offset}){order}");
    }

    /// <summary>How many there are.</summary>
    public Statement Count() => Bound($"select count(*) from ({(IsMarked ? Marked("") : Rows(""))}) found");

    private string Table => _session.Database.Table(AssetsSchema.Table);

    private bool IsMarked => _marks.Count > 0 && !FindsFew;

    private bool FindsFew => (_query.Name ?? _query.NamePart) is not null || (_query.Ids ?? _query.Folders ?? (object?)_query.Uses ?? _query.Earliest) is not null;

    private string Rows(string order)
    {
        var conditions = _rows.Concat(_marks.Select(m => Has(m, "a"))).Concat(_query.WithoutMarks.Select(m => "not " + Has(m, "a")));
        return $"select a.id from {Table} a where {string.Join(" and ", conditions.Prepend("a.type = $1"))}{order}";
    }

    private string Marked(string order)
    {
        var first = Parameter(s => s.Bind(_marks[0]));
        var conditions = _marks.Skip(1).Select(m => Has(m, "m")).Concat(_query.WithoutMarks.Select(m => "not " + Has(m, "m"))).Concat(_rows);
        var rows = _rows.Count > 0 ? $" join {Table} a on a.type = m.type and a.id = m.id" : "";
        return $"select m.id from {_session.Database.Table(AssetMarks.Table)} m{rows} where {string.Join(" and ", conditions.Prepend($"m.type = $1 and m.mark = ${first}"))}{order}";
    }

    private string Has(string mark, string of) =>
        $"exists (select 1 from {_session.Database.Table(AssetMarks.Table)} n where n.type = $1 and n.mark = ${Parameter(s => s.Bind(mark))} and n.id = {of}.id)";

    private void AddRows()
    {
        var dialect = _session.Database.Dialect;
        if (_query.Workspaces is { } workspaces) Add(p => $"({dialect.In("a.workspace", p)} or a.workspace is null)", s => s.BindSet(workspaces));
        if (_query.Name is { } name) Add(p => $"lower(a.name) = ${p}", s => s.Bind(Folding.Lower(name)));
        if (_query.NamePart is { } part) Add(p => $"lower(a.name) like ${p} escape '!'", s => s.Bind($"%{Literal(Folding.Lower(part))}%"));
        if (_query.Ids is { } ids) Add(p => dialect.In("a.id", p), s => s.BindSet(ids));
        if (_query.Folders is { } folders) Add(p => $"a.folder_type = '{AssetType.Folder}' and {dialect.In("a.folder_id", p)}", s => s.BindSet(folders));
        if (_query.EarliestCreated is { } created) Add(p => $"a.created_at >= ${p}", s => s.Bind(created));
        if (_query.LatestCreated is { } last) Add(p => $"a.created_at <= ${p}", s => s.Bind(last));
        if (_query.Earliest is { } earliest) Add(p => $"a.updated_at >= ${p}", s => s.Bind(earliest));
        if (_query.Latest is { } latest) Add(p => $"a.updated_at <= ${p}", s => s.Bind(latest));
        if (_query.Uses is { } used)
        {
            var (type, id) = (Parameter(s => s.Bind(used.Type)), Parameter(s => s.Bind(used.Id)));
            _rows.Add($"a.id in (select r.source_id from {_session.Database.Table(AssetReferences.Table)} r where r.source_type = $1 and r.target_type = ${type} and r.target_id = ${id})");
        }

        void Add(Func<int, string> condition, Action<Statement> bind) => _rows.Add(condition(Parameter(bind)));
    }

    private int Parameter(Action<Statement> bind)
    {
        _binds.Add(bind);
        return _binds.Count;
    }

    private Statement Bound(string sql)
    {
        var statement = _session.Sql(sql);
        foreach (var bind in _binds) bind(statement);
        return statement;
    }

    // The signs that LIKE has a meaning for, as themselves.
    private static string Literal(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
