using System.Globalization;
using System.Text;
using Npgsql;

namespace Leadbase.Storage.Postgres;

/// <summary>Statements with their parameters written into them: COPY takes none.</summary>
internal static class PostgresLiterals
{
    /// <summary>The statement with a literal for each of <c>$1</c>, <c>$2</c>, … outside its texts and names.</summary>
    public static string Inline(string sql, NpgsqlParameterCollection parameters)
    {
        var text = new StringBuilder(sql.Length + 64);
        for (var i = 0; i < sql.Length; i++)
        {
            if (sql[i] is '\'' or '"')
            {
                var end = sql.IndexOf(sql[i], i + 1);
                text.Append(sql, i, end + 1 - i);
                i = end;
            }
            else if (sql[i] == '$' && i + 1 < sql.Length && char.IsAsciiDigit(sql[i + 1]))
            {
                var end = i + 1;
                while (end < sql.Length && char.IsAsciiDigit(sql[end])) end++;
                text.Append(Literal(parameters[int.Parse(sql.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture) - 1].Value));
                i = end - 1;
            }
            else
            {
                text.Append(sql[i]);
            }
        }
        return text.ToString();
    }

    private static string Literal(object? value) => value switch
    {
        null or DBNull => "null",
        bool flag => flag ? "true" : "false",
        long number => string.Create(CultureInfo.InvariantCulture, $"({number})::bigint"),
        int number => string.Create(CultureInfo.InvariantCulture, $"({number})::bigint"),
        double number => string.Create(CultureInfo.InvariantCulture, $"'{number:R}'::double precision"),
        string text => Quote(text) + "::text",
        long[] numbers => $"array[{string.Join(',', numbers)}]::bigint[]",
        double[] numbers => $"array[{string.Join(',', numbers.Select(n => Literal(n)))}]::double precision[]",
        string[] texts => $"array[{string.Join(',', texts.Select(Quote))}]::text[]",
        _ => throw new NotSupportedException($"A {value.GetType()} cannot be written into a statement."),
    };

    // An escaped string reads the same whatever the server's setting of standard_conforming_strings.
    private static string Quote(string text) =>
        $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
