using Leadbase.Marketing.SmartLists;
using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.SmartLists.SmartListSteps;

namespace Leadbase.Tests.Http.SmartLists;

/// <summary>Filters about fields, and how filters combine.</summary>
public sealed class FieldFilterTests
{
    /// <summary>The clock stands at 2026-03-02 12:00 of the instance's zone, a Monday.</summary>
    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("ratio", "float");
        await server.Api.AddFieldAsync("metAt", "datetime");
        await server.Api.PostAsync("/rest/v1/companies.json", """{"input":[{"externalCompanyId":"c1","company":"Acme","numberOfEmployees":50},{"externalCompanyId":"c2","company":"Globex 100%_!"}]}""");
        await server.Api.CreateAsync(new { email = "A@x.com", title = "Director", leadScore = 10, dateOfBirth = "2026-03-02", externalCompanyId = "c1", unsubscribed = true, ratio = 0.5, metAt = "2026-03-02T17:00:00Z" });
        await server.Api.CreateAsync(new { email = "b@x.com", title = "director of Art", leadScore = 20, dateOfBirth = "2026-02-20", externalCompanyId = "c2", unsubscribed = false, ratio = 1.5, metAt = "2026-03-02T05:59:59Z" });
        await server.Api.CreateAsync(new { email = "c@y.com", title = "Engineer", leadScore = 30, dateOfBirth = "2026-03-10", metAt = "2026-04-02T05:00:00Z" });
        await server.Api.CreateAsync(new { email = "d@y.com" });
        return server;
    }

    [Theory, OnEveryDatabase]
    public async Task Texts_are_compared_without_regard_to_case_and_no_value_is_not_the_value(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        await server.MeanAsync(
            (Field("Job Title|is|DIRECTOR"), [1]),
            (Field("title|is|director|engineer"), [1, 3]),
            (Field("Job Title|is not|Director"), [2, 3, 4]),
            (Field("Job Title|isNot|Director|Engineer"), [2, 4]),
            (Field("Job Title|starts with|direct"), [1, 2]),
            (Field("Job Title|starts with|eng|direct"), [1, 2, 3]),
            (Field("Job Title|not starts with|direct"), [3, 4]),
            (Field("Job Title|contains|ART"), [2]),
            (Field("Job Title|not contains|Art|gine"), [1, 4]),
            (Field("Job Title|contains|%"), []),
            (Field("Job Title|is empty"), [4]),
            (Field("Job Title|is not empty"), [1, 2, 3]),
            (Field("Email Address|is|a@X.com"), [1]),
            (Field("Job Title|contains|' or 1=1 --"), []));
    }

    [Theory, OnEveryDatabase]
    public async Task Numbers_and_flags_are_compared_as_what_they_are(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        await server.MeanAsync(
            (Field("Lead Score|is|10"), [1]),
            (Field("leadScore|is|10|30"), [1, 3]),
            (Field("leadScore|is not|10"), [2, 3, 4]),
            (Field("leadScore|less than|20"), [1]),
            (Field("leadScore|at most|20.0"), [1, 2]),
            (Field("leadScore|greater than|20"), [3]),
            (Field("leadScore|at least|20"), [2, 3]),
            (Field("leadScore|between|10|20"), [1, 2]),
            (Field("leadScore|is empty"), [4]),
            (Field("ratio|greater than|0.75"), [2]),
            (Field("ratio|is|0.5|1"), [1]),
            (Field("unsubscribed|is|true"), [1]),
            (Field("unsubscribed|is|false"), [2, 3, 4]),
            (Field("unsubscribed|is not|true"), [2, 3, 4]));
    }

    [Theory, OnEveryDatabase]
    public async Task Dates_are_compared_by_the_clock_of_the_instance(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        await server.MeanAsync(
            (Field("Date of Birth|is|2026-03-02"), [1]),
            (Field("Date of Birth|is not|2026-03-02"), [2, 3, 4]),
            (Field("Date of Birth|between|2026-02-20|2026-03-02"), [1, 2]),
            (Field("Date of Birth|in past|10 days"), [1, 2]),
            (Field("Date of Birth|in past|9 days"), [1]),
            (Field("Date of Birth|in past before|9 days"), [2, 4]),
            (Field("Date of Birth|in future|1 week"), [1]),
            (Field("Date of Birth|in future|2 weeks"), [1, 3]),
            (Field("Date of Birth|in future after|1 week"), [3]),
            (Field("Date of Birth|after|2026-03-02"), [3]),
            (Field("Date of Birth|on or after|2026-03-02"), [1, 3]),
            (Field("Date of Birth|before|2026-03-02"), [2, 4]),
            (Field("Date of Birth|on or before|2026-03-02"), [1, 2, 4]),
            (Field("Date of Birth|in time frame|Today"), [1]),
            (Field("Date of Birth|in time frame|last month"), [2]),
            (Field("Date of Birth|in time frame|This Month"), [1, 3]),
            (Field("Date of Birth|in time frame|next week"), [3]),
            (Field("Date of Birth|in time frame|this week"), [1]),
            (Field("Date of Birth|in time frame|This Quarter"), [1, 2, 3]),
            (Field("Date of Birth|in time frame|last 11 days"), [1, 2]),
            (Field("metAt|is|2026-03-02"), [1]),
            (Field("metAt|in time frame|yesterday"), [2]),
            (Field("metAt|in past|1 hour"), [1]),
            (Field("metAt|in past|13 hours"), [1, 2]),
            (Field("metAt|after|2026-03-02T16:59:59Z"), [1, 3]),
            (Field("metAt|after|2026-03-02T17:00:00Z"), [3]),
            (Field("metAt|is empty"), [4]));
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_of_the_company_are_those_of_its_people(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        await server.MeanAsync(
            (Field("Company Name|is|acme"), [1]),
            (Field("company|is not|Acme"), [2, 3, 4]),
            (Field("Company Name|contains|0%_!"), [2]),
            (Field("numberOfEmployees|at least|50"), [1]),
            (Field("numberOfEmployees|is empty"), [2, 3, 4]),
            (Field("externalCompanyId|is|c2"), [2]),
            (Field("mktoName|is empty"), [1, 2, 3, 4]));
    }

    [Theory, OnEveryDatabase]
    public async Task Filters_combine_as_the_rules_say(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        SmartListFilter[] filters = [Field("leadScore|at least|20"), Field("Email Address|contains|@y.com"), Field("Company Name|is not|Acme")];
        var rules = Rules(filters);

        foreach (var (type, logic, leads) in new (string, string?, long[])[]
        {
            ("all", null, [3]), ("All", null, [3]), ("any", null, [2, 3, 4]),
            ("custom", "1 and (2 or 3)", [2, 3]), ("Advanced", "1 or 2 and 3", [2, 3, 4]), ("custom", "(1 OR 2) and 3", [2, 3, 4]), ("custom", " 2 ", [3, 4]),
        })
        {
            Assert.Equal((type, logic, string.Join(',', leads)), (type, logic, string.Join(',', await server.MembersAsync(rules with { FilterMatchType = type, FilterCustomRuleLogic = logic }))));
        }
        Assert.Empty(await server.MembersAsync(Rules()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_evaluated_is_told_with_its_place(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        foreach (var filter in new[]
        {
            Field("Shoe Size|is|1"), Field("leadScore|is|many"), Field("leadScore|is|1.5"), Field("leadScore|contains|1"), Field("leadScore|resembles|1"), Field("leadScore|between|1"),
            Field("Job Title|less than|a"), Field("Job Title|is"), Field("Date of Birth|is|soon"), Field("Date of Birth|in past|some days"), Field("Date of Birth|in past|99999 years"),
            Field("Date of Birth|in time frame|Easter"), Field("Date of Birth|in past|9999 years"), Field("unsubscribed|is|perhaps"), Field("unsubscribed|contains|true"),
        })
        {
            Assert.StartsWith($"filter 1 ({filter.Name})", await server.ProblemAsync(Rules(filter)), StringComparison.Ordinal);
        }
        foreach (var logic in new[] { "", "1 and", "and 1", "1 2", "0", "3", "(1", "1)", "1 xor 2", "1; drop", new string('(', 30) + "1" + new string(')', 30), "99999999999" })
        {
            Assert.StartsWith("the rule logic", await server.ProblemAsync(Rules(Field("leadScore|is|1"), Field("leadScore|is|2")) with { FilterMatchType = "custom", FilterCustomRuleLogic = logic }), StringComparison.Ordinal);
        }
        Assert.Contains("at most", await server.ProblemAsync(Rules([.. Enumerable.Repeat(Field("leadScore|is|1"), 101)])), StringComparison.Ordinal);
        Assert.Contains("at most", await server.ProblemAsync(Rules(Field("leadScore|is" + string.Concat(Enumerable.Repeat("|1", 501))))), StringComparison.Ordinal);
        Assert.NotEmpty(await server.ProblemAsync(Rules(Field("leadScore|is|1")) with { FilterMatchType = "some" }));
    }

    [Theory, OnEveryDatabase]
    public async Task Rules_of_the_greatest_size_are_evaluated(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var filters = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? Field("Job Title|contains" + string.Concat(Enumerable.Range(0, 500).Select(v => $"|{v}x"))) : Filter("Visited Web Page", $"Web Page|is|{i}"));
        Assert.Empty(await server.MembersAsync(Rules([.. filters]) with { FilterMatchType = "any" }));
        Assert.Empty(await server.MembersAsync(Rules([.. filters])));
    }
}
