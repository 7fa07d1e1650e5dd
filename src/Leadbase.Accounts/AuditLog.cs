using System.Text.Encodings.Web;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>An administrative change.</summary>
/// <param name="Id">Ascending within its database.</param>
/// <param name="At">When, in seconds since 1970.</param>
/// <param name="Who">A user id, <see cref="Administrator.CommandLine"/> or <see cref="Administrator.Server"/>.</param>
/// <param name="Action">What was done, for example <c>create</c>.</param>
/// <param name="Kind">To what kind of thing, for example <c>role</c>.</param>
/// <param name="Name">To which one.</param>
/// <param name="Before">The thing as it was, as JSON without secrets; null when it is new.</param>
/// <param name="After">The thing as it is now, as JSON without secrets; null when it is gone.</param>
public sealed record AuditEntry(long Id, long At, string Who, string Action, string Kind, string Name, string? Before, string? After);

/// <summary>Where a page of the log begins: below an id in the instance's database, and below one in the catalogue.</summary>
public readonly record struct AuditPosition(long Own, long Server)
{
    /// <summary>The newest entry.</summary>
    public static readonly AuditPosition Newest = new(long.MaxValue, long.MaxValue);
}

/// <summary>A page of the log, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditPosition? Next);

/// <summary>
/// The log of administrative changes. An entry is in the database of what it tells of, written in the same transaction:
/// accounts are in the instance's, settings and console accounts in the catalogue's.
/// </summary>
public static class AuditLog
{
    private const string Columns = "id, at, who, action, kind, name, before_change, after_change";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an instance's administrator may see: the changes of its accounts and of its settings.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="from">Where the page begins.</param>
    /// <param name="count">The most entries it may have.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<AuditPage> ReadAsync(Instance instance, AuditPosition from, int count, CancellationToken cancel = default)
    {
        var own = await ReadAsync(instance.Database, "", from.Own, count + 1, cancel);
        var server = await ReadAsync(instance.Catalogue.Database, instance.MunchkinId, from.Server, count + 1, cancel);
        var (entries, o, s) = (new List<AuditEntry>(count), 0, 0);
        while (entries.Count < count && (o < own.Count || s < server.Count))
        {
            entries.Add(s == server.Count || (o < own.Count && own[o].At >= server[s].At) ? own[o++] : server[s++]);
        }
        var next = new AuditPosition(o == 0 ? from.Own : own[o - 1].Id, s == 0 ? from.Server : server[s - 1].Id);
        return new AuditPage(entries, o < own.Count || s < server.Count ? next : null);
    }

    /// <summary>Statements that create the log in an instance's database or in the catalogue.</summary>
    internal static IEnumerable<string> Create(Database database)
    {
        var (id, text, number) = (database.Dialect.IdType + " primary key", database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table("audit")}
                (id {id}, at {number} not null, who {text} not null, action {text} not null, kind {text} not null,
                 name {text} not null, before_change {text}, after_change {text})
            """;
        yield return database.Dialect.CreateSequence(database, "audit");
    }

    internal static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, Options);

    internal static async Task WriteAsync(Session session, AuditEntry entry)
    {
        var id = (await session.Database.Dialect.AllocateIdsAsync(session, "audit", 1))[0];
        await session.Sql($"insert into {session.Database.Table("audit")} ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .Bind(id).Bind(entry.At).Bind(entry.Who).Bind(entry.Action).Bind(entry.Kind).Bind(entry.Name)
            .Bind(entry.Before).Bind(entry.After).ExecuteAsync();
    }

    /// <summary>Entries of a database, in the catalogue only those of an instance's settings.</summary>
    private static async Task<List<AuditEntry>> ReadAsync(Database database, string settingsOf, long below, int count, CancellationToken cancel)
    {
        await using var session = await database.ReadAsync(cancel);
        var only = settingsOf.Length == 0 ? "$3 = ''" : $"kind = '{InstanceCatalogue.Kind}' and name = $3";
        return await session.Sql($"select {Columns} from {database.Table("audit")} where id < $1 and {only} order by id desc limit $2")
            .Bind(below).Bind(count).Bind(settingsOf)
            .ListAsync(r => new AuditEntry(
                r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.TextOrNull(6), r.TextOrNull(7)));
    }
}
