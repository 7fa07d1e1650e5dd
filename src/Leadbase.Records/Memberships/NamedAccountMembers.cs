using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>Which named accounts are in which lists, in the transaction of whoever asks.</summary>
internal static class NamedAccountMembers
{
    private const string Name = "named_account_member";
    private static readonly Column[] Columns = [new("list", StorageKind.Integer), new("account", StorageKind.Integer), new("created_at", StorageKind.Integer)];

    /// <summary>The ids of a list's members after $2, of the list $1, in their order.</summary>
    public static string Sql(Database database, int limit) =>
        $"select m.account from {database.Table(Name)} m where m.list = $1 and m.account > $2 order by m.account limit {limit}";

    /// <summary>Which of the accounts are members.</summary>
    public static async Task<HashSet<long>> AmongAsync(Session session, long list, IReadOnlyList<long> accounts) =>
        [.. await session.Sql($"select account from {Table(session)} where list = $1 and {session.Database.Dialect.In("account", 2)}")
            .Bind(list).BindSet(accounts).ListAsync(r => r.GetInt64(0))];

    /// <summary>Adds accounts, none of which may be a member.</summary>
    public static Task AddAsync(Session session, long list, IEnumerable<long> accounts, long now) =>
        session.Database.Dialect.InsertAsync(session, Table(session), Columns, [.. accounts.Select(a => new object?[] { list, a, now })]);

    /// <summary>Removes accounts.</summary>
    public static async Task RemoveAsync(Session session, long list, IReadOnlyList<long> accounts) =>
        await session.Sql($"delete from {Table(session)} where list = $1 and {session.Database.Dialect.In("account", 2)}").Bind(list).BindSet(accounts).ExecuteAsync();

    /// <summary>Ends the memberships of lists or accounts that are gone; of other objects there are none.</summary>
    public static async Task ForgetAsync(Session session, ObjectType type, HashSet<long> deleted)
    {
        var column = type.Name switch { StandardObjects.NamedAccountList => "list", StandardObjects.NamedAccount => "account", _ => null };
        if (column is null || deleted.Count == 0) return;
        await session.Sql($"delete from {Table(session)} where {session.Database.Dialect.In(column, 1)}").BindSet([.. deleted]).ExecuteAsync();
    }

    private static string Table(Session session) => session.Database.Table(Name);
}
