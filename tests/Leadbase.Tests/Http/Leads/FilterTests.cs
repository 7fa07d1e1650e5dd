namespace Leadbase.Tests.Http.Leads;

/// <summary>Get Leads by Filter Type: which leads match.</summary>
public sealed class FilterTests
{
    [Theory, OnEveryDatabase]
    public async Task Email_is_compared_without_regard_to_case(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "Ada.Lovelace@Example.COM" });

        Assert.Equal([id], (await server.Api.FindAsync("email", "aDA.lovelace@eXample.com")).Ids());
        Assert.Equal([id], (await server.Api.FindAsync("EMAIL", "ada.lovelace@example.com,ADA.LOVELACE@EXAMPLE.COM,nobody@x.com")).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_email_matches_nobody_and_is_no_error(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { firstName = "No email" });

        foreach (var value in (string[])["nonsense", "é@x.com", "a\0b@x.com", new string('a', 300) + "@x.com"])
        {
            var reply = await server.Api.FindAsync("email", value);
            Assert.True(reply.Success);
            Assert.Empty(reply.Result);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Ids_select_leads_in_ascending_order(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(5, i => new { lastName = LeadSteps.Numbered("L", i) });

        Assert.Equal([ids[1], ids[3]], (await server.Api.FindAsync("id", $"{ids[3]},{ids[1]},{ids[3]},999999")).Ids());
        Assert.Equal("1001", (await server.Api.FindAsync("id", $"{ids[3]},x")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_field_that_describe2_calls_searchable_can_filter(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        await server.Api.AddFieldAsync("secondEmail", "email");
        await server.Api.AddFieldAsync("seats", "integer");
        await server.Api.AddFieldAsync("height", "float");
        var described = (await server.Api.GetAsync("/rest/v1/leads/describe2.json")).Result[0].GetProperty("searchableFields");
        var names = described.EnumerateArray().Select(f => f[0].GetString()!).ToList();

        Assert.Superset(new HashSet<string> { "id", "email", "code", "secondEmail", "seats", "sfdcLeadId", "facebookId", "cookies", "leadPartitionId" }, names.ToHashSet());
        Assert.DoesNotContain("height", names);
        Assert.DoesNotContain("firstName", names);
        foreach (var name in names)
        {
            var value = name == "cookies" ? "id:123-ABC-456&token:_mch-example.com-1396310362214-46169" : "1";
            Assert.True((await server.Api.FindAsync(name, value)).Success, name);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Custom_strings_emails_and_integers_select_their_leads(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        await server.Api.AddFieldAsync("secondEmail", "email");
        await server.Api.AddFieldAsync("seats", "integer");
        var a = await server.Api.CreateAsync(new { code = "A-1 😀", secondEmail = "One@x.com", seats = -5 });
        var b = await server.Api.CreateAsync(new { code = "B", secondEmail = "two@x.com", seats = 6 });

        Assert.Equal([a], (await server.Api.FindAsync("code", "A-1 😀")).Ids());
        Assert.Equal([a], (await server.Api.FindAsync("secondEmail", "oNE@X.com")).Ids());
        Assert.Equal([a, b], (await server.Api.FindAsync("seats", "6,-5")).Ids());
        Assert.Equal([b], (await server.Api.FindAsync("seats", "6.0")).Ids());
        Assert.Equal("1001", (await server.Api.FindAsync("seats", "six")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_that_cannot_filter_are_not_supported_and_unknown_ones_not_found(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("height", "float");

        foreach (var name in (string[])["firstName", "leadScore", "company", "externalCompanyId", "mktoName", "height"])
        {
            var reply = await server.Api.FindAsync(name, "1");
            Assert.Equal(("1011", $"Field '{name}' not supported"), (reply.Code, reply.Message));
        }
        Assert.Equal("1006", (await server.Api.FindAsync("nothing", "1")).Code);
        Assert.Equal("1006", (await server.Api.FindAsync("id", "1", "&fields=nothing")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Filter_type_and_values_are_required(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        foreach (var query in (string[])["", "?filterType=email", "?filterValues=a@x.com", "?filterType=&filterValues=a@x.com", "?filterType=email&filterValues=,%20,"])
        {
            Assert.Equal("1002", (await server.Api.GetAsync("/rest/v1/leads.json" + query)).Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Three_hundred_values_are_taken_and_one_more_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(301, i => new { lastName = LeadSteps.Numbered("L", i) });

        Assert.Equal(ids[..300], (await server.Api.FindAsync("id", string.Join(',', ids[..300]))).Ids());
        Assert.Equal("1003", (await server.Api.FindAsync("id", string.Join(',', ids))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Requested_fields_come_back_with_their_nulls(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com", leadScore = 0, unsubscribed = false });

        var reply = await server.Api.FindAsync("email", "a@x.com", "&fields=leadScore,unsubscribed,title,dateOfBirth");

        Assert.Equal($$"""{"id":{{id}},"leadScore":0,"unsubscribed":false,"title":null,"dateOfBirth":null}""", Assert.Single(reply.Result).GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Only_leads_of_partitions_in_reach_match(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        var here = await server.Api.CreateAsync(new { email = "a@x.com" });
        var there = await both.CreateAsync(new { email = "a@x.com" });
        await both.PostAsync("/rest/v1/leads/partitions.json", new { input = new[] { new { id = there, partitionName = "Europe" } } });

        Assert.Equal([here], (await server.Api.FindAsync("email", "a@x.com")).Ids());
        Assert.Equal([there], (await europe.FindAsync("email", "a@x.com")).Ids());
        Assert.Equal([here, there], (await both.FindAsync("email", "a@x.com")).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task A_long_query_can_be_posted_as_a_form(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(3, i => new { lastName = LeadSteps.Numbered("L", i) });

        var reply = await server.Api.PostFormAsync("/rest/v1/leads.json?_method=GET", ("filterType", "id"), ("filterValues", string.Join(',', ids)), ("fields", "lastName"));

        Assert.Equal(["L0", "L1", "L2"], reply.Result.Select(r => r.GetProperty("lastName").GetString()));
    }
}
