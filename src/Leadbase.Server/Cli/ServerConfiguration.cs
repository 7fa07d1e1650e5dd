using Leadbase.Accounts;
using Leadbase.Storage.Postgres;
using Microsoft.Extensions.Configuration;

namespace Leadbase.Server.Cli;

/// <summary>
/// Reads the server's options: <c>appsettings.json</c> in the current folder, over it <c>Leadbase__…</c> environment
/// variables, over them what the command line gives. Whatever is wrong is explained without showing its value, which may be secret.
/// </summary>
internal static class ServerConfiguration
{
    /// <summary>The options; what they mean is checked where they are used.</summary>
    /// <exception cref="AdministrationException">The configuration is not usable.</exception>
    public static async Task<ServerOptions> ReadAsync(Dictionary<string, string?> given)
    {
        var options = Bind(given);
        if (options.Postgres is { Length: > 0 } connection) await CheckPostgresAsync(connection);
        return options;
    }

    private static ServerOptions Bind(Dictionary<string, string?> given)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(Environment.CurrentDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(given)
                .Build().GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new AdministrationException($"{e.Message} {e.InnerException?.GetBaseException().Message}".TrimEnd());
        }
    }

    /// <summary>Npgsql's own message repeats what it cannot read, and that can be a password.</summary>
    private static async Task CheckPostgresAsync(string connectionString)
    {
        try
        {
            // Nothing is connected to until the store is opened.
            await using var server = new PostgresServer(connectionString);
        }
        catch (ArgumentException)
        {
            throw new AdministrationException(
                "The PostgreSQL connection string cannot be read; it takes Npgsql's keywords, for example Host=localhost;Username=leadbase;Database=leadbase.");
        }
    }
}
