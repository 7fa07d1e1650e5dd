using Leadbase.Storage;
using Leadbase.Storage.Sqlite;

namespace Leadbase.Tests.Storage;

public sealed class SqliteDatabaseTests : DatabaseSuite
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "leadbase-storage-" + Guid.NewGuid().ToString("N"));

    protected override bool TurnsCrossProcesses => false;

    protected override void Prepare()
    {
        // SQLite is always there.
    }

    protected override Database Open() => new SqliteDatabase(Path.Combine(_folder, "test.db"), new SqliteOptions("normal"));

    protected override Task<List<string>> IndexesAsync(Session session, string table) =>
        session.Sql("select name from pragma_index_list($1)").Bind(table).ListAsync(r => r.GetString(0)).AsTask();

    protected override ValueTask CloseAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
