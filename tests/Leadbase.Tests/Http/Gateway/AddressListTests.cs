using System.Net;
using Leadbase.Accounts;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>The IP allowlist: addresses and networks.</summary>
public sealed class AddressListTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.10", false)]
    [InlineData("203.0.113.9", "::ffff:203.0.113.9", true)]
    [InlineData("203.0.113.0/24", "203.0.113.255", true)]
    [InlineData("203.0.113.0/24", "203.0.114.0", false)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.255", true)]
    [InlineData("0.0.0.0/0", "198.51.100.1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("::1", "::1", true)]
    public void An_address_is_in_an_entry_or_not(string entry, string address, bool contained)
    {
        Assert.Equal(contained, AddressList.Contains([entry], IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("/24")]
    public async Task A_malformed_entry_is_refused_when_it_is_set(string entry)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => server.SetAsync(s => s with { IpAllowlist = [entry] }));

        Assert.Equal($"'{entry}' is neither an IP address nor a CIDR network.", refusal.Message);
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Fact]
    public void An_unknown_address_is_in_no_list() => Assert.False(AddressList.Contains(["0.0.0.0/0"], null));
}
