using Leadbase.Assets;
using Leadbase.Storage;

namespace Leadbase.Marketing.Tokens;

/// <summary>The My Tokens of folders and programs: a row each. A place has one of a name, without regard to case.</summary>
public static class TokenStore
{
    /// <summary>Tokens of a folder or program, at most.</summary>
    public const int MaxInPlace = 1_000;

    private const string Table = "my_token";

    /// <summary>The table.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table(Table)}
                (folder_type {text} not null, folder_id {number} not null, token {text} not null, name {text} not null, type {text} not null, value {text} not null,
                 primary key (folder_type, folder_id, token))
            """;
    }

    /// <summary>The tokens that a place has of its own, in the order of their names.</summary>
    internal static async Task<List<MyToken>> OfAsync(Session session, AssetFolder place) =>
        await session.Sql($"select name, type, value from {TableOf(session)} where folder_type = $1 and folder_id = $2 order by token")
            .Bind(place.Type).Bind(place.Id).ListAsync(r => new MyToken(r.GetString(0), r.GetString(1), r.GetString(2)));

    /// <summary>Makes a token, or gives the one of this name another type and value.</summary>
    internal static async Task SetAsync(Session session, AssetFolder place, MyToken token) =>
        await session
            .Sql($"""
                insert into {TableOf(session)} (folder_type, folder_id, token, name, type, value) values ($1, $2, $3, $4, $5, $6)
                on conflict (folder_type, folder_id, token) do update set name = excluded.name, type = excluded.type, value = excluded.value
                """)
            .Bind(place.Type).Bind(place.Id).Bind(Folding.Lower(token.Name)).Bind(token.Name).Bind(token.Type).Bind(token.Value).ExecuteAsync();

    /// <summary>Removes the token of a name and type; returns whether there was one.</summary>
    internal static async Task<bool> DeleteAsync(Session session, AssetFolder place, string name, string type) =>
        await session.Sql($"delete from {TableOf(session)} where folder_type = $1 and folder_id = $2 and token = $3 and type = $4")
            .Bind(place.Type).Bind(place.Id).Bind(Folding.Lower(name)).Bind(type).ExecuteAsync() > 0;

    /// <summary>Removes every token of a place.</summary>
    internal static async Task ClearAsync(Session session, AssetFolder place) =>
        await session.Sql($"delete from {TableOf(session)} where folder_type = $1 and folder_id = $2").Bind(place.Type).Bind(place.Id).ExecuteAsync();

    /// <summary>Gives a place the tokens of another one.</summary>
    internal static async Task CopyAsync(Session session, AssetFolder from, AssetFolder to) =>
        await session
            .Sql($"""
                insert into {TableOf(session)} (folder_type, folder_id, token, name, type, value)
                select $1, $2, token, name, type, value from {TableOf(session)} where folder_type = $3 and folder_id = $4
                """)
            .Bind(to.Type).Bind(to.Id).Bind(from.Type).Bind(from.Id).ExecuteAsync();

    /// <summary>The tokens of a place and of all that is above it, the farthest first.</summary>
    internal static async Task<List<MyToken>> OnWayAsync(Session session, AssetFolder place, int maxDepth)
    {
        var asset = session.Database.Table(AssetsSchema.Table);
        return await session
            .Sql($"""
                with recursive way(kind, number, up_kind, up_number, depth) as (
                    select a.type, a.id, a.folder_type, a.folder_id, 0 from {asset} a where a.type = $1 and a.id = $2
                    union
                    select a.type, a.id, a.folder_type, a.folder_id, w.depth + 1 from {asset} a join way w on a.type = w.up_kind and a.id = w.up_number where w.depth < $3)
                select t.name, t.type, t.value from {TableOf(session)} t join way w on t.folder_type = w.kind and t.folder_id = w.number order by w.depth desc
                """)
            .Bind(place.Type).Bind(place.Id).Bind((long)maxDepth).ListAsync(r => new MyToken(r.GetString(0), r.GetString(1), r.GetString(2)));
    }

    private static string TableOf(Session session) => session.Database.Table(Table);
}
