using System.Text.Json;

namespace Leadbase.Tests.Cli;

/// <summary>The commands that create and show accounts.</summary>
public sealed class AccountCommandTests
{
    [Fact]
    public async Task A_service_is_set_up_from_nothing()
    {
        using var cli = new Cli();

        await cli.JsonAsync("instance", "create", "123-abc-456");
        await cli.JsonAsync("partition", "create", "EU", "--description", "Europe");
        var workspace = await cli.JsonAsync("workspace", "create", "EMEA", "--partition", "EU", "--partition", "Default");
        var role = await cli.JsonAsync("role", "create", "Everything", "--permission", "all");
        var user = await cli.JsonAsync("user", "create", "api@x.test", "--role", "Everything", "--role", "Everything@EMEA");
        var service = await cli.JsonAsync("service", "create", "Sync", "--user", "api@x.test");

        Assert.Equal(["EU", "Default"], Words(workspace, "partitions"));
        Assert.Equal(Accounts.Permissions.All, Words(role, "permissions"));
        Assert.Equal(["Everything@Default", "Everything@EMEA"], Words(user, "roles"));
        Assert.True(user.GetProperty("apiOnly").GetBoolean());
        Assert.Equal(32, service.GetProperty("clientSecret").GetString()!.Length);
    }

    [Fact]
    public async Task A_secret_is_shown_only_on_demand_and_changes_when_rotated()
    {
        using var cli = await WithUserAsync();

        var created = await cli.JsonAsync("service", "create", "Sync", "--user", "api@x.test");
        var shown = await cli.RunAsync("service", "show", "sync");
        var listed = await cli.RunAsync("service", "list", "--json");
        var revealed = await cli.JsonAsync("service", "show", "SYNC", "--secret");
        var rotated = await cli.JsonAsync("service", "rotate", "Sync");

        var secret = created.GetProperty("clientSecret").GetString()!;
        Assert.DoesNotContain(secret, shown.Output + listed.Output, StringComparison.Ordinal);
        Assert.Equal(secret, revealed.GetProperty("clientSecret").GetString());
        Assert.NotEqual(secret, rotated.GetProperty("clientSecret").GetString());
        Assert.Equal(created.GetProperty("clientId").GetString(), rotated.GetProperty("clientId").GetString());
    }

    [Fact]
    public async Task Lists_are_aligned_tables()
    {
        using var cli = await WithUserAsync();
        await cli.JsonAsync("role", "create", "Everything", "--permission", "all");

        var users = await cli.RunAsync("user", "list");
        var roles = await cli.RunAsync("role", "list");
        var services = await cli.RunAsync("service", "list");

        Assert.Equal(
            """
            ID  Email       First name  Last name  API only  Roles
            1   api@x.test                         yes       Reader@Default

            """.ReplaceLineEndings(), users.Output);
        Assert.EndsWith("and 44 more", roles.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal("(none)", services.Output.Trim());
    }

    [Theory]
    [InlineData("There is no partition 'X'.", "workspace", "create", "W", "--partition", "X")]
    [InlineData("There is no permission 'fly'.", "role", "create", "R", "--permission", "fly")]
    [InlineData("There is no workspace 'W'.", "user", "create", "b@x.test", "--role", "Reader@W")]
    [InlineData("There is no service 'S'.", "service", "rotate", "S")]
    [InlineData("There is no user 'nobody@x.test'.", "user", "show", "nobody@x.test")]
    [InlineData("The partition 'default' exists already.", "partition", "create", "default")]
    [InlineData("There is no instance '999-ZZZ-999'; 'leadbase instance list' shows those there are.", "user", "list", "--instance", "999-ZZZ-999")]
    [InlineData("--api-only and --no-api-only exclude each other.", "user", "create", "b@x.test", "--role", "Reader", "--api-only", "--no-api-only")]
    [InlineData("Option '--user' is required.", "service", "create", "S")]
    public async Task What_cannot_be_done_is_told_in_a_sentence(string message, params string[] args)
    {
        using var cli = await WithUserAsync();

        Assert.Equal(message, await cli.FailureAsync(args));
    }

    private static async Task<Cli> WithUserAsync()
    {
        var cli = new Cli();
        await cli.JsonAsync("instance", "create", "123-ABC-456");
        await cli.JsonAsync("role", "create", "Reader", "--permission", "read-only lead");
        await cli.JsonAsync("user", "create", "api@x.test", "--role", "Reader");
        return cli;
    }

    private static IEnumerable<string?> Words(JsonElement view, string property) =>
        view.GetProperty(property).EnumerateArray().Select(word => word.GetString());
}
