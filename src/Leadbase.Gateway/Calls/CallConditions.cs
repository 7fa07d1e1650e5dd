using Leadbase.Storage;

namespace Leadbase.Gateway.Calls;

/// <summary>A filter as SQL, with the values of its parameters.</summary>
internal sealed class CallConditions
{
    // SQLite takes no pattern of more than 50,000 bytes, and nobody looks for one.
    private const int MaxText = 200;

    private readonly List<string> _conditions = [];
    private readonly List<Action<Statement>> _binds = [];

    /// <summary>The conditions of a filter, of the calls before a place.</summary>
    public CallConditions(CallFilter filter, long? before)
    {
        if (before is { } place) Add(p => $"id < ${p}", s => s.Bind(place));
        Equal("user_email", filter.User);
        Equal("operation", filter.Operation);
        Equal("code", filter.Code);
        if (filter.FailedOnly) _conditions.Add("(code <> '0' or status >= 400)");
        if (filter.Text is not { Length: > 0 } text) return;
        if (text.Length > MaxText) text = text[..MaxText];
        Like("request_id || ' ' || user_email || ' ' || operation || ' ' || target", text, "exchange", CallStore.InJson(text));
    }

    /// <summary>The where clause, or nothing.</summary>
    public string Sql => _conditions.Count == 0 ? "" : $" where {string.Join(" and ", _conditions)}";

    /// <summary>Binds the parameters.</summary>
    public Statement Bind(Statement statement)
    {
        foreach (var bind in _binds) bind(statement);
        return statement;
    }

    private void Equal(string column, string? value)
    {
        // PostgreSQL keeps no U+0000, and so nothing equals a text with one.
        if (value is not null) Add(p => $"{column} = ${p}", s => s.Bind(Clean(value)));
    }

    private void Like(string first, string firstText, string second, string secondText)
    {
        var p = _binds.Count + 1;
        _conditions.Add($"""(lower({first}) like ${p} escape '\' or lower({second}) like ${p + 1} escape '\')""");
        _binds.Add(s => s.Bind(Pattern(firstText)));
        _binds.Add(s => s.Bind(Pattern(secondText)));
    }

    private void Add(Func<int, string> condition, Action<Statement> bind)
    {
        _conditions.Add(condition(_binds.Count + 1));
        _binds.Add(bind);
    }

    private static string Pattern(string text) => $"%{Folding.Lower(Clean(text))
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
