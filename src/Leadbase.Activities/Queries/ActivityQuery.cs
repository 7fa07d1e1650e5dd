using System.Data.Common;
using System.Globalization;
using Leadbase.Accounts;
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
/// Pages run by position. A call looks through a bounded stretch of the log, so that a page may be short or empty while
/// there is more ("Activities", Page through results).
/// </summary>
internal sealed class ActivityQuery
{
    private const string TokenKind = "activity";

    /// <summary>Leads that a call may name.</summary>
    private const int MaxLeads = 30;

    /// <summary>Positions that one statement looks through, and one call in all.</summary>
    private const int Window = 20_000;
    private const int MaxScanned = 200_000;

    private const string Columns = "a.position, a.type, a.lead, a.date, a.primary_id, a.primary_value, a.attributes";
    private readonly Call _call;
    private readonly string _condition;
    private readonly List<Action<Statement>> _binds = [];
    private readonly bool _byLead;
    private readonly int _size;
    private readonly long _since;
    private long _after;

    private ActivityQuery(Call call, long after, long since, int size, IReadOnlyList<long> types, IReadOnlyList<long> leads)
    {
        (_call, _after, _since, _size, _byLead) = (call, after, since, size, leads.Count > 0);
        var dialect = call.Instance.Database.Dialect;
        var conditions = new List<string> { "a.position > $1", "a.position <= $2", "a.date >= $3", dialect.In("a.type", 4) };
        _binds.Add(s => s.BindSet(types));
        if (leads.Count > 0) Add(leads, p => dialect.In("a.lead", p));
        if (!call.Reach.All)
        {
            Add(call.Reach.Partitions, p => $"a.lead in (select l.id from {call.Instance.Database.Table("lead")} l where {dialect.In("l.\"leadPartitionId\"", p)})");
        }
        _condition = string.Join(" and ", conditions);

        void Add(IReadOnlyList<long> values, Func<int, string> condition)
        {
            conditions.Add(condition(conditions.Count + 1));
            _binds.Add(s => s.BindSet(values));
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
        // Static lists do not exist yet, so no id is one of a list.
        error = Errors.ObjectNotFound;
        if (byLead && call.Parameters["listId"] is { Length: > 0 }) return false;
        query = new ActivityQuery(call, after, since, size, types, leads);
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
        // An index leads to the activities of named leads: there is no stretch to look through.
        var stop = _byLead ? end : Math.Min(end, _after + MaxScanned);
        var count = 0;
        while (_after < stop && count < _size)
        {
            var to = _byLead ? stop : Math.Min(stop, _after + Window);
            var (last, full) = await ReadAsync(session, to, _size - count, row => count += write(row) ? 1 : 0);
            _after = full ? last : to;
        }
        return Answer.Page(PagingToken.Create(_call.Instance, TokenKind, _after, _since), more: _after < end);
    }

    private async Task<(long Last, bool Full)> ReadAsync(Session session, long to, int limit, Action<ActivityRow> take)
    {
        var statement = session.Sql($"select {Columns} from {session.Database.Table("activity")} a where {_condition} order by a.position limit {limit}")
            .Bind(_after).Bind(to).Bind(_since);
        foreach (var bind in _binds) bind(statement);
        var (last, count) = (_after, 0);
        await using var reader = await statement.QueryAsync();
        for (; await reader.ReadAsync(); count++)
        {
            var row = ActivityRow.Read(reader);
            last = row.Position;
            take(row);
        }
        return (last, count == limit);
    }
}
