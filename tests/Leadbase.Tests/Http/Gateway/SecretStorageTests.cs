using System.Text;
using Leadbase.Accounts;
using Leadbase.Server;
using Leadbase.Tests.Http.Users;
using Npgsql;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>Secrets and tokens are kept encrypted, under a key that is checked at every start.</summary>
public sealed class SecretStorageTests
{
    [Theory, OnEveryDatabase]
    public async Task Neither_secrets_nor_tokens_are_stored_in_clear(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var email = await server.UserAsync(["Read-Only Lead"]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "Secretive", null, email);
        using var api = server.Api.With(service.ClientId, secret);
        var token = await api.TokenAsync();
        Assert.True((await api.GetAsync($"{GatewayProbe.Partitions}?access_token={token}")).Success);
        await server.CountAsync();

        var stored = await StoredAsync(server, database);

        // That the client id is found shows that the search sees what is stored.
        Assert.Contains(service.ClientId, stored, StringComparison.Ordinal);
        foreach (var hidden in (string[])[secret, Sandbox.ClientSecret, token, token[..token.IndexOf(':', StringComparison.Ordinal)]])
        {
            Assert.DoesNotContain(hidden, stored, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(hidden)).TrimEnd('='), stored, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(hidden)), stored, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Neither_passwords_nor_sessions_links_and_invitations_are_stored_in_clear(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = server.Server.Catalogue.Accounts;
        var accepted = await server.InvitedAsync("jamie@x.com");
        await Administration.AcceptInvitationAsync(server.Server.Catalogue, accepted, UserSteps.Password);
        await accounts.SignInAsync("jamie@x.com", "a password that is wrong");
        var session = (await accounts.SignInAsync("jamie@x.com", UserSteps.Password)).Session!;
        var link = await accounts.Sessions.CreateLinkAsync("jamie@x.com");
        var pending = await server.InvitedAsync("pending@x.com");
        using var page = new HttpRequestMessage(HttpMethod.Get, $"/console/invitation/{pending}");
        await server.Api.SendAsync(page, authorize: false);
        await server.CountAsync();

        var stored = await StoredAsync(server, database);

        Assert.Contains("pending@x.com", stored, StringComparison.Ordinal);
        string[] hidden = [UserSteps.Password, "a password that is wrong", session, link, .. new[] { accepted, pending }.Select(token => token[(token.IndexOf('.', StringComparison.Ordinal) + 1)..])];
        foreach (var text in hidden)
        {
            Assert.DoesNotContain(text, stored, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('='), stored, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_sandbox_key_file_is_for_its_owner_only_and_holds_32_bytes(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var path = Path.Combine(server.Options.Data, "key");

        Assert.Equal(32, Convert.FromBase64String((await File.ReadAllTextAsync(path)).Trim()).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory, OnEveryDatabase]
    public async Task A_start_with_another_key_is_refused_and_changes_nothing(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var other = OptionsLike(server, key: SecretBox.NewKey());

        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => LeadbaseStore.OpenAsync(other, server.Clock, CancellationToken.None));

        Assert.Contains("cannot be opened with this key", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Key!, refusal.Message, StringComparison.Ordinal);
        await using var same = await LeadbaseStore.OpenAsync(OptionsLike(server, key: null), server.Clock, CancellationToken.None);
        Assert.Equal(Sandbox.MunchkinId, same.Catalogue.Default!.MunchkinId);
    }

    [Theory, OnEveryDatabase]
    public async Task Production_without_a_key_is_refused(DatabaseKind database)
    {
        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => TestServer.StartAsync(database, o => o.Sandbox = false));

        Assert.Contains("Leadbase__Key", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Production_over_the_data_of_a_sandbox_ends_the_known_credentials(DatabaseKind database)
    {
        var sandbox = await TestServer.StartAsync(database, o => o.Key = SecretBox.NewKey());
        await sandbox.Api.TokenAsync();

        await using var production = await sandbox.RestartAsync(o => o.Sandbox = false);

        var identity = new HttpRequestMessage(HttpMethod.Get, $"/identity/oauth/token?client_id={Sandbox.ClientId}&client_secret={Sandbox.ClientSecret}");
        Assert.Equal(401, (await production.Api.SendAsync(identity, authorize: false)).Status);
    }

    [Theory]
    [InlineData("not base 64")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_malformed_key_is_refused_without_being_told(string key)
    {
        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => TestServer.StartAsync(DatabaseKind.Sqlite, o => o.Key = key));

        Assert.StartsWith("The key must be 32 bytes in base 64", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refusal.Message, StringComparison.Ordinal);
    }

    private static ServerOptions OptionsLike(TestServer server, string? key) => new()
    {
        Data = server.Options.Data,
        Postgres = server.Options.Postgres,
        PostgresSchema = server.Options.PostgresSchema,
        Key = key,
    };

    /// <summary>Every byte of every file but the key's, or every value of every table.</summary>
    private static async Task<string> StoredAsync(TestServer server, DatabaseKind database)
    {
        var all = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(server.Options.Data, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            all.Append(await reader.ReadToEndAsync());
        }
        if (database == DatabaseKind.Postgres) await AppendTablesAsync(all, server.Options.PostgresSchema);
        return all.ToString();
    }

    private static async Task AppendTablesAsync(StringBuilder all, string prefix)
    {
        await using var source = NpgsqlDataSource.Create(OnEveryDatabaseAttribute.PostgresConnection!);
        var tables = new List<string>();
        await using (var list = source.CreateCommand("select format('%I.%I', table_schema, table_name) from information_schema.tables where starts_with(table_schema, $1)"))
        {
            list.Parameters.Add(new NpgsqlParameter<string> { TypedValue = prefix });
            await using var reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }
        foreach (var table in tables)
        {
            await using var rows = source.CreateCommand($"select row_to_json(t)::text from {table} t");
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync()) all.AppendLine(reader.GetString(0));
        }
    }
}
