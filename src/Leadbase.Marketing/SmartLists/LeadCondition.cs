using System.Globalization;
using System.Text;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>
/// A condition on leads in SQL, over the row that the statement calls <c>t</c>. Each parameter is written <see cref="Parameter"/>
/// until the statement that it becomes part of numbers them; values are bound in the same order, and never text of the SQL.
/// </summary>
public sealed class LeadCondition
{
    /// <summary>How a parameter is written: no statement has one of this number.</summary>
    internal const string Parameter = "$0";

    private readonly string _sql;
    private readonly IReadOnlyList<Action<Statement>> _binds;

    private LeadCondition(string sql, IReadOnlyList<Action<Statement>> binds, bool isExact) => (_sql, _binds, IsExact) = (sql, binds, isExact);

    /// <summary>Whether it is true or false, and never unknown.</summary>
    private bool IsExact { get; }

    /// <summary>Nobody.</summary>
    public static LeadCondition Nobody { get; } = new("1 = 0", [], isExact: true);

    /// <summary>Everybody.</summary>
    internal static LeadCondition Everybody { get; } = new("1 = 1", [], isExact: true);

    /// <summary>How many parameters it has.</summary>
    public int Count => _binds.Count;

    /// <summary>A comparison, which is unknown where there is no value.</summary>
    internal static LeadCondition Of(string sql, params IReadOnlyList<Action<Statement>> binds) => new(sql, binds, isExact: false);

    /// <summary>That there is a row, of a statement that begins with its <c>from</c>, for which a condition holds.</summary>
    /// <param name="from">Table, alias and what ties it to the lead.</param>
    /// <param name="condition">What must hold of it.</param>
    /// <param name="tail">What follows, for example a limit.</param>
    /// <param name="binds">Values of the tail.</param>
    internal static LeadCondition Exists(string from, LeadCondition condition, string tail = "", params IReadOnlyList<Action<Statement>> binds) =>
        new($"exists (select 1 from {from} and {condition._sql}{tail})", [.. condition._binds, .. binds], isExact: true);

    /// <summary>All of several conditions; of none, everybody.</summary>
    internal static LeadCondition All(IReadOnlyList<LeadCondition> parts) => Join(parts, " and ", Everybody);

    /// <summary>Any of several conditions; of none, nobody.</summary>
    internal static LeadCondition Any(IReadOnlyList<LeadCondition> parts) => Join(parts, " or ", Nobody);

    /// <summary>Everybody else, those for whom it is unknown included.</summary>
    // An "is not true" around an "exists" would keep PostgreSQL from an anti join.
    internal LeadCondition Not() => new(IsExact ? $"not ({_sql})" : $"({_sql}) is not true", _binds, isExact: true);

    /// <summary>The SQL, whose parameters begin at a number.</summary>
    public string Sql(int first)
    {
        var text = new StringBuilder("(");
        var at = 0;
        for (var next = _sql.IndexOf(Parameter, StringComparison.Ordinal); next >= 0; next = _sql.IndexOf(Parameter, at, StringComparison.Ordinal))
        {
            text.Append(_sql, at, next - at).Append('$').Append(first++.ToString(CultureInfo.InvariantCulture));
            at = next + Parameter.Length;
        }
        return text.Append(_sql, at, _sql.Length - at).Append(')').ToString();
    }

    /// <summary>Binds the parameters.</summary>
    public Statement Bind(Statement statement)
    {
        foreach (var bind in _binds) bind(statement);
        return statement;
    }

    private static LeadCondition Join(IReadOnlyList<LeadCondition> parts, string word, LeadCondition none) => parts.Count switch
    {
        0 => none,
        1 => parts[0],
        _ => new($"({string.Join(word, parts.Select(p => p._sql))})", [.. parts.SelectMany(p => p._binds)], parts.All(p => p.IsExact)),
    };
}
