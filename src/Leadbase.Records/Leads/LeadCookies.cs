using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Leadbase.Activities;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>
/// Which lead a Munchkin cookie belongs to ("Leads", Associate Web Activity). What happened under a cookie that is nobody's
/// waits beside the log, and becomes part of it when the cookie is associated with a lead for the first time.
/// </summary>
public static partial class LeadCookies
{
    /// <summary>The field of a lead that names its cookies.</summary>
    public const string FieldName = "cookies";

    /// <summary>The table of cookies that belong to a lead.</summary>
    public const string Table = "lead_cookie";

    /// <summary>The table of activities of visitors whom nobody knows.</summary>
    public const string Anonymous = "anonymous_activity";

    // An import names thousands of cookies at once, and each lock that is held takes room in PostgreSQL's lock table.
    private const int Locks = 64;

    private static readonly Column Cookie = new("cookie", StorageKind.Text);
    private static readonly Column Lead = new("lead", StorageKind.Integer);

    /// <summary>Whether a text is a cookie's value, as <c>id:287-GTJ-838&amp;token:_mch-marketo.com-1396310362214-46169</c>.</summary>
    public static bool IsCookie(string text) => text.Length <= 255 && Form().IsMatch(text);

    /// <summary>Makes others that write about these cookies wait until the transaction ends.</summary>
    public static Task LockAsync(Session session, IEnumerable<string> cookies) => session.Database.Dialect.LockKeysAsync(
        session, Table, cookies.Select(c => (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(c)) % Locks).ToString(CultureInfo.InvariantCulture)).Distinct());

    /// <summary>The leads of those cookies that have one; they keep them until the transaction ends.</summary>
    public static async Task<Dictionary<string, long>> OwnersAsync(Session session, IReadOnlyList<string> cookies)
    {
        var owners = new Dictionary<string, long>(StringComparer.Ordinal);
        if (cookies.Count == 0) return owners;
        var dialect = session.Database.Dialect;
        var rows = await session
            .Sql($"select cookie, lead from {session.Database.Table(Table)} where {dialect.In("cookie", 1)} order by cookie{dialect.ForUpdate}")
            .BindSet(cookies).ListAsync(r => (Cookie: r.GetString(0), Lead: r.GetInt64(1)));
        foreach (var (cookie, lead) in rows) owners[cookie] = lead;
        return owners;
    }

    /// <summary>The lead of a cookie, or null.</summary>
    public static async Task<long?> OwnerAsync(Session session, string cookie) =>
        await session.Sql($"select lead from {session.Database.Table(Table)} where cookie = $1").Bind(cookie).NumberAsync();

    /// <summary>Gives cookies to leads, in order. The leads' rows must be locked.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="pairs">Cookies that <see cref="IsCookie"/> has admitted, with the leads they belong to from now on.</param>
    /// <param name="withHistory">Whether what happened under a cookie that was nobody's becomes its first lead's.</param>
    /// <returns>That history, to be appended to the log in this transaction.</returns>
    public static async Task<IReadOnlyList<Activity>> AssociateAsync(Session session, IReadOnlyList<(string Cookie, long Lead)> pairs, bool withHistory)
    {
        if (pairs.Count == 0) return [];
        string[] cookies = [.. pairs.Select(p => p.Cookie).Distinct(StringComparer.Ordinal)];
        await LockAsync(session, cookies);
        var owners = await OwnersAsync(session, cookies);
        var (first, last) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (cookie, lead) in pairs)
        {
            last[cookie] = lead;
            if (!owners.ContainsKey(cookie)) first.TryAdd(cookie, lead);
        }
        var (table, dialect) = (session.Database.Table(Table), session.Database.Dialect);
        await dialect.InsertAsync(session, table, [Cookie, Lead], [.. first.Keys.Select(c => new object?[] { c, last[c] })]);
        await dialect.UpdateAsync(
            session, table, Cookie, [Lead], [.. owners.Where(o => o.Value != last[o.Key]).Select(o => new object?[] { o.Key, last[o.Key] })]);
        return withHistory && first.Count > 0 ? await TakeHistoryAsync(session, first) : [];
    }

    /// <summary>Forgets the cookies of leads that are gone.</summary>
    public static async Task DropAsync(Session session, IReadOnlyList<long> leads) =>
        await session.Sql($"delete from {session.Database.Table(Table)} where {session.Database.Dialect.In("lead", 1)}").BindSet(leads).ExecuteAsync();

    /// <summary>Gives all cookies of some leads to another one.</summary>
    public static async Task RepointAsync(Session session, long to, IReadOnlyList<long> from) =>
        await session.Sql($"update {session.Database.Table(Table)} set lead = $1 where {session.Database.Dialect.In("lead", 2)}").Bind(to).BindSet(from).ExecuteAsync();

    private static async Task<IReadOnlyList<Activity>> TakeHistoryAsync(Session session, Dictionary<string, long> leads)
    {
        var (table, condition) = (session.Database.Table(Anonymous), session.Database.Dialect.In("cookie", 1));
        string[] cookies = [.. leads.Keys];
        var history = await session
            .Sql($"select cookie, type, date, primary_id, primary_value, attributes from {table} where {condition} order by date, id")
            .BindSet(cookies).ListAsync(r => new Activity(
                r.GetInt64(1), leads[r.GetString(0)], r.GetInt64(2), r.NumberOrNull(3), r.TextOrNull(4), r.TextOrNull(5)));
        if (history.Count > 0) await session.Sql($"delete from {table} where {condition}").BindSet(cookies).ExecuteAsync();
        return history;
    }

    [GeneratedRegex(@"^id:[0-9A-Za-z-]+&token:[^,&\s\p{C}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
