
namespace Leadbase.Tests.Http;

/// <summary>The scenarios of the objects beside the lead: the same for all, by their paths and keys.</summary>
public sealed partial class OperationCodes
{
    /// <summary>How the operations of an object are called, and a record of it.</summary>
    /// <param name="Suffix">Of the sync operation's id.</param>
    /// <param name="Path">Without <c>.json</c>.</param>
    /// <param name="Record">A complete record.</param>
    /// <param name="IdField">The system's key.</param>
    /// <param name="Filter">A field that a query may name, with a value.</param>
    /// <param name="NotSearchable">A field that no query may name.</param>
    /// <param name="Crm">Whether native CRM sync takes it away.</param>
    private sealed record ObjectPaths(
        string Get, string Sync, string Delete, string Path, string Record, string Key, string IdField, string NotSearchable, string WrongType, bool Crm);

    private static readonly ObjectPaths[] Objects =
    [
        new("getCompaniesUsingGET", "syncCompaniesUsingPOST", "deleteCompaniesUsingPOST", "/rest/v1/companies",
            """{"externalCompanyId":"C1","company":"C"}""", """{"externalCompanyId":"C1"}""", "id", "industry", """{"externalCompanyId":"C1","numberOfEmployees":"x"}""", true),
        new("getSalesPersonUsingGET", "syncSalesPersonsUsingPOST", "deleteSalesPersonUsingPOST", "/rest/v1/salespersons",
            """{"externalSalesPersonId":"S1","email":"s@x.com"}""", """{"externalSalesPersonId":"S1"}""", "id", "title", """{"externalSalesPersonId":{}}""", true),
        new("getOpportunitiesUsingGET", "syncOpportunitiesUsingPOST", "deleteOpportunitiesUsingPOST", "/rest/v1/opportunities",
            """{"externalOpportunityId":"O1","name":"O"}""", """{"externalOpportunityId":"O1"}""", "marketoGUID", "name", """{"externalOpportunityId":"O1","amount":"x"}""", true),
        new("getOpportunityRolesUsingGET", "syncOpportunityRolesUsingPOST", "deleteOpportunityRolesUsingPOST", "/rest/v1/opportunities/roles",
            """{"externalOpportunityId":"R1","leadId":1,"role":"A"}""", """{"externalOpportunityId":"R1","leadId":1,"role":"A"}""", "marketoGUID", "isPrimary",
            """{"externalOpportunityId":"R1","leadId":"x","role":"A"}""", true),
        new("getNamedAccountsUsingGET", "syncNamedAccountsUsingPOST", "deleteNamedAccountsUsingPOST", "/rest/v1/namedaccounts",
            """{"name":"N1"}""", """{"name":"N1"}""", "marketoGUID", "createdAt", """{"name":"N1","score1":"x"}""", false),
    ];

    private static IEnumerable<CodeScenario> ObjectScenarios() =>
    [
        .. Objects.SelectMany(ScenariosOf),
        Post("syncCompaniesUsingPOST", "718", "/rest/v1/companies.json", """{"input":[{"externalCompanyId":"C2","externalSalesPersonId":"nobody"}]}"""),
        Post("syncOpportunitiesUsingPOST", "718", "/rest/v1/opportunities.json", """{"input":[{"externalOpportunityId":"O2","name":"O","externalSalesPersonId":"nobody"}]}"""),
        Post("syncOpportunityRolesUsingPOST", "1004", "/rest/v1/opportunities/roles.json", """{"input":[{"externalOpportunityId":"O2","leadId":99999,"role":"A"}]}"""),
        .. FieldScenarios("Company", "getCompanyFieldsUsingGET", "companies"),
        .. FieldScenarios("Opportunity", "getOpportunityFieldsUsingGET", "opportunities"),
        .. FieldScenarios("NamedAccount", "getNamedAccountFieldsUsingGET", "namedaccounts"),
    ];

    private static IEnumerable<CodeScenario> FieldScenarios(string name, string browse, string path) =>
    [
        Get($"get{name}FieldByNameUsingGET", "1006", $"/rest/v1/{path}/schema/fields/nothing.json"),
        Get(browse, "1001", $"/rest/v1/{path}/schema/fields.json?batchSize=x"),
        Get(browse, "1003", $"/rest/v1/{path}/schema/fields.json?nextPageToken=x"),
    ];

