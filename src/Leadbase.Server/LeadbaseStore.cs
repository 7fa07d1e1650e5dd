using Leadbase.Accounts;
using Leadbase.Accounts.Mail;
using Leadbase.Storage.Postgres;
using Leadbase.Storage.Sqlite;

namespace Leadbase.Server;

/// <summary>The opened catalogue, as the options say where it is; used by the server and by every command.</summary>
internal sealed class LeadbaseStore : IAsyncDisposable
{
    private LeadbaseStore(InstanceCatalogue catalogue) => Catalogue = catalogue;

    public InstanceCatalogue Catalogue { get; }

    /// <exception cref="AdministrationException">The key is missing or wrong, or a setting is not valid.</exception>
    public static async Task<LeadbaseStore> OpenAsync(ServerOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var secrets = new SecretBox(KeyFile.Read(options));
        DataFolder.Create(options.Data);
        var catalogue = new InstanceCatalogue(StoreOf(options), Modules.Schema, secrets, clock) { Mailer = Mailer.Of(options.Smtp) };
        try
        {
            await catalogue.OpenAsync(cancel);
            return new LeadbaseStore(catalogue);
        }
        catch
        {
            await catalogue.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Catalogue.DisposeAsync();

    private static InstanceStore StoreOf(ServerOptions options)
    {
        var durable = options.Durability switch
        {
            "full" => true,
            "fast" => false,
            _ => throw new AdministrationException($"Durability is 'full' or 'fast', not '{options.Durability}'."),
        };
        return options.Postgres is { Length: > 0 } connection
            ? new PostgresStore(new PostgresServer(connection, durable), options.PostgresSchema)
            : new SqliteStore(options.Data, new SqliteOptions(Synchronous: durable ? "full" : "normal"));
    }
}
