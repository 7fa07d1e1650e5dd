using Leadbase.Storage;
using Leadbase.Storage.Postgres;

namespace Leadbase.Tests.Storage;

public sealed class PostgresDatabaseTests : DatabaseSuite
{
    private readonly string _schema = "lb_storage_" + Guid.NewGuid().ToString("N")[..12];
    private PostgresServer? _server;

    protected override void Prepare()
    {
        if (OnEveryDatabaseAttribute.SkipReason is { } reason) Assert.Skip(reason);
        _server = new PostgresServer(OnEveryDatabaseAttribute.PostgresConnection!, synchronousCommit: false);
    }

    protected override Database Open() => _server!.Database(_schema);

    protected override Task<List<string>> IndexesAsync(Session session, string table) => session
        .Sql("select i.indexname::text from pg_indexes i where i.schemaname = $1 and i.tablename = $2").Bind(_schema).Bind(table)
        .ListAsync(r => r.GetString(0)).AsTask();

    protected override ValueTask CloseAsync() => _server!.DisposeAsync();
}