    private static IEnumerable<CodeScenario> ScenariosOf(ObjectPaths o)
    {
        var (sync, delete) = (o.Path + ".json", o.Path + "/delete.json");
        string Input(string record) => $$"""{"input":[{{record}}]}""";
        yield return Get(o.Get, "1001", $"{sync}?filterType=idField&filterValues=1&batchSize=x");
        yield return Get(o.Get, "1002", $"{sync}?filterType=idField");
        yield return Get(o.Get, "1003", $"{sync}?filterType=idField&filterValues=1&nextPageToken=x");
        yield return Get(o.Get, "1006", $"{sync}?filterType=idField&filterValues=1&fields=nothing");
        yield return Get(o.Get, "1011", $"{sync}?filterType={o.NotSearchable}&filterValues=1");

        foreach (var scenario in Bodies(o.Sync, sync)) yield return scenario;
        yield return Post(o.Sync, "1001", sync, Input(o.WrongType));
        yield return Post(o.Sync, "1002", sync, "{}");
        yield return Post(o.Sync, "1003", sync, $$"""{"action":"dance","input":[{{o.Record}}]}""");
        yield return Post(o.Sync, "1006", sync, Input("""{"nothing":1}"""));
        yield return Post(o.Sync, "1011", sync, Input($$"""{"{{o.IdField}}":1}"""));
        yield return Post(o.Sync, "1013", sync, $$"""{"action":"updateOnly","dedupeBy":"idField","input":[{"{{o.IdField}}":"99999"}]}""");
        yield return new(o.Sync, "1017", async p =>
        {
            await PrepareAsync(p);
            await p.Api.PostAsync(sync, Input(o.Record));
            return await p.Api.PostAsync(sync, $$"""{"action":"createOnly","input":[{{o.Record}}]}""");
        });
        yield return new(o.Sync, "1036", async p =>
        {
            await PrepareAsync(p);
            var reply = await p.Api.PostAsync(sync, $$"""{"input":[{{o.Record}},{{o.Record}}]}""");
            Assert.NotEqual("skipped 1036", reply.Outcomes[0]);
            return reply;
        });

        foreach (var scenario in Bodies(o.Delete, delete)) yield return scenario;
        yield return Post(o.Delete, "1001", delete, Input(o.WrongType));
        yield return Post(o.Delete, "1002", delete, "{}");
        yield return Post(o.Delete, "1003", delete, $$"""{"deleteBy":"dance","input":[{{o.Key}}]}""");
        yield return Post(o.Delete, "1006", delete, Input("""{"nothing":1}"""));
        yield return Post(o.Delete, "1013", delete, $$"""{"deleteBy":"idField","input":[{"{{o.IdField}}":"99999"}]}""");
        if (!o.Crm) yield break;
        yield return new(o.Sync, "1018", p => UnderCrmAsync(p, () => p.Api.PostAsync(sync, Input(o.Record))));
        yield return new(o.Delete, "1018", p => UnderCrmAsync(p, () => p.Api.PostAsync(delete, Input(o.Key))));
    }

    /// <summary>A role needs its opportunity.</summary>
    private static Task<Reply> PrepareAsync(CodeServers.Prepared p) =>
        p.Api.PostAsync("/rest/v1/opportunities.json", """{"input":[{"externalOpportunityId":"R1","name":"R"}]}""");

    private static async Task<Reply> UnderCrmAsync(CodeServers.Prepared p, Func<Task<Reply>> call)
    {
        var (instance, settings) = (p.Server.Instance, p.Server.Instance.Settings);
        await p.Server.Server.Catalogue.SetAsync(instance, settings with { Features = settings.Features with { NativeCrmSync = true } });
        var reply = await call();
        await p.Server.Server.Catalogue.SetAsync(instance, settings);
        return reply;
    }

    private static IEnumerable<CodeScenario> ActivityScenarios()
    {
        const string Activities = "/rest/v1/activities.json";
        const string Changes = "/rest/v1/activities/leadchanges.json";
        const string Deleted = "/rest/v1/activities/deletedleads.json";
        yield return Get("getActivitiesPagingTokenUsingGET", "1001", "/rest/v1/activities/pagingtoken.json?sinceDatetime=yesterday");
        yield return Get("getActivitiesPagingTokenUsingGET", "1002", "/rest/v1/activities/pagingtoken.json");
        yield return Get("getLeadActivitiesUsingGET", "1001", Activities + "?activityTypeIds=x");
        yield return Get("getLeadActivitiesUsingGET", "1002", Activities + "?activityTypeIds=1");
        yield return Get("getLeadActivitiesUsingGET", "1003", Activities + "?activityTypeIds=1,2,3,4,5,6,7,8,9,10,11");
        yield return WithToken("getLeadActivitiesUsingGET", "1013", Activities + "?activityTypeIds=1&listId=1");
        yield return WithToken("getDeletedLeadsUsingGET", "1001", Deleted + "?batchSize=x");
        yield return Get("getDeletedLeadsUsingGET", "1002", Deleted);
        yield return Get("getDeletedLeadsUsingGET", "1003", Deleted + "?nextPageToken=x");
        yield return WithToken("getLeadChangesUsingGET", "1001", Changes + "?fields=email&leadIds=x");
        yield return Get("getLeadChangesUsingGET", "1002", Changes + "?fields=email");
        yield return Get("getLeadChangesUsingGET", "1003", Changes + "?fields=email&nextPageToken=x");
        yield return Get("getLeadChangesUsingGET", "1006", Changes + "?fields=nothing");
        yield return WithToken("getLeadChangesUsingGET", "1013", Changes + "?fields=email&listId=1");
    }

    private static CodeScenario WithToken(string operation, string code, string path) => new(operation, code, async p =>
    {
        var token = (await p.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2020-01-01T00:00:00Z")).NextPageToken;
        return await p.Api.GetAsync($"{path}&nextPageToken={token}");
    });
}
