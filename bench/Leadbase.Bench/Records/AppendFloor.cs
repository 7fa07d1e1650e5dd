using Leadbase.Activities;
using Leadbase.Storage;

namespace Leadbase.Bench.Records;

/// <summary>
/// What Add Custom Activities cannot do without, by hand: positions from the counter that any log in the order of commits
/// must have, the rows, one durable transaction. Leads and types are taken as they come.
/// </summary>
internal abstract class AppendFloor : IBatchFloor
{
    protected const string Table = "activity";

    protected static readonly Column[] Columns =
    [
        new("position", StorageKind.Integer), new("type", StorageKind.Integer), new("lead", StorageKind.Integer), new("date", StorageKind.Integer),
        new("primary_value", StorageKind.Text), new("attributes", StorageKind.Text),
    ];

    public abstract void Run(object[][] batch);

    public abstract void Dispose();

    protected static List<object?[]> Rows(object[][] batch, long position) =>
        [.. batch.Select((r, i) => (object?[])[position + i, CustomActivityData.TypeId, r[0], r[1], r[2], Activity.Pack([.. r[3..].Cast<string>()])])];

    /// <summary>SQLite.</summary>
    public sealed class Sqlite(string path) : AppendFloor
    {
        private readonly SqliteFloorFile _file = new(path);

        public override void Run(object[][] batch)
        {
            using var transaction = _file.Begin();
            _file.Insert(transaction, Table, Columns, Rows(batch, _file.Take(transaction, Table, batch.Length)));
            transaction.Commit();
        }

        public override void Dispose() => _file.Dispose();
    }

    /// <summary>PostgreSQL.</summary>
    public sealed class Postgres(string connectionString, string schema) : AppendFloor
    {
        private readonly PostgresFloorSchema _schema = new(connectionString, schema);

        public override void Run(object[][] batch)
        {
            using var connection = _schema.Open();
            using var transaction = connection.BeginTransaction();
            using var take = PostgresFloorSchema.Command(connection, $"update {_schema.Table("sequence")} set next = next + $1 where name = 'activity' returning next", (long)batch.Length);
            _schema.Insert(connection, Table, Columns, Rows(batch, (long)take.ExecuteScalar()! - batch.Length));
            transaction.Commit();
        }

        public override void Dispose() => _schema.Dispose();
    }
}
