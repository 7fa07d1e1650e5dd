namespace Leadbase.Storage;

/// <summary>
/// What differs between the databases, and nothing else. All SQL outside <c>Sqlite/</c> and <c>Postgres/</c> is
/// written once, with <c>$1</c>-style parameters, times as parameters, no triggers and no <c>MERGE</c>.
/// </summary>
public interface ISqlDialect
{
    /// <summary>The type of a primary key column that holds 64-bit ids.</summary>
    string IdType { get; }

    /// <summary>The column type of a storage kind.</summary>
    string TypeOf(StorageKind kind);

    /// <summary>Statements that keep a database from compressing a column of large values, which costs more time than it saves.</summary>
    IEnumerable<string> StoreUncompressed(string table, string column);

    /// <summary>A condition that <paramref name="expression"/> is among the values of a bound set.</summary>
    /// <param name="expression">A column or an indexed expression.</param>
    /// <param name="parameter">The number of the parameter that <see cref="Statement.BindSet(IReadOnlyList{long})"/> binds.</param>
    string In(string expression, int parameter);

    /// <summary>The values of a bound set as the rows of a table <c>k</c> with one column, <c>value</c>: for a query that looks each of them up.</summary>
    /// <param name="parameter">The number of the parameter, as for <see cref="In"/>.</param>
    string Each(int parameter);

    /// <summary>The text at a place, from 0, of a JSON array of texts that a column holds; null where the array has none.</summary>
    string ItemOf(string array, int index);

    /// <summary>A text as a real number; null where it is none, or has an exponent.</summary>
    string NumberOf(string text);

    /// <summary>The clause that keeps rows from changing until the transaction ends; empty where one writer makes it needless.</summary>
    string ForUpdate { get; }

    /// <summary>Inserts rows; each row has a value (or null) per column.</summary>
    Task InsertAsync(Session session, string table, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows);

    /// <summary>Updates rows by key; each row has the key first, then a value (or null) per column.</summary>
    Task UpdateAsync(Session session, string table, Column key, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows);

    /// <summary>Makes every other transaction that names one of the keys wait until this one ends.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="scope">What the keys are keys of, for example <c>lead.email</c>.</param>
    /// <param name="keys">The keys, in any order.</param>
    Task LockKeysAsync(Session session, string scope, IEnumerable<string> keys);

    /// <summary>Statements that create an id sequence.</summary>
    string CreateSequence(Database database, string name);

    /// <summary>Takes <paramref name="count"/> ids that are never given again, ascending; gaps may occur.</summary>
    Task<long[]> AllocateIdsAsync(Session session, string sequence, int count);

    /// <summary>Raises an id sequence so that its next value is greater than <paramref name="value"/>.</summary>
    Task RaiseSequenceAsync(Session session, string sequence, long value);

    /// <summary>Whether an error means that a lock or a connection could not be had in time, so that trying again may succeed.</summary>
    bool IsTransient(Exception error);

    /// <summary>Whether an error means that two transactions stood in each other's way, so that this one may be run again.</summary>
    bool IsConflict(Exception error);

    /// <summary>Whether an error means that the database has no room left.</summary>
    bool IsDiskFull(Exception error);
}
