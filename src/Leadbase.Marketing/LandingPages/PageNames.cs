using Leadbase.Assets;
using Leadbase.Storage;

namespace Leadbase.Marketing.LandingPages;

/// <summary>The names of landing pages in URLs: no two pages have the same. A row for the name of each version of a page.</summary>
public static class PageNames
{
    private const string Table = "page_name";

    /// <summary>The table.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"create table {database.Table(Table)} (name {text} primary key, page {number} not null)";
        yield return $"create index {Identifier.Quote("page_name_page")} on {database.Table(Table)} (page)";
    }

    /// <summary>Whether a page may have a name; whoever asks for the same one waits until the transaction ends.</summary>
    internal static async Task<bool> TakeAsync(Session session, long page, string name)
    {
        await session.Database.Dialect.LockKeysAsync(session, "page.name", [Folding.Lower(name)]);
        return await FindAsync(session, name) is not { } other || other == page;
    }

    /// <summary>The id of the page of a name, in any case; null when there is none.</summary>
    internal static async Task<long?> FindAsync(Session session, string name) =>
        await session.Sql($"select page from {session.Database.Table(Table)} where name = $1").Bind(Folding.Lower(name)).NumberAsync();

    /// <summary>Notes the names of a page's versions.</summary>
    internal static async Task SetAsync(Session session, Asset page)
    {
        await ClearAsync(session, page.Id);
        var names = new[] { page.ReadApproved<PageDocument>(), page.ReadDraft<PageDocument>() }.OfType<PageDocument>().Select(d => Folding.Lower(d.UrlPageName)).Distinct();
        foreach (var name in names) await session.Sql($"insert into {session.Database.Table(Table)} (name, page) values ($1, $2)").Bind(name).Bind(page.Id).ExecuteAsync();
    }

    /// <summary>Forgets the names of a page.</summary>
    internal static async Task ClearAsync(Session session, long page) =>
        await session.Sql($"delete from {session.Database.Table(Table)} where page = $1").Bind(page).ExecuteAsync();
}
