using Leadbase.Bench.Floors;
using Leadbase.Bench.Load;
using Leadbase.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Bench.Bulk;

/// <summary>What a database does with the same rows and nothing around: a durable load into a bare table, and a select read to its end.</summary>
internal abstract class BulkFloor : IDisposable
{
    private const string LeadColumns = "\"id\", \"email\", \"firstName\", \"lastName\", \"title\", \"phone\", \"city\", \"leadScore\", \"createdAt\"";
    private const string ActivityColumns = "position, lead, date, type, primary_value, attributes";

    /// <summary>Loads rows into an empty table with a key and no other index.</summary>
    public abstract void Load(List<object[]> rows);

    /// <summary>Reads leads created in a time to the end.</summary>
    public void ReadLeads(long from, long to) => Read($"select {LeadColumns} from {Table("lead")} where \"createdAt\" >= {from} and \"createdAt\" <= {to} order by id");

    /// <summary>Reads activities of a time to the end.</summary>
    public void ReadActivities(long from, long to) => Read($"select {ActivityColumns} from {Table("activity")} where date >= {from} and date <= {to} order by position");

    public abstract void Dispose();

    protected abstract string Table(string name);

    protected abstract void Read(string select);

    protected static string Definition(string id) =>
        $"(id {id}, {string.Join(", ", PeopleFile.Columns.Select(c => $"{c.Quoted} {(c.Kind == StorageKind.Text ? "text" : "bigint")}"))})";

    protected static string Names => string.Join(", ", PeopleFile.Columns.Select(c => c.Quoted).Prepend("id"));

    /// <summary>SQLite: prepared inserts in one transaction; each row read column by column.</summary>
    public sealed class Sqlite(string file, string instance) : BulkFloor
    {
        public override void Load(List<object[]> rows)
        {
            File.Delete(file);
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            Run(connection, "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 32000");
            Run(connection, $"create table people {Definition("integer primary key")}");
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"insert into people ({Names}) values ({string.Join(", ", Enumerable.Range(0, PeopleFile.Columns.Length + 1).Select(i => $"${i}"))})";
            for (var i = 0; i <= PeopleFile.Columns.Length; i++) insert.Parameters.AddWithValue($"${i}", DBNull.Value);
            for (var r = 0; r < rows.Count; r++)
            {
                insert.Parameters[0].Value = (long)r;
                for (var i = 0; i < rows[r].Length; i++) insert.Parameters[i + 1].Value = rows[r][i];
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }

        public override void Dispose()
        {
        }

        protected override string Table(string name) => name;

        protected override void Read(string select)
        {
            using var connection = new SqliteConnection($"Data Source={instance};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = select;
            using var reader = command.ExecuteReader();
            var values = new object[reader.FieldCount];
            while (reader.Read()) reader.GetValues(values);
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>PostgreSQL: binary COPY in one durable transaction; COPY of a select to standard output.</summary>
    public sealed class Postgres(string connectionString, string schema) : BulkFloor
    {
        private readonly NpgsqlDataSource _source = PostgresFloorReader.Source(connectionString);

        public override void Load(List<object[]> rows)
        {
            using var connection = _source.OpenConnection();
            Run(connection, $"drop table if exists {Table("bench_people")}; create table {Table("bench_people")} {Definition("bigint primary key")}");
            using (var copy = connection.BeginBinaryImport($"copy {Table("bench_people")} ({Names}) from stdin (format binary)"))
            {
                for (var r = 0; r < rows.Count; r++)
                {
                    copy.StartRow();
                    copy.Write((long)r);
                    foreach (var value in rows[r])
                    {
                        if (value is long number) copy.Write(number);
                        else copy.Write((string)value);
                    }
                }
                copy.Complete();
            }
            Run(connection, $"drop table {Table("bench_people")}");
        }

        public override void Dispose() => _source.Dispose();

        protected override string Table(string name) => $"\"{schema}\".\"{name}\"";

        protected override void Read(string select)
        {
            using var connection = _source.OpenConnection();
            using var reader = connection.BeginTextExport($"copy ({select}) to stdout");
            var buffer = new char[64 * 1024];
            while (reader.Read(buffer, 0, buffer.Length) > 0)
            {
            }
        }

        private static void Run(NpgsqlConnection connection, string sql)
        {
            using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.ExecuteNonQuery();
        }
    }
}
