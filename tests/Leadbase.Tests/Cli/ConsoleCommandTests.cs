namespace Leadbase.Tests.Cli;

public sealed class ConsoleCommandTests
{
    [Fact]
    public async Task A_link_is_made_for_a_person_in_an_instance()
    {
        using var cli = new Cli();
        await cli.JsonAsync("instance", "create", "123-ABC-456");
        await cli.JsonAsync("user", "create", "ada@x.test", "--no-api-only", "--role", "Admin@AllZones");

        var link = await cli.JsonAsync("console", "link", "Ada@x.test", "--url", "https://leadbase.example/");

        Assert.Matches("^https://leadbase.example/console/enter/[0-9a-f]{64}$", link.GetProperty("address").GetString());
        Assert.Contains("Admin@AllZones", (await cli.RunAsync("user", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_is_made_for_others()
    {
        using var cli = new Cli();
        await cli.JsonAsync("instance", "create", "123-ABC-456");
        await cli.JsonAsync("role", "create", "Reader", "--permission", "Read-Only Lead");
        await cli.JsonAsync("user", "create", "api@x.test", "--role", "Reader");

        Assert.Contains("No instance has a user 'api@x.test' who may sign in", await cli.FailureAsync("console", "link", "api@x.test"), StringComparison.Ordinal);
        Assert.Contains("No instance has a user 'nobody@x.test'", await cli.FailureAsync("console", "link", "nobody@x.test"), StringComparison.Ordinal);
    }
}
