using System.Data.Common;
using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Activities.Queries;

/// <summary>A row of the log as it is read.</summary>
internal readonly record struct ActivityRow(long Position, long Type, long Lead, long Date, long? PrimaryId, string? PrimaryValue, string? Attributes)
{
    public static ActivityRow Read(DbDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.NumberOrNull(4), r.TextOrNull(5), r.TextOrNull(6));
}

/// <summary>
/// A page of the log: from the position after the token's, of the token's moment or later, of some types and leads.
/// Pages run by position. Blocks that cannot hold what is asked for are passed over, and of the others a call looks through
/// so many that a page may be short or empty while there is more ("Activities", Page through results).
/// </summary>
internal sealed class ActivityQuery
{
    private const string TokenKind = "activity";

    /// <summary>Leads that a call may name.</summary>
    private const int MaxLeads = 30;

    /// <summary>Members at which a static list is too long, where the instance has that limit.</summary>
    private const int MaxMembers = 10_000;

    /// <summary>Positions that one statement looks through, and one call in all.</summary>
    private const int Window = 20_000;
    private const int MaxScanned = 200_000;

    /// <summary>Members of a static list whose activities are found by lead, and not by looking through the log.</summary>
    private const int FewMembers = 300;

    private const string Columns = "a.position, a.type, a.lead, a.date, a.primary_id, a.primary_value, a.attributes";
    private readonly Call _call;
    private readonly List<string> _conditions;
    private readonly List<Action<Statement>> _binds = [];
    private readonly long _types;
    private readonly long? _list;
    private bool _byLead;
    private readonly int _size;
    private readonly long _since;
    private long _after;

