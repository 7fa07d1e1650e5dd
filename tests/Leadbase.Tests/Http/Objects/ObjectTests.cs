namespace Leadbase.Tests.Http.Objects;

/// <summary>Companies, sales persons, opportunities, roles and named accounts: one engine, as "Lead Database" describes it.</summary>
public sealed class ObjectTests
{
    [Theory, OnEveryDatabase]
    public async Task Companies_are_created_updated_queried_and_deleted_by_either_key(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var api = server.Api;

        var created = await api.PostAsync("/rest/v1/companies.json", """{"input":[{"externalCompanyId":"A","company":"Google"},{"externalCompanyId":"B","company":"Yahoo"}]}""");
        Assert.Equal(["created", "created"], created.Outcomes);
        Assert.Equal([0, 1], created.Result.Select(r => r.GetProperty("seq").GetInt32()));
        var id = created.Result[0].GetProperty("id").GetInt64();
        var updated = await api.PostAsync("/rest/v1/companies.json", $$"""{"dedupeBy":"idField","action":"updateOnly","input":[{"id":{{id}},"company":"Alphabet"}]}""");
        Assert.Equal(["updated"], updated.Outcomes);
        var read = await api.GetAsync("/rest/v1/companies.json?filterType=dedupeFields&filterValues=A,B&fields=company");
        Assert.Equal(["Alphabet", "Yahoo"], read.Result.Select(r => r.GetProperty("company").GetString()));
        var deleted = await api.PostAsync("/rest/v1/companies/delete.json", $$"""{"deleteBy":"idField","input":[{"id":{{id}}},{"id":{{id}}}]}""");
        Assert.Equal(["deleted", "skipped 1013"], deleted.Outcomes);
        Assert.Empty((await api.GetAsync($"/rest/v1/companies.json?filterType=id&filterValues={id}")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_shows_what_its_company_says_until_the_company_is_gone(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var api = server.Api;
        await api.PostAsync("/rest/v1/companies.json", """{"input":[{"externalCompanyId":"A","company":"Google"}]}""");
        var lead = (await api.SyncAsync([new { email = "a@x.com", externalCompanyId = "A" }])).Result[0].GetProperty("id").GetInt64();
        async Task<string?> CompanyAsync() => (await api.GetAsync($"/rest/v1/lead/{lead}.json?fields=company")).Result[0].GetProperty("company").GetString();

        Assert.Equal("Google", await CompanyAsync());
        await api.PostAsync("/rest/v1/companies.json", """{"input":[{"externalCompanyId":"A","company":"Alphabet"}]}""");
        Assert.Equal("Alphabet", await CompanyAsync());
        await api.PostAsync("/rest/v1/companies/delete.json", """{"input":[{"externalCompanyId":"A"}]}""");
        Assert.Null(await CompanyAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_is_known_by_its_compound_key(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var api = server.Api;
        await api.PostAsync("/rest/v1/opportunities.json", """{"input":[{"externalOpportunityId":"O1","name":"Chairs","amount":"1604.47"},{"externalOpportunityId":"O2","name":"Tables"}]}""");
        var roles = await api.PostAsync("/rest/v1/opportunities/roles.json", """
            {"input":[{"externalOpportunityId":"O1","leadId":1,"role":"Captain"},{"externalOpportunityId":"O1","leadId":2,"role":"Captain"},
                      {"externalOpportunityId":"O2","leadId":1,"role":"Commander"},{"externalOpportunityId":"O9","leadId":1,"role":"Captain"}]}
            """);
        Assert.Equal(["created", "created", "created", "skipped 1003"], roles.Outcomes);
        Assert.Equal(["updated"], (await api.PostAsync("/rest/v1/opportunities/roles.json", """{"input":[{"externalOpportunityId":"O1","leadId":2,"role":"Captain","isPrimary":true}]}""")).Outcomes);

        // O1 with Commander does not exist, although each part of the key does.
        var read = await api.PostAsync("/rest/v1/opportunities/roles.json?_method=GET", """
            {"filterType":"dedupeFields","fields":["leadId","role","isPrimary"],
             "input":[{"externalOpportunityId":"O1","leadId":2,"role":"Captain"},{"externalOpportunityId":"O1","leadId":1,"role":"Commander"},{"externalOpportunityId":"O2","leadId":1,"role":"Commander"}]}
            """);

        Assert.Equal([2, 1], read.Result.Select(r => r.GetProperty("leadId").GetInt32()));
        Assert.True(read.Result[0].GetProperty("isPrimary").GetBoolean());
        Assert.Equal([36, 36], read.Result.Select(r => r.GetProperty("marketoGUID").GetString()!.Length));
        var byLead = await api.GetAsync("/rest/v1/opportunities/roles.json?filterType=leadId&filterValues=1");
        Assert.Equal(2, byLead.Result.Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_bring_every_record_once_in_order(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var input = Enumerable.Range(0, 25).Select(i => new { name = $"N{i:00}", city = "Here" });
        await server.Api.PostAsync("/rest/v1/namedaccounts.json", new { input });
        var (names, token) = (new List<string>(), "");
        do
        {
            var page = await server.Api.GetAsync($"/rest/v1/namedaccounts.json?filterType=city&filterValues=Here&fields=name&batchSize=10{token}");
            names.AddRange(page.Result.Select(r => r.GetProperty("name").GetString()!));
            token = page.NextPageToken is { } next ? $"&nextPageToken={next}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(input.Select(n => n.name), names);
    }

    [Theory, OnEveryDatabase]
    public async Task Parallel_upserts_of_one_key_create_one_record(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        await server.Api.TokenAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.Api.PostAsync(
            "/rest/v1/salespersons.json", new { input = new[] { new { externalSalesPersonId = "S", title = $"T{i}" } } })));

        Assert.Single(replies, r => r.Outcomes is ["created"]);
        Assert.Equal(7, replies.Count(r => r.Outcomes is ["updated"]));
        Assert.Single((await server.Api.GetAsync("/rest/v1/salespersons.json?filterType=dedupeFields&filterValues=S")).Result);
    }

    [Theory]
    [InlineData("companies", """{"externalCompanyId":"K"}""", """{"externalCompanyId":"K"}""")]
    [InlineData("salespersons", """{"externalSalesPersonId":"K"}""", """{"externalSalesPersonId":"K"}""")]
    [InlineData("opportunities", """{"externalOpportunityId":"K","name":"N"}""", """{"externalOpportunityId":"K"}""")]
    [InlineData("opportunities/roles", """{"externalOpportunityId":"O","leadId":1,"role":"A"}""", """{"externalOpportunityId":"O","leadId":1,"role":"A"}""")]
    [InlineData("namedaccounts", """{"name":"K"}""", """{"name":"K"}""")]
    public async Task A_record_of_every_object_is_deleted_once(string path, string record, string key)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        await server.Api.PostAsync("/rest/v1/opportunities.json", """{"input":[{"externalOpportunityId":"O","name":"Of the role"}]}""");
        Assert.Equal(["created"], (await server.Api.PostAsync($"/rest/v1/{path}.json", $$"""{"input":[{{record}}]}""")).Outcomes);

        var deleted = await server.Api.PostAsync($"/rest/v1/{path}/delete.json", $$"""{"input":[{{key}}]}""");
        var again = await server.Api.PostAsync($"/rest/v1/{path}/delete.json", $$"""{"input":[{{key}}]}""");

        Assert.Equal(["deleted"], deleted.Outcomes);
        Assert.Equal(["skipped 1013"], again.Outcomes);
        Assert.Equal(["created"], (await server.Api.PostAsync($"/rest/v1/{path}.json", $$"""{"input":[{{record}}]}""")).Outcomes);
    }

    [Theory]
    [InlineData("companies", "id", "externalCompanyId")]
    [InlineData("salespersons", "id", "externalSalesPersonId")]
    [InlineData("opportunities", "marketoGUID", "externalOpportunityId")]
    [InlineData("opportunities/roles", "marketoGUID", "externalOpportunityId,leadId,role")]
    [InlineData("namedaccounts", "marketoGUID", "name")]
    public async Task Describe_tells_the_documented_keys(string path, string idField, string dedupeFields)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var type = Assert.Single((await server.Api.GetAsync($"/rest/v1/{path}/describe.json")).Result);

        Assert.Equal(idField, type.GetProperty("idField").GetString());
        Assert.Equal(dedupeFields, string.Join(',', type.GetProperty("dedupeFields").EnumerateArray()));
        var names = type.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()).ToList();
        Assert.All(type.GetProperty("searchableFields").EnumerateArray().SelectMany(set => set.EnumerateArray()), f => Assert.Contains(f.GetString(), names));
    }

    [Theory]
    [InlineData("companies", "industry")]
    [InlineData("opportunities", "amount")]
    [InlineData("namedaccounts", "annualRevenue")]
    public async Task Fields_are_told_by_name_and_in_pages(string path, string name)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var one = await server.Api.GetAsync($"/rest/v1/{path}/schema/fields/{name}.json");
        var page = await server.Api.GetAsync($"/rest/v1/{path}/schema/fields.json?batchSize=5");

        Assert.Equal(name, Assert.Single(one.Result).GetProperty("name").GetString());
        Assert.Equal(5, page.Result.Length);
        Assert.NotNull(page.NextPageToken);
    }
}
