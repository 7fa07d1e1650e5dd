using System.Data.Common;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Marketing.SmartLists;
using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>What differs between exports of leads, activities, program members and custom objects, and nothing else.</summary>
internal interface IExportKind
{
    /// <summary>The kind's name in the table.</summary>
    string Name { get; }

    /// <summary>The fields of an export that names none; null where it must name some.</summary>
    IReadOnlyList<string>? DefaultFields { get; }

    /// <summary>Reads the filter and checks the fields.</summary>
    /// <param name="call">The call.</param>
    /// <param name="session">A reading session.</param>
    /// <param name="order">The order with what all kinds have.</param>
    /// <param name="filter">The call's filter.</param>
    ValueTask<(ExportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ExportOrder order, FilterReader filter);

    /// <summary>The query of an order; null when what it names is gone.</summary>
    Task<ExportQuery?> OpenAsync(Instance instance, Session session, ExportOrder order, CancellationToken cancel);
}

/// <summary>A query that goes through its records by their key, a stretch at a time.</summary>
/// <param name="Columns">The names in the file's first row.</param>
/// <param name="Sql">The records after a key, $1, up to another, $2, in the order of the key, which is a row's first column; as many as it is given.</param>
/// <param name="Bind">Binds what follows $2.</param>
/// <param name="Write">Writes a row.</param>
/// <param name="Last">The greatest key of all; 0 when there is none.</param>
internal sealed record ExportQuery(IReadOnlyList<string> Columns, Func<int, string> Sql, Action<Statement> Bind, Action<CsvOutput, DbDataReader> Write, long Last)
{
    /// <summary>The key to begin after.</summary>
    public long From { get; init; }

    /// <summary>The greatest key of a table.</summary>
    public static async ValueTask<long> LastAsync(Session session, string table) =>
        await session.Sql($"select max(id) from {table}").NumberAsync() ?? 0;
}

/// <summary>The conditions of a query, with the values of their parameters.</summary>
internal sealed class ExportConditions(ISqlDialect dialect)
{
    private readonly List<string> _conditions = [];
    private readonly List<Action<Statement>> _binds = [];
    private int _next = 3;

    /// <summary>All of them.</summary>
    public string Sql => string.Concat(_conditions.Select(c => $" and {c}"));

    /// <summary>Binds their parameters.</summary>
    public void Bind(Statement statement) => _binds.ForEach(b => b(statement));

    /// <summary>A moment within a range.</summary>
    public ExportConditions Within(string expression, ExportRange? range)
    {
        if (range is null) return this;
        return Add($"{expression} >= ${_next++} and {expression} <= ${_next++}", s => s.Bind(range.Start).Bind(range.End));
    }

    /// <summary>A value among numbers.</summary>
    public ExportConditions In(string expression, IReadOnlyList<long>? values) => values is null ? this : Add(dialect.In(expression, _next++), s => s.BindSet(values));

    /// <summary>A value among texts.</summary>
    public ExportConditions In(string expression, IReadOnlyList<string>? values) => values is null ? this : Add(dialect.In(expression, _next++), s => s.BindSet(values));

    /// <summary>A value that is a number, within other SQL.</summary>
    public ExportConditions Number(Func<string, string> sql, long? value) => value is null ? this : Add(sql($"${_next++}"), s => s.Bind(value));

    /// <summary>A value that is true or false.</summary>
    public ExportConditions Flag(string expression, bool? value) => value is null ? this : Add($"{expression} = ${_next++}", s => s.Bind(value));

    /// <summary>What leads must be; the record is the lead, or is found by it within other SQL.</summary>
    public ExportConditions Leads(LeadCondition? leads, Func<string, string>? sql = null)
    {
        if (leads is null) return this;
        var condition = leads.Sql(_next);
        _next += leads.Count;
        return Add(sql is null ? condition : sql(condition), s => leads.Bind(s));
    }

    private ExportConditions Add(string condition, Action<Statement> bind)
    {
        _conditions.Add(condition);
        _binds.Add(bind);
        return this;
    }
}