    private ActivityQuery(Call call, long after, long since, int size, IReadOnlyList<long> types, IReadOnlyList<long> leads, long? list)
    {
        (_call, _after, _since, _size, _byLead) = (call, after, since, size, leads.Count > 0);
        (_types, _list) = (ActivityBlocks.BitsOf(types), list);
        var dialect = call.Instance.Database.Dialect;
        _conditions = ["a.position > $1", "a.position <= $2", "a.date >= $3", dialect.In("a.type", 4)];
        _binds.Add(s => s.BindSet(types));
        if (leads.Count > 0) Add(leads, p => dialect.In("a.lead", p));
        if (!call.Reach.All)
        {
            Add(call.Reach.Partitions, p => $"a.lead in (select l.id from {call.Instance.Database.Table("lead")} l where {dialect.In("l.\"leadPartitionId\"", p)})");
        }
    }

    /// <summary>The query of a call's <c>nextPageToken</c>, <c>leadIds</c>, <c>listId</c> and <c>batchSize</c>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="types">The types that are asked for.</param>
    /// <param name="byLead">Whether the operation has the parameters of leads; Get Deleted Leads has not.</param>
    /// <param name="query">The query.</param>
    /// <param name="error">What is wrong with the call.</param>
    public static bool TryCreate(Call call, IReadOnlyList<long> types, bool byLead, out ActivityQuery query, out ApiError error)
    {
        query = null!;
        if (call.Parameters["nextPageToken"] is not { Length: > 0 } token)
        {
            error = Errors.Missing("nextPageToken");
            return false;
        }
        error = Errors.InvalidData("Invalid nextPageToken");
        if (!PagingToken.TryRead(call.Instance, TokenKind, token, out var after, out var since)) return false;
        if (!call.TryBatchSize(out var size, out error)) return false;
        List<long> leads = [];
        if (byLead && !TryIds(call, "leadIds", MaxLeads, out leads, out error)) return false;
        List<long> lists = [];
        if (byLead && !TryIds(call, "listId", 1, out lists, out error)) return false;
        query = new ActivityQuery(call, after, since, size, types, leads, lists.Count > 0 ? lists[0] : null);
        return true;
    }

    /// <summary>The numbers of a list parameter.</summary>
    public static bool TryIds(Call call, string name, int max, out List<long> ids, out ApiError error)
    {
        ids = [];
        error = default;
        foreach (var text in call.Parameters.List(name))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                error = Errors.InvalidValue(text, "Integer");
                return false;
            }
            ids.Add(id);
        }
        error = Errors.InvalidData($"Too many values in {name}; at most {max} are allowed");
        return ids.Count <= max;
    }

    /// <summary>The token of a moment: from the beginning of the log, what happened then or later.</summary>
    public static string TokenOf(Instance instance, long since) => PagingToken.Create(instance, TokenKind, 0, since);

    /// <summary>Writes a page through a function, and returns the answer with the token of the next page, which is always there.</summary>
    public async Task<Answer> WriteAsync(Func<ActivityRow, bool> write)
    {
        _ = _call.Result;
        await using var session = await _call.Instance.Database.ReadAsync(_call.Cancel);
        var end = await ActivityLog.LastPositionAsync(session);
        if (_list is { } list && await RestrictAsync(session, list) is { } refusal) return refusal;
        var blocks = _call.Instance.Part(static _ => new BlockIndex());
        await blocks.LoadAsync(session, end);
        var (count, left) = (0, MaxScanned);
        while (count < _size && left > 0)
        {
            if (blocks.Next(_after, end, _since, _types) is not { } stretch)
            {
                _after = Math.Max(_after, end);
                break;
            }
            _after = stretch.After;
            // An index leads to the activities of named leads: there is no stretch to look through.
            var to = _byLead ? end : Math.Min(stretch.To, _after + Math.Min(left, Window));
            var (last, full) = await ReadAsync(session, to, row => (count += write(row) ? 1 : 0) < _size);
            left -= _byLead ? 0 : (int)(to - _after);
            _after = full ? last : to;
        }
        return Answer.Page(PagingToken.Create(_call.Instance, TokenKind, _after, _since), more: _after < end);
    }

    private void Add(IReadOnlyList<long> values, Func<int, string> condition)
    {
        _conditions.Add(condition(_conditions.Count + 1));
        _binds.Add(s => s.BindSet(values));
    }

    /// <summary>Restricts the query to the members of a static list, or says why it cannot be.</summary>
    private async Task<ApiError?> RestrictAsync(Session session, long list)
    {
        if (await AssetStore.FindAsync(session, AssetType.StaticList, list) is not { } asset || !_call.Reaches(asset.Workspace)) return Errors.ObjectNotFound;
        var limit = _call.Instance.Settings.Features.ActivityListLimit ? MaxMembers : FewMembers + 1;
        var table = session.Database.Table("list_member");
        var members = await session.Sql($"select lead from {table} where list = $1 order by lead limit {limit}").Bind(list).ListAsync(r => r.GetInt64(0));
        if (members.Count == MaxMembers) return Errors.InvalidData($"The target static list has too many records; it must have fewer than {MaxMembers}");
        if (members.Count <= FewMembers)
        {
            _byLead = true;
            Add(members, p => session.Database.Dialect.In("a.lead", p));
        }
        else
        {
            _conditions.Add($"exists (select 1 from {table} m where m.list = ${_conditions.Count + 1} and m.lead = a.lead)");
            _binds.Add(s => s.Bind(list));
        }
        return null;
    }

    /// <summary>
    /// Reads rows until no more are wanted. Always as many as a page has: where few of them are written, as many statements
    /// as rows would be needed to fill the rest of a page.
    /// </summary>
    private async Task<(long Last, bool Full)> ReadAsync(Session session, long to, Func<ActivityRow, bool> take)
    {
        var statement = session.Sql($"select {Columns} from {session.Database.Table("activity")} a where {string.Join(" and ", _conditions)} order by a.position limit {_size}")
            .Bind(_after).Bind(to).Bind(_since);
        foreach (var bind in _binds) bind(statement);
        var (last, count) = (_after, 0);
        await using var reader = await statement.QueryAsync();
        for (; await reader.ReadAsync(); count++)
        {
            var row = ActivityRow.Read(reader);
            last = row.Position;
            if (!take(row)) return (last, true);
        }
        return (last, count == _size);
    }
}
