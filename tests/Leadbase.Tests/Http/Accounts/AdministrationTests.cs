using Leadbase.Accounts;
using Leadbase.Tests.Http.Gateway;
using Leadbase.Tests.Http.Users;

namespace Leadbase.Tests.Http.Accounts;

/// <summary>What an administrator may do with roles and services, what is refused, and what the audit log keeps of it.</summary>
public sealed class AdministrationTests
{
    [Theory, OnEveryDatabase]
    public async Task A_role_changes_what_its_users_may_do_at_once(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var api = await server.ServiceAsync("Read-Only Lead");
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);
        var role = (await AccountDirectory.OfAsync(server.Instance)).Roles[^1];

        await Administration.UpdateRoleAsync(server.Instance, role.Id, "Renamed", "Now", ["read-only company"]);

        Assert.Equal("603", (await api.GetAsync(GatewayProbe.Partitions)).Code);
        var updated = (await AccountDirectory.OfAsync(server.Instance)).Roles[^1];
        Assert.Equal(("Renamed", "Now", "Read-Only Company"), (updated.Name, updated.Description, Assert.Single(updated.Permissions)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_in_use_or_of_the_system_is_not_deleted(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var mine = await Administration.CreateRoleAsync(server.Instance, "Mine", null, []);
        await Administration.InviteUserAsync(server.Instance, new NewUser("jamie@x.com", "jamie@x.com", null, null, false, [(mine.Id, 1)]), null);

        Assert.Equal("The role 'Mine' is in use by jamie@x.com.", await RefusedAsync(() => Administration.DeleteRoleAsync(server.Instance, mine.Id)));
        Assert.Equal("The role 'Admin' is the system's and stays as it is.", await RefusedAsync(() => Administration.DeleteRoleAsync(server.Instance, 1)));
        Assert.Equal("The role 'Admin' is the system's and stays as it is.", await RefusedAsync(() => Administration.UpdateRoleAsync(server.Instance, 1, "X", null, [])));
        Assert.Equal("The role 'admin' exists already.", await RefusedAsync(() => Administration.UpdateRoleAsync(server.Instance, mine.Id, "admin", null, [])));
        Assert.Equal("There is no permission 'fly'.", await RefusedAsync(() => Administration.UpdateRoleAsync(server.Instance, mine.Id, "Mine", null, ["fly"])));
        await Administration.DeleteInvitationAsync(server.Instance, "jamie@x.com");
        await Administration.DeleteRoleAsync(server.Instance, mine.Id);
        Assert.Equal($"There is no role {mine.Id}.", await RefusedAsync(() => Administration.DeleteRoleAsync(server.Instance, mine.Id)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_that_is_given_while_it_is_deleted_is_one_or_the_other(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        for (var round = 0; round < 5; round++)
        {
            var role = await Administration.CreateRoleAsync(server.Instance, $"R{round}", null, []);
            var outcomes = await Task.WhenAll(
                DoneAsync(() => Administration.DeleteRoleAsync(server.Instance, role.Id)),
                DoneAsync(() => Administration.SetRolesAsync(server.Instance, "api@sandbox.local", r => r.Append((role.Id, 1)))));

            Assert.Single(outcomes, done => done);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Get_token_is_the_token_that_identity_gives_and_a_revoked_services_ends_at_once(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var user = await server.UserAsync(["Read-Only Lead"]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "S", null, user);
        using var api = server.Api.With(service.ClientId, secret);

        var (token, life) = await Administration.GetTokenAsync(server.Instance, service);
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((token, 3599, 2999), (await api.TokenAsync(), life, (await Administration.GetTokenAsync(server.Instance, service)).ExpiresIn));
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);
        await Administration.DeleteServiceAsync(server.Instance, service);

        Assert.Equal("601", (await api.GetAsync(GatewayProbe.Partitions)).Code);
        Assert.Equal("There is no service 'S' any more.", await RefusedAsync(() => Administration.RotateSecretAsync(server.Instance, service)));
        await Administration.DeleteUserAsync(server.Instance, user);
    }

    [Theory, OnEveryDatabase]
    public async Task A_rotated_secret_ends_the_former_one_and_its_token(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "S", null, await server.UserAsync(["Read-Only Lead"]));
        using var former = server.Api.With(service.ClientId, secret);
        Assert.True((await former.GetAsync(GatewayProbe.Partitions)).Success);

        using var latter = server.Api.With(service.ClientId, await Administration.RotateSecretAsync(server.Instance, service));

        Assert.Equal("601", (await former.GetAsync(GatewayProbe.Partitions)).Code);
        Assert.True((await latter.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_change_is_in_the_log_with_who_what_before_and_after_and_no_secret(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var by = new Administrator(server.Instance, "jamie@x.com");
        var role = await Administration.CreateRoleAsync(by, "R", null, ["Read-Only Lead"]);
        await Administration.UpdateRoleAsync(by, role.Id, "Q", null, []);
        await Administration.CreateUserAsync(by, "a@x.com", null, null, apiOnly: true, [("Q", Administration.DefaultName)]);
        var (service, secret) = await Administration.CreateServiceAsync(by, "S", null, "a@x.com");
        var revealed = await Administration.RevealSecretAsync(by, service);
        await Administration.RotateSecretAsync(by, service);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { TimeZone = "Asia/Tokyo" }, by.Name);
        await RefusedAsync(() => Administration.DeleteUserAsync(by, "a@x.com"));

        var log = (await AuditLog.ReadAsync(server.Instance, AuditPosition.Newest, 7)).Entries;

        Assert.Equal(
            ["update instance 123-ABC-456", "rotate secret service S", "reveal secret service S", "create service S", "create user a@x.com", "update role R", "create role R"],
            log.Select(e => $"{e.Action} {e.Kind} {e.Name}"));
        Assert.All(log, e => Assert.Equal("jamie@x.com", e.Who));
        Assert.Equal("""{"name":"R","description":null,"permissions":["Read-Only Lead"]} {"name":"Q","description":null,"permissions":[]}""", $"{log[5].Before} {log[5].After}");
        Assert.Contains("America/Chicago", log[0].Before, StringComparison.Ordinal);
        Assert.Contains("Asia/Tokyo", log[0].After, StringComparison.Ordinal);
        Assert.Equal(secret, revealed);
        Assert.DoesNotContain(log, e => $"{e.Before}{e.After}".Contains(secret, StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task The_log_is_read_in_pages_that_miss_and_repeat_nothing(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        for (var i = 0; i < 12; i++)
        {
            if (i % 3 == 0) await server.SetAsync(s => s with { Maintenance = !s.Maintenance });
            else await Administration.CreateRoleAsync(server.Instance, $"R{i}", null, []);
            if (i % 2 == 0) server.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var whole = (await AuditLog.ReadAsync(server.Instance, AuditPosition.Newest, 1_000)).Entries;

        foreach (var size in (int[])[1, 3, 7])
        {
            var paged = new List<AuditEntry>();
            for (AuditPosition? from = AuditPosition.Newest; from is { } position;)
            {
                var page = await AuditLog.ReadAsync(server.Instance, position, size);
                Assert.InRange(page.Entries.Count, 1, size);
                paged.AddRange(page.Entries);
                from = page.Next;
            }
            Assert.Equal(whole, paged);
        }
        Assert.Equal(whole.OrderByDescending(e => e.At).Select(e => e.At), whole.Select(e => e.At));
    }

    [Theory, OnEveryDatabase]
    public async Task An_instances_log_has_nothing_of_another_one(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.SecondInstanceAsync(null);
        var second = server.Server.Catalogue.Find("456-DEF-789")!;
        await server.Server.Catalogue.SetAsync(second, second.Settings with { Maintenance = true });

        Assert.DoesNotContain(await server.AuditAsync(1_000), e => e.Contains("456-DEF-789", StringComparison.Ordinal) || e.Contains("other@example.com", StringComparison.Ordinal));
        Assert.Contains((await AuditLog.ReadAsync(second, AuditPosition.Newest, 1_000)).Entries, e => e is { Kind: "instance", Action: "update" });
    }

    private static async Task<string> RefusedAsync(Func<Task> change) => (await Assert.ThrowsAsync<AdministrationException>(change)).Message;

    private static async Task<bool> DoneAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (AdministrationException)
        {
            return false;
        }
    }
}
