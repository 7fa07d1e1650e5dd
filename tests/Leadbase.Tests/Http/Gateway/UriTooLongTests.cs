namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 414: the URI exceeds 8 KB.</summary>
public sealed class UriTooLongTests
{
    private const int Most = 8 * 1024;
    private const string Query = "/rest/v1/leads.json?filterType=email&filterValues=";

    [Fact]
    public async Task A_URI_of_exactly_8_KB_is_served()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.GetAsync(Query.PadRight(Most, 'a'));

        Assert.True(reply.Success);
        Assert.Empty(reply.Result);
    }

    [Theory]
    [InlineData(Most + 1)]
    [InlineData(60_000)]
    [InlineData(100_000)]
    public async Task A_longer_URI_is_414_and_not_charged(int length)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var charged = await server.ChargedAsync(async () => Assert.Equal(414, (await server.Api.GetAsync(Query.PadRight(length, 'a'))).Status));

        Assert.Equal(0, charged);
    }

    [Fact]
    public async Task A_path_counts_as_it_was_sent_and_not_as_decoded()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.RawGetAsync($"/rest/v1/leads/schema/fields/{string.Concat(Enumerable.Repeat("%41", 3000))}.json");

        Assert.StartsWith("HTTP/1.1 414 ", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_for_a_URI_is_served_from_a_form_with_the_method_overridden()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var values = string.Join(',', Enumerable.Range(0, 299).Select(i => $"somebody-with-a-long-name-{i}@a-long-company-name.example.com").Append("developerfeedback@marketo.com"));
        Assert.True(values.Length > Most);

        var reply = await server.Api.PostFormAsync("/rest/v1/leads.json?_method=GET", ("filterType", "email"), ("filterValues", values));

        Assert.Equal(1, Assert.Single(reply.Result).GetProperty("id").GetInt64());
    }
}
