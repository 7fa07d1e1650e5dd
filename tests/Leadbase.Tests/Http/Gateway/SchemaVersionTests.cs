using Leadbase.Accounts;
using Leadbase.Server;
using Leadbase.Storage;
using Leadbase.Storage.Postgres;
using Leadbase.Storage.Sqlite;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>Data that a newer program has written is refused, with a message that says what to do.</summary>
public sealed class SchemaVersionTests
{
    [Theory, OnEveryDatabase]
    public async Task A_newer_instance_is_refused(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await MakeNewerAsync(server.Instance.Database);

        IsClear(await Assert.ThrowsAsync<NewerSchemaException>(() => OpenAsync(server)), server.Instance.Database.Location);
    }

    [Theory, OnEveryDatabase]
    public async Task A_newer_catalogue_is_refused(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using InstanceStore store = server.Options.Postgres is { } connection
            ? new PostgresStore(new PostgresServer(connection), server.Options.PostgresSchema)
            : new SqliteStore(server.Options.Data, new SqliteOptions());
        await MakeNewerAsync(store.Catalogue);

        IsClear(await Assert.ThrowsAsync<NewerSchemaException>(() => OpenAsync(server)), store.Catalogue.Location);
    }

    private static void IsClear(NewerSchemaException refusal, string location)
    {
        Assert.StartsWith($"{location} has schema version 99, and this program knows only version ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Use a newer Leadbase.", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task MakeNewerAsync(Database data)
    {
        await using var session = await data.WriteAsync();
        await session.RunAsync($"insert into {data.Table("schema_version")} (version, name, applied_at) values (99, 'of the future', 0)");
        await session.CommitAsync();
    }

    private static Task<LeadbaseStore> OpenAsync(TestServer server) => LeadbaseStore.OpenAsync(
        new ServerOptions { Data = server.Options.Data, Postgres = server.Options.Postgres, PostgresSchema = server.Options.PostgresSchema },
        server.Clock, CancellationToken.None);
}
