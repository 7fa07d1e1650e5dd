using System.Globalization;
using Leadbase.Bench.Records;
using Leadbase.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Bench.Load;

/// <summary>Where a server's data is, and how it is filled past the server.</summary>
internal abstract class LeadStore : IDisposable
{
    private const string Munchkin = "123-abc-456";

    /// <summary>What the server and the floors are told.</summary>
    public abstract IEnumerable<string> ServerArguments { get; }

    public abstract IEnumerable<string> FloorArguments { get; }

    /// <summary>What there is besides the leads; null for a New Lead activity each and nothing more.</summary>
    public RecordCounts? Records { get; init; }

    /// <summary>Writes the first leads, each with its New Lead activity, into the tables that the server has created.</summary>
    public abstract void Fill(int leads);

    public abstract void Dispose();

    /// <summary>The SQL of the two ways to the same rows, word by word as the server asks.</summary>
    public static string SelectDefault(string table) =>
        $"select t.\"id\", t.\"updatedAt\", t.\"lastName\", t.\"email\", t.\"createdAt\", t.\"firstName\" from {table} t";

    /// <summary>An SQLite file in a folder.</summary>
    public sealed class Sqlite(string folder) : LeadStore
    {
        public string File => Path.Combine(folder, "instances", Munchkin + ".db");

        public override IEnumerable<string> ServerArguments => ["--data", folder];

        public override IEnumerable<string> FloorArguments => ["--sqlite", File];

        public override void Fill(int leads)
        {
            using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
            connection.Open();
            Run(connection, "pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -1000000; pragma wal_autocheckpoint = 100000");
            using (var transaction = connection.BeginTransaction())
            {
                Insert(connection, transaction, "lead", [.. LeadData.SystemColumns, .. LeadData.Fields], leads, LeadRow);
                foreach (var (table, columns, count, row) in More(leads)) Insert(connection, transaction, table, columns, count, row);
                transaction.Commit();
            }
            Run(connection, $"update \"sequence\" set next = {leads + 1} where name = 'lead'; update \"sequence\" set next = {Activities(leads) + 1} where name = 'activity'");
            foreach (var data in Objects) Run(connection, $"update \"sequence\" set next = {Records!.Companies + 1} where name = '{data.Table}'");
            Run(connection, $"update \"token\" set expires_at = expires_at + 10000000");
            Run(connection, "pragma wal_checkpoint(truncate)");
        }

        /// <summary>A database of its own with equal content.</summary>
        public string Copy()
        {
            var copy = Path.Combine(folder, "floor.db");
            System.IO.File.Copy(File, copy, overwrite: true);
            return copy;
        }

        public override void Dispose()
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }

        private static void Insert(
            SqliteConnection connection, SqliteTransaction transaction, string table, Column[] columns, int count, Func<long, object?[]> row)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText =
                $"insert into \"{table}\" ({string.Join(", ", columns.Select(c => c.Quoted))}) values ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
            for (var i = 0; i < columns.Length; i++) command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
            for (var n = 1; n <= count; n++)
            {
                var values = row(n);
                for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
                command.ExecuteNonQuery();
            }
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Schemas with a prefix of their own in a PostgreSQL database.</summary>
    public sealed class Postgres(string connectionString, string prefix, string folder) : LeadStore
    {
        public string ConnectionString => connectionString;

        public string Schema => $"{prefix}_{Munchkin.Replace('-', '_')}";

        public override IEnumerable<string> ServerArguments => ["--data", folder, "--postgres", connectionString, "--postgres-schema", prefix];

        public override IEnumerable<string> FloorArguments => ["--postgres", connectionString, "--schema", Schema];

        public override void Fill(int leads)
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            Copy(connection, "lead", [.. LeadData.SystemColumns, .. LeadData.Fields], leads, LeadRow);
            foreach (var (table, columns, count, row) in More(leads)) Copy(connection, table, columns, count, row);
            foreach (var data in Objects)
            {
                Run(connection, $"select setval('\"{Schema}\".\"{data.Table}_id\"', {Records!.Companies})");
                Run(connection, $"vacuum (analyze) \"{Schema}\".\"{data.Table}\"");
            }
            if (Records is not null) Run(connection, $"vacuum (analyze) \"{Schema}\".\"list_member\"");
            Run(connection, $"select setval('\"{Schema}\".\"lead_id\"', {leads})");
            Run(connection, $"update \"{Schema}\".\"sequence\" set next = {Activities(leads) + 1} where name = 'activity'");
            Run(connection, $"update \"{Schema}\".\"token\" set expires_at = expires_at + 10000000");
            Run(connection, $"vacuum (analyze) \"{Schema}\".\"lead\"");
            Run(connection, $"vacuum (analyze) \"{Schema}\".\"activity\"");
            Run(connection, "checkpoint");
        }

        public override void Dispose()
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            Run(connection, $"drop schema if exists \"{prefix}\" cascade");
            Run(connection, $"drop schema if exists \"{Schema}\" cascade");
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }

        private void Copy(NpgsqlConnection connection, string table, Column[] columns, int count, Func<long, object?[]> row)
        {
            using var copy = connection.BeginBinaryImport(
                $"copy \"{Schema}\".\"{table}\" ({string.Join(", ", columns.Select(c => c.Quoted))}) from stdin (format binary)");
            for (var n = 1; n <= count; n++)
            {
                copy.StartRow();
                foreach (var value in row(n))
                {
                    switch (value)
                    {
                        case null: copy.WriteNull(); break;
                        case long number: copy.Write(number); break;
                        case bool truth: copy.Write(truth); break;
                        default: copy.Write((string)value); break;
                    }
                }
            }
            copy.Complete();
        }

        private static void Run(NpgsqlConnection connection, string sql)
        {
            using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.ExecuteNonQuery();
        }
    }

    private static readonly Column[] ActivityColumns =
    [
        new("position", StorageKind.Integer), new("type", StorageKind.Integer), new("lead", StorageKind.Integer), new("date", StorageKind.Integer),
        new("attributes", StorageKind.Text),
    ];

    private static object?[] LeadRow(long n) =>
        [n, 1L, LeadData.CreatedAt(n), LeadData.CreatedAt(n), LeadData.CreatedAt(n), .. LeadData.Values(n)];

    private object?[] ActivityRow(long n, long leads) => n <= leads
        ? [n, Leadbase.Activities.ActivityType.NewLead, n, ActivityDate(n), SyncBatch.NewAttributes("Web")]
        : [n, Leadbase.Activities.ActivityType.ChangeDataValue, (n * 7919 % leads) + 1, ActivityDate(n), SyncBatch.ChangeAttributes("Berlin", "London")];

    private long ActivityDate(long n) => LeadData.CreatedAt(n / (Records?.ActivitiesPerSecond ?? 1));

    private ObjectData[] Objects => Records is null ? [] : ObjectData.All;

    private int Activities(int leads) => Records?.Activities ?? leads;

    private IEnumerable<(string Table, Column[] Columns, int Count, Func<long, object?[]> Row)> More(int leads)
    {
        yield return ("activity", ActivityColumns, Activities(leads), n => ActivityRow(n, leads));
        if (Records is not { } records) yield break;
        foreach (var data in Objects) yield return (data.Table, data.Columns, records.Companies, data.Row);
        yield return ("asset", RecordCounts.AssetColumns, 1, _ => RecordCounts.List);
        yield return ("list_member", RecordCounts.MemberColumns, records.Members, RecordCounts.Member);
    }
}
