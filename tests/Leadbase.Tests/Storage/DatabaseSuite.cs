using Leadbase.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Leadbase.Tests.Storage;

/// <summary>What every database must do alike; inherited once per kind.</summary>
public abstract class DatabaseSuite : IAsyncLifetime
{
    private static readonly Column Id = new("id", StorageKind.Integer);
    private static readonly Column Text = new("text", StorageKind.Text);
    private static readonly Column Number = new("number", StorageKind.Integer);
    private static readonly Column Real = new("real", StorageKind.Real);
    private static readonly Column Flag = new("flag", StorageKind.Boolean);
    private static readonly Column[] All = [Id, Text, Number, Real, Flag];

    private Database _database = null!;

    private string Items => _database.Table("item");

    private ISqlDialect Dialect => _database.Dialect;

    /// <summary>Another connection to the same tables, as another process has it.</summary>
    protected abstract Database Open();

    /// <summary>Whether turns are kept between processes, too.</summary>
    protected virtual bool TurnsCrossProcesses => true;

    /// <summary>Names of a table's indexes.</summary>
    protected abstract Task<List<string>> IndexesAsync(Session session, string table);

    /// <summary>Makes sure that the kind of database is there; skips the test otherwise.</summary>
    protected abstract void Prepare();

    public async ValueTask InitializeAsync()
    {
        Prepare();
        _database = Open();
        await _database.ExclusivelyAsync(async session =>
        {
            var columns = string.Join(", ", All.Skip(1).Select(c => $"{c.Quoted} {Dialect.TypeOf(c.Kind)}"));
            await session.RunAsync($"create table {Items} (id {Dialect.IdType} primary key, {columns})");
            await session.RunAsync($"create table {_database.Table("sequence")} (name {Dialect.TypeOf(StorageKind.Text)} primary key, next {Dialect.TypeOf(StorageKind.Integer)} not null)");
            await session.RunAsync(Dialect.CreateSequence(_database, "item"));
        });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is null) return;
        await _database.DropAsync();
        await _database.DisposeAsync();
        await CloseAsync();
    }

    /// <summary>Gives back what the kind holds besides.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Inserted_rows_read_back_as_they_were_with_their_nulls()
    {
        object?[][] rows = [[1L, "Grüße 😀 'quoted'", long.MinValue, 0.1, true], [2L, null, null, null, null], [3L, "", long.MaxValue, -0.5, false]];
        await InsertAsync(rows);

        Assert.Equal(rows, await RowsAsync());
    }

    [Fact]
    public async Task A_scan_reads_what_a_query_reads_whatever_its_values_hold()
    {
        string[] texts = ["it's \"a\" \\ $1", "' or 1=1 --", "\\' or true --", "$1 $2 $$", "Grüße 😀\n\t", ""];
        object?[][] rows = [.. texts.Select((t, i) => (object?[])[(long)i, t, long.MinValue + i, i / 3.0, i % 2 == 0]), [100L, null, null, null, null]];
        await InsertAsync(rows);
        var columns = string.Join(", ", All.Select(c => c.Quoted));
        await using var session = await _database.ReadAsync();

        Assert.Equal(rows, await ScanAsync(session.Sql($"select {columns} from {Items} order by id")));
        foreach (var (text, i) in texts.Select((t, i) => (t, i)))
        {
            var sql = $"select {columns} from {Items} where text = $1 and number < $2 and \"real\" >= $3 and flag = $4 and '$1' <> '' and {Dialect.In("id", 5)} and {Dialect.In("text", 6)}";
            var statement = session.Sql(sql).Bind(text).Bind(0L).Bind(0.0).Bind(i % 2 == 0).BindSet([i, 100L]).BindSet([text, "other"]);
            Assert.Equal([rows[i]], await ScanAsync(statement));
        }

        // A scan that is left in the middle leaves its session ready for the next.
        await using (var reader = await session.Sql($"select id from {Items}").ScanAsync()) Assert.True(await reader.ReadAsync());
        Assert.Equal(rows.Length, (await ScanAsync(session.Sql($"select {columns} from {Items}"))).Count);

        static async Task<List<object?[]>> ScanAsync(Statement statement)
        {
            var found = new List<object?[]>();
            await using var reader = await statement.ScanAsync();
            while (await reader.ReadAsync()) found.Add([.. All.Select((c, i) => reader.Value(i, c.Kind))]);
            return found;
        }
    }

    [Fact]
    public async Task No_rows_are_inserted_and_updated_without_complaint()
    {
        await using (var session = await _database.WriteAsync())
        {
            await Dialect.InsertAsync(session, Items, All, []);
            await Dialect.UpdateAsync(session, Items, Id, [Text], []);
            await session.CommitAsync();
        }

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task An_update_changes_the_named_columns_of_the_named_keys_only()
    {
        await InsertAsync([1L, "a", 1L, 1.5, true], [2L, "b", 2L, 2.5, true], [3L, "c", 3L, 3.5, true]);
        await using (var session = await _database.WriteAsync())
        {
            await Dialect.UpdateAsync(session, Items, Id, [Text, Flag], [[3L, "z", null], [1L, null, false], [99L, "nobody", true]]);
            await session.CommitAsync();
        }

        Assert.Equal([[1L, null, 1L, 1.5, false], [2L, "b", 2L, 2.5, true], [3L, "z", 3L, 3.5, null]], await RowsAsync());
    }

    [Fact]
    public async Task A_set_of_texts_finds_exactly_its_members()
    {
        await InsertAsync([1L, "a", null, null, null], [2L, "A", null, null, null], [3L, "it's, \"so\" \\ 😀", null, null, null], [4L, null, null, null, null]);

        Assert.Equal([1L, 3L], await FindAsync(s => s.BindSet(["a", "it's, \"so\" \\ 😀", "nobody"]), Text));
        Assert.Empty(await FindAsync(s => s.BindSet(Array.Empty<string>()), Text));
    }

    [Fact]
    public async Task A_set_of_numbers_finds_exactly_its_members()
    {
        await InsertAsync([1L, null, long.MaxValue, null, null], [2L, null, -5L, null, null], [3L, null, 7L, null, null]);

        Assert.Equal([1L, 2L], await FindAsync(s => s.BindSet([long.MaxValue, -5L, 8L]), Number));
        Assert.Empty(await FindAsync(s => s.BindSet(Array.Empty<long>()), Number));
    }

    [Fact]
    public async Task A_statement_can_be_run_again_with_other_values()
    {
        await using (var session = await _database.WriteAsync())
        {
            var insert = session.Sql($"insert into {Items} (id, text) values ($1, $2)");
            await insert.Bind(1L).Bind("one").ExecuteAsync();
            await insert.Bind(2L).Bind((string?)null).ExecuteAsync();
            await session.CommitAsync();
        }

        Assert.Equal([[1L, "one"], [2L, null]], (await RowsAsync()).Select(r => r[..2]));
    }

    [Fact]
    public async Task Ids_ascend_and_are_never_given_twice_to_parallel_transactions()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using var session = await _database.WriteAsync();
            var ids = await Dialect.AllocateIdsAsync(session, "item", 50);
            await session.CommitAsync();
            return ids;
        })));

        Assert.All(taken, ids => Assert.Equal(ids.Order(), ids));
        Assert.Equal(300, taken.SelectMany(i => i).Distinct().Count());
        Assert.All(taken, ids => Assert.Equal(50, ids.Length));
    }

    [Fact]
    public async Task A_raised_sequence_goes_on_above_the_value_and_is_never_lowered()
    {
        Assert.Equal([1L, 2L], await AllocateAsync(2));
        await RaiseAsync(100);
        Assert.Equal([101L], await AllocateAsync(1));
        await RaiseAsync(50);
        Assert.True((await AllocateAsync(1))[0] > 101);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("")]
    public async Task Transactions_with_a_common_key_come_one_after_the_other_whatever_the_order_of_their_keys(string common)
    {
        await InsertAsync([1L, null, 0L, null, null]);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            await using var session = await _database.WriteAsync();
            string[] keys = [common, $"own {i}", "second"];
            await Dialect.LockKeysAsync(session, "item", i % 2 == 0 ? keys : keys.Reverse());
            var value = await session.Sql($"select number from {Items} where id = 1").NumberAsync();
            await session.Sql($"update {Items} set number = $1 where id = 1").Bind(value + 1).ExecuteAsync();
            await session.CommitAsync();
        })));

        Assert.Equal(12L, (await RowsAsync())[0][2]);
    }

    [Fact]
    public async Task What_is_not_committed_is_undone_and_seen_by_nobody()
    {
        await using (var session = await _database.WriteAsync())
        {
            await session.Sql($"insert into {Items} (id) values (1)").ExecuteAsync();
            Assert.Empty(await RowsAsync());
        }

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task What_is_committed_is_seen_by_another_connection()
    {
        await InsertAsync([1L, "kept", null, null, null]);
        await using var other = Open();
        await using var session = await other.ReadAsync();

        Assert.Equal("kept", await session.Sql($"select text from {Items}").TextAsync());
    }

    [Fact]
    public async Task Cancellation_interrupts_a_long_statement_and_the_database_goes_on()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var session = await _database.ReadAsync(cancel.Token);
            await session.Sql(Endless).NumberAsync();
        });

        Assert.True(cancel.IsCancellationRequested);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_cancelled_transaction_keeps_nothing_and_the_next_one_can_write()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var session = await _database.WriteAsync(cancel.Token);
            await session.Sql($"insert into {Items} (id) values (1)").ExecuteAsync();
            await session.Sql(Endless).NumberAsync();
            await session.CommitAsync();
        });
        Assert.True(cancel.IsCancellationRequested);
        await InsertAsync([2L, null, null, null, null]);

        Assert.Equal([2L], (await RowsAsync()).Select(r => r[0]));
    }

    [Fact]
    public async Task A_commit_after_cancellation_is_refused()
    {
        using var cancel = new CancellationTokenSource();
        await using (var session = await _database.WriteAsync(cancel.Token))
        {
            await session.Sql($"insert into {Items} (id) values (1)").ExecuteAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(session.CommitAsync);
        }

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task An_added_column_is_null_in_existing_rows_and_takes_values()
    {
        await InsertAsync([1L, null, null, null, null]);
        var added = new Column("odd \" name", StorageKind.Text);
        await using (var session = await _database.WriteAsync())
        {
            await _database.AddColumnAsync(session, "item", added);
            Assert.Contains(added.Name, await _database.ColumnsOfAsync(session, "item"));
            Assert.Null(await session.Sql($"select {added.Quoted} from {Items}").TextAsync());
            await Dialect.UpdateAsync(session, Items, Id, [added], [[1L, "value"]]);
            await session.CommitAsync();
        }
        await using var read = await _database.ReadAsync();

        Assert.Equal("value", await read.Sql($"select {added.Quoted} from {Items}").TextAsync());
    }

    [Fact]
    public async Task An_index_is_built_once_however_often_it_is_asked_for()
    {
        await InsertAsync([1L, "Ä", null, null, null]);
        await _database.CreateIndexAsync("item_lower", "item", "lower(\"text\")");
        await _database.CreateIndexAsync("item_lower", "item", "lower(\"text\")");
        await using var session = await _database.ReadAsync();

        Assert.Single(await IndexesAsync(session, "item"), "item_lower");
    }

    [Fact]
    public async Task Several_indexes_can_be_built_at_once_while_others_write()
    {
        var builds = Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            await using var turn = await _database.TakeTurnAsync();
            await _database.CreateIndexAsync($"item_{i}", "item", "\"number\"");
        }));
        var writes = Enumerable.Range(1, 4).Select(i => Task.Run(() => InsertAsync([i, null, i, null, null])));
        await Task.WhenAll([.. builds, .. writes]);
        await using var session = await _database.ReadAsync();

        Assert.Superset(new HashSet<string> { "item_0", "item_1", "item_2", "item_3" }, (await IndexesAsync(session, "item")).ToHashSet());
        Assert.Equal(4, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task A_turn_is_one_caller_s_at_a_time_in_every_process()
    {
        await using var other = Open();
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            // SQLite has turns within a process only: there the one writer does the rest.
            await using var turn = await (i % 2 == 0 || !TurnsCrossProcesses ? _database : other).TakeTurnAsync();
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await using (var session = await _database.ReadAsync()) await session.Sql($"select count(*) from {Items}").NumberAsync();
            Interlocked.Decrement(ref inside);
        })));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Lower_folds_ascii_letters_and_nothing_else()
    {
        await using var session = await _database.ReadAsync();
        await InsertAsync([1L, "ÄBC", null, null, null]);

        Assert.Equal("Äbc", await session.Sql($"select lower(text) from {Items}").TextAsync());
    }

    [Fact]
    public async Task Text_sorts_by_its_bytes()
    {
        await InsertAsync([1L, "b", null, null, null], [2L, "B", null, null, null], [3L, "é", null, null, null], [4L, "a", null, null, null]);
        await using var session = await _database.ReadAsync();

        Assert.Equal([2L, 4L, 1L, 3L], await session.Sql($"select id from {Items} order by text").ListAsync(r => r.GetInt64(0)));
    }

    [Fact]
    public async Task Migrations_run_once_each_and_only_those_that_are_missing()
    {
        var time = new FakeTimeProvider();
        await Migrator.MigrateAsync(_database, [Step(1)], time);
        await Migrator.MigrateAsync(_database, [Step(1), Step(3)], time);
        await Migrator.MigrateAsync(_database, [Step(1), Step(2), Step(3)], time);
        await Migrator.MigrateAsync(_database, [Step(1), Step(2), Step(3)], time);

        Assert.Equal([1L, 2L, 3L], await VersionsAsync());
    }

    [Fact]
    public async Task Two_processes_that_migrate_at_once_run_each_step_once()
    {
        await using var other = Open();
        var time = new FakeTimeProvider();
        await Task.WhenAll(new[] { _database, other, _database, other }.Select(d => Task.Run(() => Migrator.MigrateAsync(d, [Step(1), Step(2)], time))));

        Assert.Equal([1L, 2L], await VersionsAsync());
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var time = new FakeTimeProvider();
        var broken = new Migration(2, "broken", _ => ["this is no SQL"]);
        await Assert.ThrowsAnyAsync<Exception>(() => Migrator.MigrateAsync(_database, [Step(1), broken], time));
        await Migrator.MigrateAsync(_database, [Step(1), Step(2)], time);

        Assert.Equal([1L, 2L], await VersionsAsync());
    }

    [Fact]
    public async Task Data_of_a_newer_program_is_refused_by_name()
    {
        var time = new FakeTimeProvider();
        await Migrator.MigrateAsync(_database, [Step(1), Step(2)], time);
        var error = await Assert.ThrowsAsync<NewerSchemaException>(() => Migrator.MigrateAsync(_database, [Step(1)], time));

        Assert.Contains("version 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("version 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_under_the_migration_lock_is_kept_with_the_steps()
    {
        await Migrator.MigrateAsync(_database, [Step(1)], new FakeTimeProvider(), s => _database.AddColumnAsync(s, "step1", Text));
        await using var session = await _database.ReadAsync();

        Assert.Contains("text", await _database.ColumnsOfAsync(session, "step1"));
    }

    private static string Endless =>
        "with recursive n(i) as (select cast(1 as bigint) union all select i + 1 from n where i < 100000000000) select count(*) from n";

    private static Migration Step(int version) =>
        new(version, $"step {version}", d => [$"create table {d.Table($"step{version}")} (id {d.Dialect.IdType} primary key)"]);

    private async Task<List<long>> VersionsAsync()
    {
        await using var session = await _database.ReadAsync();
        return await session.Sql($"select version from {_database.Table("schema_version")} order by version").ListAsync(r => r.GetInt64(0));
    }

    private async Task InsertAsync(params object?[][] rows)
    {
        await using var session = await _database.WriteAsync();
        await Dialect.InsertAsync(session, Items, All, [.. rows.Select(r => r.Select(v => v is int i ? (long)i : v).ToArray())]);
        await session.CommitAsync();
    }

    private async Task<List<object?[]>> RowsAsync()
    {
        await using var session = await _database.ReadAsync();
        return await session.Sql($"select {string.Join(", ", All.Select(c => c.Quoted))} from {Items} order by id")
            .ListAsync(r => All.Select((c, i) => r.Value(i, c.Kind)).ToArray());
    }

    private async Task<List<long>> FindAsync(Action<Statement> bind, Column column)
    {
        await using var session = await _database.ReadAsync();
        var statement = session.Sql($"select id from {Items} where {Dialect.In(column.Quoted, 1)} order by id");
        bind(statement);
        return await statement.ListAsync(r => r.GetInt64(0));
    }

    private async Task<List<long>> AllocateAsync(int count)
    {
        await using var session = await _database.WriteAsync();
        var ids = await Dialect.AllocateIdsAsync(session, "item", count);
        await session.CommitAsync();
        return [.. ids];
    }

    private async Task RaiseAsync(long value)
    {
        await using var session = await _database.WriteAsync();
        await Dialect.RaiseSequenceAsync(session, "item", value);
        await session.CommitAsync();
    }
}
