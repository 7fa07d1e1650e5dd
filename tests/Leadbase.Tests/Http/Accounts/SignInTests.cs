using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Leadbase.Tests.Http.Gateway;
using Leadbase.Tests.Http.Users;

namespace Leadbase.Tests.Http.Accounts;

/// <summary>Console accounts: passwords, the lock after failures, sessions and links that end, and who sees which instance.</summary>
public sealed class SignInTests
{
    private const string Jamie = "jamie@x.com";

    [Theory, OnEveryDatabase]
    public async Task Five_failures_lock_an_account_for_a_quarter_of_an_hour(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = await WithPasswordAsync(server);

        for (var i = 0; i < ConsoleAccounts.MaxFailures; i++) Assert.Equal(SignInState.Refused, (await accounts.SignInAsync(Jamie, "wrong")).State);

        Assert.Equal(SignInState.LockedOut, (await accounts.SignInAsync(Jamie, UserSteps.Password)).State);
        server.Clock.Advance(TimeSpan.FromSeconds(ConsoleAccounts.LockSeconds - 1));
        Assert.Equal(SignInState.LockedOut, (await accounts.SignInAsync(Jamie, UserSteps.Password)).State);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInState.Refused, (await accounts.SignInAsync(Jamie, "wrong")).State);
        Assert.Equal(SignInState.Admitted, (await accounts.SignInAsync(Jamie.ToUpperInvariant(), UserSteps.Password)).State);
        Assert.Equal(0, (await accounts.FindAsync(Jamie))!.FailedLogins);
    }

    [Theory, OnEveryDatabase]
    public async Task Attempts_that_come_at_once_try_no_more_passwords_than_one_after_the_other(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = await WithPasswordAsync(server);

        var states = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => accounts.SignInAsync(Jamie, $"guess {i}")));

        Assert.Equal(ConsoleAccounts.MaxFailures, states.Count(s => s.State == SignInState.Refused));
        Assert.Equal(12 - ConsoleAccounts.MaxFailures, states.Count(s => s.State == SignInState.LockedOut));
    }

    [Theory, OnEveryDatabase]
    public async Task An_unknown_account_and_one_without_a_password_admit_nobody(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = server.Server.Catalogue.Accounts;
        await accounts.EnsureAsync(Jamie, "test");

        Assert.Equal(SignInState.Refused, (await accounts.SignInAsync("nobody@x.com", UserSteps.Password)).State);
        Assert.Equal(SignInState.Refused, (await accounts.SignInAsync(Jamie, "")).State);
    }

    [Theory, OnEveryDatabase]
    public async Task Passwords_are_neither_short_nor_endless(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = await WithPasswordAsync(server);

        foreach (var password in (string[])["eleven char", new string('x', 257)])
        {
            await Assert.ThrowsAsync<AdministrationException>(() => accounts.SetPasswordAsync(Jamie, password, "test"));
            await Assert.ThrowsAsync<AdministrationException>(() => accounts.ChangePasswordAsync(Jamie, UserSteps.Password, password));
        }
        Assert.Equal(SignInState.Refused, (await accounts.SignInAsync(Jamie, new string('x', 100_000))).State);
        Assert.Equal(SignInState.Admitted, (await accounts.SignInAsync(Jamie, UserSteps.Password)).State);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_password_ends_all_sessions_and_takes_the_present_one_to_be_set(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = await WithPasswordAsync(server);
        var before = (await accounts.SignInAsync(Jamie, UserSteps.Password)).Session!;

        Assert.Equal(SignInState.Refused, (await accounts.ChangePasswordAsync(Jamie, "wrong", "another password")).State);
        Assert.Equal(Jamie, await accounts.Sessions.FindAsync(before));
        var (state, after) = await accounts.ChangePasswordAsync(Jamie, UserSteps.Password, "another password");

        Assert.Equal(SignInState.Admitted, state);
        Assert.Null(await accounts.Sessions.FindAsync(before));
        Assert.Equal(Jamie, await accounts.Sessions.FindAsync(after!));
        Assert.Equal(SignInState.Refused, (await accounts.SignInAsync(Jamie, UserSteps.Password)).State);
    }

    [Theory, OnEveryDatabase]
    public async Task A_session_ends_by_time_by_signing_out_and_with_its_account(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = await WithPasswordAsync(server);
        var (first, second) = ((await accounts.SignInAsync(Jamie, UserSteps.Password)).Session!, (await accounts.SignInAsync(Jamie, UserSteps.Password)).Session!);

        await accounts.Sessions.EndAsync(first);
        Assert.Equal((null, Jamie), (await accounts.Sessions.FindAsync(first), await accounts.Sessions.FindAsync(second)));
        server.Clock.Advance(TimeSpan.FromSeconds(ConsoleSessions.LifeSeconds));
        Assert.Null(await accounts.Sessions.FindAsync(second));
        var third = (await accounts.SignInAsync(Jamie, UserSteps.Password)).Session!;
        await accounts.DeleteAsync(Jamie, "test");
        Assert.Null(await accounts.Sessions.FindAsync(third));
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_of_another_kind_or_made_up_is_no_session(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var accounts = await WithPasswordAsync(server);
        var link = await accounts.Sessions.CreateLinkAsync(Jamie);

        Assert.Null(await accounts.Sessions.FindAsync(link));
        Assert.Null(await accounts.Sessions.UseLinkAsync((await accounts.SignInAsync(Jamie, UserSteps.Password)).Session!));
        Assert.Null(await accounts.Sessions.UseLinkAsync(""));
        Assert.NotNull(await accounts.Sessions.UseLinkAsync(link));
        Assert.Null(await accounts.Sessions.UseLinkAsync(link));
    }

    [Theory, OnEveryDatabase]
    public async Task An_account_sees_the_instances_that_have_a_user_of_its_id_and_no_longer_than_that(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.SecondInstanceAsync(null);
        var catalogue = server.Server.Catalogue;
        await server.PersonAsync(Jamie, expires: server.Instance.Now + 60);

        async Task<string[]> SeenAsync(string userId) =>
            [.. (await ConsoleMember.OfAsync(catalogue, userId)).Select(m => $"{m.Instance.MunchkinId} {m.IsAdministrator}")];
        Assert.Equal(["123-ABC-456 False"], await SeenAsync(Jamie));
        Assert.Equal(["123-ABC-456 True"], await SeenAsync("admin@sandbox.local"));
        Assert.Empty(await SeenAsync("other@example.com"));
        await Administration.SetRolesAsync(server.Instance, Jamie, _ => [(1, Workspace.AllZones)]);
        Assert.Equal(["123-ABC-456 True"], await SeenAsync(Jamie));
        await Administration.LockUserAsync(server.Instance, Jamie, null);
        Assert.Empty(await SeenAsync(Jamie));
        await Administration.UnlockUserAsync(server.Instance, Jamie);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await SeenAsync(Jamie));
    }

    private static async Task<ConsoleAccounts> WithPasswordAsync(TestServer server)
    {
        await server.Server.Catalogue.Accounts.SetPasswordAsync(Jamie, UserSteps.Password, "test");
        return server.Server.Catalogue.Accounts;
    }
}
