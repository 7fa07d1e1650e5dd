using System.Text.RegularExpressions;
using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Leadbase.Tests.Http.Assets.Emails;

namespace Leadbase.Tests.Http.Users;

/// <summary>Invite User, Invited User by Id and Delete Invited User; an invitation from its sending to its end.</summary>
public sealed partial class InvitationTests
{
    private const string Invite = UserSteps.Users + "/invite.json";
    private const string Jamie = UserSteps.Users + "/jamie@x.com";

    [Theory, OnEveryDatabase]
    public async Task An_invitation_answers_true_and_is_pending_until_it_is_accepted(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var reply = await server.Api.PostAsync(Invite, UserSteps.Invitation("jamie@x.com", ",\"reason\":\"Keeper\""));

        Assert.Equal((200, "true"), (reply.Status, reply.Body));
        var invited = await server.Api.GetAsync(Jamie + "/invite.json");
        Assert.EndsWith(
            "\"emailAddress\":\"jamie@x.com\",\"userId\":\"jamie@x.com\",\"subscriptionId\":123456,\"status\":\"pending\",\"expiresAt\":\"20260309T18:00:00.0t+0000\",\"createdAt\":\"20260302T18:00:00.0t+0000\",\"updatedAt\":\"20260302T18:00:00.0t+0000\"}",
            invited.Body, StringComparison.Ordinal);
        Assert.Equal(["api@sandbox.local: invite user jamie@x.com"], await server.AuditAsync(1));
        Assert.Equal("1013", (await server.Api.GetAsync(Jamie + "/user.json")).Code);

        var (_, token) = await Administration.ResendInvitationAsync(server.Instance, "jamie@x.com");
        await Administration.AcceptInvitationAsync(server.Server.Catalogue, token, UserSteps.Password);

        Assert.Equal("1013", (await server.Api.GetAsync(Jamie + "/invite.json")).Code);
        Assert.Equal(200, (await server.Api.GetAsync(Jamie + "/user.json")).Status);
        Assert.Equal(SignInState.Admitted, (await server.Server.Catalogue.Accounts.SignInAsync("Jamie@x.com", UserSteps.Password)).State);
    }

    [Theory, OnEveryDatabase]
    public async Task An_API_only_user_is_there_at_once_with_an_id_and_an_end_of_its_own(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var reply = await server.Api.PostAsync(Invite, UserSteps.Invitation("mail@x.com", ",\"userid\":\"service@x.com\",\"apiOnly\":true,\"expiresAt\":\"2026-12-31T23:59:59-05:00\""));

        Assert.Equal("true", reply.Body);
        var user = (await server.Api.GetAsync(UserSteps.Users + "/service@x.com/user.json")).Root;
        Assert.Equal("mail@x.com", user.GetProperty("emailAddress").GetString());
        Assert.Equal("2027-01-01T04:59:59.000t+0000", user.GetProperty("expiresAt").GetString());
        Assert.True(user.GetProperty("apiOnly").GetBoolean());
    }

    [Theory, OnEveryDatabase]
    public async Task Seven_days_later_an_invitation_is_over_and_another_may_follow(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var token = await server.InvitedAsync("jamie@x.com");
        Assert.Equal("1017", (await server.Api.PostAsync(Invite, UserSteps.Invitation("JAMIE@x.com"))).Code);

        server.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Administration.FindInvitationAsync(server.Server.Catalogue, token));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        server.Api.ForgetToken();

