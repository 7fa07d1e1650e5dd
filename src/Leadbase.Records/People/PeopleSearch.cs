using System.Data.Common;
using Leadbase.Accounts;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.People;

/// <summary>A person in a list.</summary>
/// <param name="Id">The lead's id.</param>
/// <param name="Email">The address, or null.</param>
/// <param name="FirstName">The first name, or null.</param>
/// <param name="LastName">The last name, or null.</param>
/// <param name="Company">The company's name, or null.</param>
/// <param name="UpdatedAt">When it was changed last, in seconds since 1970.</param>
public sealed record Person(long Id, string? Email, string? FirstName, string? LastName, string? Company, long UpdatedAt);

/// <summary>What people are looked up by, and in which order they come.</summary>
public enum PeopleKey
{
    /// <summary>By their ids.</summary>
    Id,

    /// <summary>By the beginning of their addresses.</summary>
    Email,

    /// <summary>By the beginning of their last names, without regard to the case of A to Z.</summary>
    LastName,
}

/// <summary>Where a page begins: after a person.</summary>
/// <param name="Key">The person's address or name, folded; empty where people come by id.</param>
/// <param name="Id">The person's id.</param>
public sealed record PeoplePlace(string Key, long Id);

/// <summary>A page of people.</summary>
/// <param name="People">The people.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record PeoplePage(IReadOnlyList<Person> People, PeoplePlace? Next);

/// <summary>
/// Pages of people for somebody who browses: each is one range of an index, whatever the number of people, and nothing is
/// counted or sorted. All partitions are seen.
/// </summary>
public static class PeopleSearch
{
    /// <summary>Characters of a beginning that are looked at.</summary>
    public const int MaxPrefix = 255;

    private const string NameExpression = "lower(\"lastName\")";

    /// <summary>The index that people are found by last name with.</summary>
    public static IEnumerable<string> CreateIndex(Database database)
    {
        yield return $"create index {Identifier.Quote("lead_last_name")} on {database.Table(StandardObjects.Lead)} ({NameExpression}, id)";
    }

    /// <summary>A page.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="by">What people are looked up by.</param>
    /// <param name="prefix">What their key begins with; of ids, the first one. Empty for all.</param>
    /// <param name="after">Where the page before this one ended; null for the first page.</param>
    /// <param name="size">People at most.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<PeoplePage> FindAsync(Instance instance, PeopleKey by, string prefix, PeoplePlace? after, int size, CancellationToken cancel = default)
    {
        prefix = prefix.Length > MaxPrefix ? prefix[..MaxPrefix] : prefix;
        if (prefix.Contains('\0', StringComparison.Ordinal) || after?.Key.Contains('\0', StringComparison.Ordinal) == true) return new PeoplePage([], null);
        await using var session = await instance.Database.ReadAsync(cancel);
        var statement = session.Sql(Sql(instance.Database, by, size + 1));
        var begins = by == PeopleKey.Id ? "" : Folding.Lower(prefix);
        if (by == PeopleKey.Id) statement.Bind(after?.Id ?? FirstId(prefix) - 1);
        else statement.Bind(after?.Key ?? begins).Bind(after?.Id ?? -1);
        var rows = (await statement.ListAsync(Read)).TakeWhile(r => r.Key.StartsWith(begins, StringComparison.Ordinal)).ToList();
        var page = rows.Take(size).ToList();
        return new PeoplePage([.. page.Select(r => r.Person)], rows.Count > size ? new PeoplePlace(page[^1].Key, page[^1].Person.Id) : null);
    }

    /// <summary>
    /// The statement of a page, which begins after a place, $1 and $2. Where the prefix ends is not in it: PostgreSQL takes a
    /// range with two ends, whose values a prepared statement does not know, for so few rows that it sorts them all.
    /// </summary>
    internal static string Sql(Database database, PeopleKey by, int limit)
    {
        var key = by switch { PeopleKey.Email => "lower(t.\"email\")", PeopleKey.LastName => "lower(t.\"lastName\")", _ => "''" };
        var (condition, order) = by == PeopleKey.Id ? ("t.id > $1", "t.id") : ($"{key} >= $1 and ({key}, t.id) > ($1, $2)", $"{key}, t.id");
        var company = Join.ColumnOf(StandardObjects.Company);
        return $"""
            select t.id, t."email", t."firstName", t."lastName", c."company", t."updatedAt", {key}
            from {database.Table(StandardObjects.Lead)} t left join {database.Table(StandardObjects.Company)} c on c.id = t."{company}"
            where {condition} order by {order} limit {limit}
            """;
    }

    private static long FirstId(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 1;

    private static (Person Person, string Key) Read(DbDataReader r) => (
        new Person(r.GetInt64(0), r.TextOrNull(1), r.TextOrNull(2), r.TextOrNull(3), r.TextOrNull(4), r.NumberOrNull(5) ?? 0), r.GetString(6));
}
