using System.Globalization;
using System.Text;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Leadbase.Console.Pages.Admin;

/// <summary>Counts of one user or one error code.</summary>
/// <param name="Key">The user id or the code.</param>
/// <param name="ByDay">The counts of the days that have any.</param>
internal sealed record UsageLine(string Key, IReadOnlyDictionary<string, long> ByDay)
{
    public long Total { get; } = ByDay.Values.Sum();

    public long On(string day) => ByDay.GetValueOrDefault(day);
}

/// <summary>The usage report: calls per day and user, and errors by code.</summary>
/// <param name="Days">The days in Central time, the oldest first.</param>
/// <param name="Users">Users, those with most calls first.</param>
/// <param name="Errors">Codes, the most frequent first.</param>
internal sealed record UsageReport(IReadOnlyList<string> Days, IReadOnlyList<UsageLine> Users, IReadOnlyList<UsageLine> Errors)
{
    public long CallsOn(string day) => Users.Sum(user => user.On(day));

    public static async Task<UsageReport> OfAsync(Instance instance, int days, CancellationToken cancel = default)
    {
        var usage = Usage.Of(instance);
        var (calls, errors) = (await usage.CallsAsync(days, cancel), await usage.ErrorsAsync(days, cancel));
        var today = DateOnly.ParseExact(usage.Today, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var all = Enumerable.Range(1 - days, days).Select(d => today.AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return new UsageReport([.. all], Lines(calls), Lines(errors));
    }

    /// <summary>Serves the report as a file, to those who belong to the instance.</summary>
    public static void MapCsv(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/{munchkin}/usage.csv", async (string munchkin, HttpContext http, InstanceCatalogue catalogue) =>
    {
        if (catalogue.Find(munchkin) is not { } instance || await Accounts.SignIn.ConsoleMember.InAsync(instance, http.User.Identity!.Name!, http.RequestAborted) is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var report = await OfAsync(instance, UsagePage.Days, http.RequestAborted);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"usage-{instance.MunchkinId}.csv\"";
        await http.Response.WriteAsync(report.ToCsv(), http.RequestAborted);
    });

    private string ToCsv()
    {
        var text = new StringBuilder("day,kind,name,count\r\n");
        foreach (var (kind, lines) in (IEnumerable<(string, IReadOnlyList<UsageLine>)>)[("calls", Users), ("errors", Errors)])
        {
            foreach (var line in lines)
            {
                foreach (var (day, count) in line.ByDay.OrderBy(d => d.Key, StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"{day},{kind},{Cell(line.Key)},{count}\r\n");
            }
        }
        return text.ToString();
    }

    // A spreadsheet would take a name that begins so for a formula.
    private static string Cell(string text)
    {
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static List<UsageLine> Lines(IEnumerable<UsageRow> rows) =>
        [.. rows.GroupBy(row => row.Key).Select(g => new UsageLine(g.Key, g.ToDictionary(row => row.Day, row => row.Count))).OrderByDescending(line => line.Total)];
}