        Assert.Null(await Administration.FindInvitationAsync(server.Server.Catalogue, token));
        await Assert.ThrowsAsync<AdministrationException>(() => Administration.AcceptInvitationAsync(server.Server.Catalogue, token, UserSteps.Password));
        Assert.Equal("1013", (await server.Api.GetAsync(Jamie + "/invite.json")).Code);
        Assert.Equal("true", (await server.Api.PostAsync(Invite, UserSteps.Invitation("jamie@x.com"))).Body);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_invitation_admits_nobody(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var token = await server.InvitedAsync("jamie@x.com");

        var reply = await server.Api.PostAsync(Jamie + "/invite/delete.json", null);

        Assert.Equal((200, ""), (reply.Status, reply.Body));
        Assert.Null(await Administration.FindInvitationAsync(server.Server.Catalogue, token));
        Assert.Equal("1013", (await server.Api.PostAsync(Jamie + "/invite/delete.json", null)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_works_once_and_a_resent_one_in_place_of_the_former(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var catalogue = server.Server.Catalogue;
        var first = await server.InvitedAsync("jamie@x.com");
        var (_, second) = await Administration.ResendInvitationAsync(server.Instance, "jamie@x.com");

        Assert.Null(await Administration.FindInvitationAsync(catalogue, first));
        await Assert.ThrowsAsync<AdministrationException>(() => Administration.AcceptInvitationAsync(catalogue, second, "too short"));
        await Administration.AcceptInvitationAsync(catalogue, second, UserSteps.Password);
        await Assert.ThrowsAsync<AdministrationException>(() => Administration.AcceptInvitationAsync(catalogue, second, UserSteps.Password));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_has_an_account_accepts_with_its_password_and_no_other(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var catalogue = server.Server.Catalogue;
        await catalogue.Accounts.SetPasswordAsync("jamie@x.com", UserSteps.Password, "test");
        var token = await server.InvitedAsync("jamie@x.com");

        await Assert.ThrowsAsync<AdministrationException>(() => Administration.AcceptInvitationAsync(catalogue, token, "a password of whoever has the link"));
        Assert.Equal(SignInState.Admitted, (await catalogue.Accounts.SignInAsync("jamie@x.com", UserSteps.Password)).State);
        Assert.Equal("jamie@x.com", (await Administration.AcceptInvitationAsync(catalogue, token, UserSteps.Password)).UserId);
    }

    [Theory, OnEveryDatabase]
    public async Task The_link_goes_out_by_mail_where_a_mail_server_is_configured(DatabaseKind database)
    {
        await using var sink = new MailSink();
        await using var server = await TestServer.StartAsync(database, o => o.Smtp = sink.Address);

        Assert.Equal("true", (await server.Api.PostAsync(Invite, UserSteps.Invitation("jamie@x.com"))).Body);

        var mail = await sink.NextAsync();
        Assert.Contains("To: jamie@x.com", mail, StringComparison.Ordinal);
        var token = Assert.Single(LinkIn().Matches(mail)).Groups[1].Value;
        await Administration.AcceptInvitationAsync(server.Server.Catalogue, token, UserSteps.Password);
    }

    [Theory, OnEveryDatabase]
    public async Task When_the_mail_cannot_go_out_nobody_is_invited_and_it_may_be_tried_again(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Smtp = "smtp://127.0.0.1:1");
        server.Api.ExpectsBugs = true;

        var reply = await server.Api.PostAsync(Invite, UserSteps.Invitation("jamie@x.com"));

        Assert.Equal((503, "713"), (reply.Status, reply.Code));
        Assert.Equal("1013", (await server.Api.GetAsync(Jamie + "/invite.json")).Code);
        Assert.Equal("713", (await server.Api.PostAsync(Invite, UserSteps.Invitation("jamie@x.com"))).Code);
    }

    [Theory]
    [InlineData("1002", """{}""")]
    [InlineData("1002", """[]""")]
    [InlineData("1002", """{"emailAddress":"a@x.com","firstName":"","lastName":"B","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")]
    [InlineData("1002", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[]}""")]
    [InlineData("1002", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[{"accessRoleId":2}]}""")]
    [InlineData("1001", """{"emailAddress":"a b@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":7,"lastName":"B","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[{"accessRoleId":"2","workspaceId":1}]}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":{"accessRoleId":2,"workspaceId":1}}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[7]}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userid":"not one","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","apiOnly":"yes","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")]
    [InlineData("1001", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","expiresAt":"soon","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")]
    [InlineData("1003", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[{"accessRoleId":99,"workspaceId":1}]}""")]
    [InlineData("1003", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":99}]}""")]
    [InlineData("1003", """{"emailAddress":"a@x.com","firstName":"A","lastName":"B","userRoleWorkspaces":[{"accessRoleId":1,"workspaceId":1}]}""")]
    public async Task What_cannot_be_invited_is_refused_with_400(string code, string body)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, o => o.DemoData = false);

        var reply = await server.Api.PostAsync(Invite, body);

        Assert.Equal((400, code), (reply.Status, reply.Code));
        Assert.Equal("1013", (await server.Api.GetAsync(UserSteps.Users + "/a@x.com/invite.json")).Code);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/console/invitation/(123-ABC-456\.[0-9a-f]{64})")]
    private static partial Regex LinkIn();
}
