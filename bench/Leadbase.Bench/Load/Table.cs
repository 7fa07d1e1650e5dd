using System.Globalization;
using System.Text;

namespace Leadbase.Bench.Load;

/// <summary>The results as a table, in Markdown, which is readable in a terminal, too.</summary>
internal static class Table
{
    public const string Head =
        "| Measurement | Compared with | Base | Leadbase | Unit | Ratio (spread) | Target | p50 / p99 ms (base p99) | p99 ratio | Met |\n" +
        "|---|---|---:|---:|---|---:|---:|---:|---:|---|";

    public static string Of(Results results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{results.At:yyyy-MM-dd}, {results.Machine}, {results.Runtime}; {results.Leads:N0} leads, {results.Rounds} rounds of {results.Seconds:0.#} s.");
        text.AppendLine().AppendLine(Head);
        foreach (var row in results.Rows) text.AppendLine(Line(row));
        return text.ToString();
    }

    public static string Line(Row row)
    {
        var target = row.Target is { } value ? string.Create(CultureInfo.InvariantCulture, $"{(row.AtMost ? "≤" : "≥")} {value:0.##}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Against} | {Value(row.Base)} | {Value(row.Real)} | {row.Unit} | {Ratio(row)} | {target} | {Latencies(row)} | {P99(row)} | {(row.Target is null ? "" : row.Met ? "yes" : "**no**")} |");
    }

    private static string Value(double? value) => value is { } v ? v.ToString(v >= 1000 ? "N0" : "0.#", CultureInfo.InvariantCulture) : "";

    private static string Ratio(Row row) => row is { Ratio: { } ratio, Spread: { } spread }
        ? string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ({spread[0]:0.00}–{spread[1]:0.00})") : "";

    private static string Latencies(Row row) => row.Latencies is { } l
        ? string.Create(CultureInfo.InvariantCulture, $"{l[0]:0.00} / {l[1]:0.00} ({l[2]:0.00})") : "";

    private static string P99(Row row) => row.P99Ratio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}{(row.P99Target is { } target ? $" ≤ {target:0.##}" : "")}") : "";
}
