namespace Leadbase.Tests.Support;

/// <summary>Theory rows once per database, where a test has other data besides; runs without PostgreSQL show up as skipped.</summary>
internal static class EveryDatabase
{
    public static IEnumerable<TheoryDataRow<DatabaseKind, T>> With<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            yield return new(DatabaseKind.Sqlite, row);
            yield return new(DatabaseKind.Postgres, row) { Skip = OnEveryDatabaseAttribute.SkipReason };
        }
    }
}
