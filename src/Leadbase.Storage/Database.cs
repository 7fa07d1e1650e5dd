namespace Leadbase.Storage;

/// <summary>
/// One isolated set of tables: an SQLite file or a PostgreSQL schema. An instance has one, and so has the
/// server's catalogue; no statement names tables of two.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>What is particular to this kind of database.</summary>
    public abstract ISqlDialect Dialect { get; }

    /// <summary>Where the data is, in words for a person (never with a password).</summary>
    public abstract string Location { get; }

    /// <summary>The quoted, schema-qualified name of a table.</summary>
    public abstract string Table(string name);

    /// <summary>A session that reads; it sees what was committed when each statement begins.</summary>
    public abstract ValueTask<Session> ReadAsync(CancellationToken cancel = default);

    /// <summary>A session in a transaction; nothing is kept unless <see cref="Session.CommitAsync"/> is called.</summary>
    public abstract ValueTask<Session> WriteAsync(CancellationToken cancel = default);

    /// <summary>Names of the tables' columns, by table; used to add columns that the program knows and the data does not.</summary>
    public abstract Task<IReadOnlySet<string>> ColumnsOfAsync(Session session, string table);

    /// <summary>Adds a column of nulls, without rewriting the table.</summary>
    public async Task AddColumnAsync(Session session, string table, Column column) =>
        await session.RunAsync($"alter table {Table(table)} add column {column.Quoted} {Dialect.TypeOf(column.Kind)}");

    /// <summary>
    /// Waits until nobody else, in this process or in another one, changes columns and indexes here, and keeps others
    /// waiting until it is disposed. Outside any transaction.
    /// </summary>
    /// <remarks>
    /// PostgreSQL waits, at the end of an index build, for every older snapshot, and a statement that waits for the
    /// build's lock has one: without turns two builds, or a build and a new column, stand in each other's way.
    /// </remarks>
    public abstract Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancel = default);

    /// <summary>
    /// Builds an index on a column or an expression (<see cref="Identifier.Indexed"/>). PostgreSQL builds it without
    /// blocking writers; SQLite holds its one writer for the length of a table scan. Outside any
    /// transaction, in one's turn.
    /// </summary>
    public abstract Task CreateIndexAsync(string name, string table, string expression, CancellationToken cancel = default);

    /// <summary>Runs <paramref name="work"/> while no other process can do the same here: migrations.</summary>
    public abstract Task ExclusivelyAsync(Func<Session, Task> work, CancellationToken cancel = default);

    /// <summary>Removes the data for good.</summary>
    public abstract Task DropAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
