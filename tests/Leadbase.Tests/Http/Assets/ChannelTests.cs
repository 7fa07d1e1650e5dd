using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>Channels and tag types ("Channels", "Tags").</summary>
public sealed class ChannelTests
{
    private const string Import = """
        {"channels":[{"id":3,"name":"Blog","applicableProgramType":"program","statuses":[{"name":"Visited","step":20,"success":true},{"name":"Invited","step":10,"success":false}]}],
         "tagTypes":[{"id":1,"name":"Region","applicableProgramTypes":["program","event"],"required":true,"allowableValues":["AMER","EMEA"]},{"id":2,"name":"Owner"}]}
        """;

    [Theory, OnEveryDatabase]
    public async Task Channels_are_found_with_their_statuses_in_the_order_of_the_steps(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Import);
        var api = server.Api;

        var channel = (await api.GetAsync("/rest/asset/v1/channel/byName.json?name=blog")).One();
        Assert.Equal("program", channel.Text("applicableProgramType"));
        Assert.Equal(["Invited", "Visited"], channel.GetProperty("progressionStatuses").EnumerateArray().Select(s => s.Text("name")));
        Assert.True(channel.GetProperty("progressionStatuses")[1].GetProperty("success").GetBoolean());
        Assert.Equal((long[])[3], (await api.GetAsync("/rest/asset/v1/channels.json?maxReturn=1")).AssetIds());
        Assert.True((await api.GetAsync("/rest/asset/v1/channels.json?offset=1")).FoundNothing());
        Assert.True((await api.GetAsync("/rest/asset/v1/channel/byName.json?name=None")).FoundNothing());
        Assert.Equal("701", (await api.GetAsync("/rest/asset/v1/channel/byName.json")).Code);
        Assert.Equal("1001", (await api.GetAsync("/rest/asset/v1/channels.json?offset=x")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Tag_types_show_their_values_by_name_alone(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Import);
        var api = server.Api;

        var listed = (await api.GetAsync("/rest/asset/v1/tagTypes.json")).Result;
        Assert.Equal([("Region", "[program,event]", true), ("Owner", "[]", false)], listed.Select(t => (t.Text("tagType"), t.Text("applicableProgramTypes"), t.GetProperty("required").GetBoolean())));
        Assert.All(listed, t => Assert.False(t.TryGetProperty("allowableValues", out _)));
        Assert.Equal("[AMER, EMEA]", (await api.GetAsync("/rest/asset/v1/tagType/byName.json?name=Region")).One().Text("allowableValues"));
        Assert.True((await api.GetAsync("/rest/asset/v1/tagType/byName.json?name=None")).FoundNothing());
        Assert.Equal("701", (await api.GetAsync("/rest/asset/v1/tagType/byName.json?name=")).Code);
        Assert.Equal("1001", (await api.GetAsync("/rest/asset/v1/tagTypes.json?maxReturn=0")).Code);
    }
}
