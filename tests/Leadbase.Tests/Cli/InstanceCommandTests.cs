namespace Leadbase.Tests.Cli;

/// <summary><c>leadbase instance</c>.</summary>
public sealed class InstanceCommandTests
{
    [Fact]
    public async Task Settings_that_are_not_given_stay_as_they_are()
    {
        using var cli = new Cli();
        await cli.JsonAsync("instance", "create", "123-abc-456", "--time-zone", "Europe/Berlin", "--daily-quota", "7");

        await cli.JsonAsync("instance", "set", "--ip-allowlist", "10.0.0.0/8, ::1", "--maintenance", "on");
        var set = await cli.JsonAsync("instance", "set", "123-ABC-456", "--rate-window", "5", "--ip-allowlist", "", "--program-members", "9", "--count-matching-members", "on", "--record-calls", "off");

        Assert.Equal(
            """{"munchkinId":"123-ABC-456","default":true,"timeZone":"Europe/Berlin","dailyQuota":7,"rateLimit":100,"rateWindowSeconds":5,"concurrency":10,"customFieldsPerObject":1000,"programMembersPerQuery":9,"nativeCrmSync":false,"accessTokenParameter":true,"activityListLimit":false,"countMatchingMembers":true,"recordCalls":"off","maintenance":true,"ipAllowlist":[]}""",
            System.Text.Json.JsonSerializer.Serialize(set));
    }

    [Fact]
    public async Task Commands_act_in_the_oldest_instance_unless_told_otherwise()
    {
        using var cli = new Cli();
        await cli.JsonAsync("instance", "create", "234-ABC-456");
        await cli.JsonAsync("instance", "create", "123-ABC-456");

        await cli.JsonAsync("partition", "create", "First");
        await cli.JsonAsync("partition", "create", "Second", "--instance", "123-abc-456");

        Assert.Equal("234-ABC-456", (await cli.JsonAsync("instance", "show")).GetProperty("munchkinId").GetString());
        Assert.Equal("First", (await cli.JsonAsync("partition", "list", "--instance", "234-ABC-456"))[1].GetProperty("name").GetString());
        Assert.Equal("Second", (await cli.JsonAsync("partition", "list", "--instance", "123-ABC-456"))[1].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("'abc' is not a Munchkin id; one looks like 123-ABC-456.", "instance", "create", "abc")]
    [InlineData("There is no instance yet; make one with 'leadbase instance create 123-ABC-456'.", "instance", "show")]
    [InlineData("Nothing to set; 'leadbase instance set --help' shows what there is.", "instance", "set")]
    [InlineData("'x' is not a whole number that fits --daily-quota.", "instance", "set", "--daily-quota", "x")]
    public async Task What_cannot_be_done_is_told_in_a_sentence(string message, params string[] args)
    {
        using var cli = new Cli();

        Assert.Equal(message, await cli.FailureAsync(args));
    }
}
