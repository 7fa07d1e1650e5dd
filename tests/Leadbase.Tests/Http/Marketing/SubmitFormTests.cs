using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Marketing.Documents;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

public sealed class SubmitFormTests
{
    private const string Path = "/rest/v1/leads/submitForm.json";
    private const string Cookie = "id:063-GJP-217&token:_mch-marketo.com-1594662481190-60776";

    [Theory, OnEveryDatabase]
    public async Task A_submission_creates_or_updates_the_lead_and_is_an_activity(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var form = await server.AddFormAsync("Sign up", 1, null, "firstName", "email", "leadScore");
        await server.VisitAsync((Cookie, 100));
        var fields = new { email = "marge@fox.com", firstName = "Marge", leadScore = 5 };
        var visitor = new { pageURL = "https://x.com/page.html", queryString = "a=b", leadClientIpAddress = "192.150.22.5", userAgentString = "Mozilla" };

        var first = await server.Api.PostAsync(Path, new { formId = form, input = new[] { new { leadFormFields = fields, visitorData = visitor, cookie = Cookie } } });
        var second = await server.Api.PostAsync(Path, new { formId = $"{form}", input = new[] { new { leadFormFields = new { email = "marge@fox.com", firstName = "M." } } } });

        Assert.Equal(["created", "updated"], first.Outcomes.Concat(second.Outcomes));
        var id = first.Ids()[0];
        Assert.Equal([id], second.Ids());
        var log = await server.LogAsync();
        Assert.Equal([12L, 1, 2, 13, 2], log.Select(a => a.Type));
        Assert.All(log, a => Assert.Equal(id, a.Lead));
        Assert.Equal(("Sign up", "Web form fillout", "submitForm"), (log[0].Attributes[1], log[0].Attributes[5], log[0].Attributes[6]));
        Assert.Equal((form, "Sign up"), (log[2].PrimaryId, log[2].PrimaryValue));
        Assert.Equal(
            ["192.150.22.5", $"Email: marge@fox.com\nFirstName: Marge\nLeadScore: 5\nmunchkinId: {server.Instance.MunchkinId}\nformVid: {form}\n_mktoReferrer: https://x.com/page.html", "a=b", "https://x.com/page.html", "Mozilla"],
            log[2].Attributes);
        Assert.Equal([id], (await server.Api.FindAsync("cookies", Cookie)).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_must_be_the_forms_and_a_required_one_filled(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var form = await server.AddAssetAsync(AssetType.Form, "F", AssetSteps.FormOf("email", "lastName*", "leadScore", "company", "memberField"));
        var choice = await server.AddAssetAsync(AssetType.Form, "G", new FormDocument { Fields = [new("email"), new("country") { Values = ["US", "UK"] }] });

        Assert.Equal("skipped 1006", await TryAsync(form, """{"email":"a@x.com","lastName":"L","title":"T"}"""));
        Assert.Equal("skipped 1006", await TryAsync(form, """{"email":"a@x.com","lastName":"L","memberField":"T"}"""));
        Assert.Equal("skipped 1002", await TryAsync(form, """{"email":"a@x.com"}"""));
        Assert.Equal("skipped 1002", await TryAsync(form, """{"email":"a@x.com","lastName":""}"""));
        Assert.Equal("skipped 1002", await TryAsync(form, """{"lastName":"L"}"""));
        Assert.Equal("skipped 1001", await TryAsync(form, """{"email":"a@x.com","lastName":"L","leadScore":"much"}"""));
        Assert.Equal("skipped 1001", await TryAsync(form, """{"email":"wrong","lastName":"L"}"""));
        Assert.Equal("skipped 1003", await TryAsync(form, """{"email":"a@x.com","lastName":"L","LASTNAME":"L"}"""));
        Assert.Equal("skipped 1021", await TryAsync(form, """{"email":"a@x.com","lastName":"L","company":"C"}"""));
        Assert.Equal("skipped 1003", await TryAsync(choice, """{"email":"a@x.com","country":"FR"}"""));
        Assert.Equal(0, await server.CountAsync());
        Assert.Empty(await server.LogAsync());
        Assert.Equal("created", await TryAsync(choice, """{"email":"a@x.com","country":"uk"}"""));

        async Task<string> TryAsync(long id, string fields) =>
            (await server.Api.PostAsync(Path, $$"""{"formId":{{id}},"input":[{"leadFormFields":{{fields}}}]}""")).Outcomes.Single();
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_not_a_submission_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var form = await server.AddFormAsync("F", 1, null, "email");
        var draft = await server.AddAssetAsync(AssetType.Form, "D", AssetSteps.FormOf("email"), approve: false);
        var one = """{"leadFormFields":{"email":"a@x.com"}}""";

        Assert.Equal("1002", (await PostAsync($$"""{"input":[{{one}}]}""")).Code);
        Assert.Equal("1001", (await PostAsync($$"""{"formId":"x","input":[{{one}}]}""")).Code);
        Assert.Equal("1001", (await PostAsync($$"""{"formId":{{form}},"programId":1.5,"input":[{{one}}]}""")).Code);
        Assert.Equal("1013", (await PostAsync($$"""{"formId":99999,"input":[{{one}}]}""")).Code);
        Assert.Equal("1013", (await PostAsync($$"""{"formId":{{draft}},"input":[{{one}}]}""")).Code);
        Assert.Equal("1013", (await europe.PostAsync(Path, $$"""{"formId":{{form}},"input":[{{one}}]}""")).Code);
        Assert.Equal("1003", (await PostAsync($$"""{"formId":{{form}},"input":[{{one}},{{one}}]}""")).Code);
        Assert.Equal("1002", (await PostAsync($$"""{"formId":{{form}},"input":[]}""")).Code);
        Assert.Equal("1001", (await PostAsync($$"""{"formId":{{form}},"input":{{one}}}""")).Code);
        foreach (var (input, code) in ((string, string)[])
                 [
                     ("{}", "1002"), ("""{"leadFormFields":5}""", "1001"), ("""{"leadFormFields":{"email":"a@x.com"},"visitorData":5}""", "1001"),
                     ("""{"leadFormFields":{"email":"a@x.com"},"visitorData":{"pageURL":5}}""", "1001"), ("""{"leadFormFields":{"email":"a@x.com"},"cookie":"x"}""", "1012"),
                     ("""{"leadFormFields":{"email":"a@x.com"},"cookie":5}""", "1012"),
                 ])
        {
            Assert.Equal(["skipped " + code], (await PostAsync($$"""{"formId":{{form}},"input":[{{input}}]}""")).Outcomes);
        }
        Assert.Equal(0, await server.CountAsync());

        Task<Reply> PostAsync(string body) => server.Api.PostAsync(Path, body);
    }

    [Theory, OnEveryDatabase]
    public async Task The_program_must_exist_in_the_forms_workspace(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var form = await server.AddFormAsync("F", 1, null, "email");
        var (here, there) = (await server.AddPlainProgramAsync("Here"), await server.AddPlainProgramAsync("There", workspace: null));

        Assert.Equal(["created"], (await SubmitAsync(here)).Outcomes);
        Assert.Equal("1003", (await SubmitAsync(there)).Code);
        Assert.Equal("1013", (await SubmitAsync(99999)).Code);

        Task<Reply> SubmitAsync(long program) => server.Api.PostAsync(Path, $$$"""{"formId":{{{form}}},"programId":{{{program}}},"input":[{"leadFormFields":{"email":"a@x.com"}}]}""");
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_lead_goes_to_the_primary_partition_of_the_forms_workspace(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe", "Default");
        var workspace = (await AccountDirectory.OfAsync(server.Instance)).Workspaces.Single(w => w.Name == "Europe");
        var form = await server.AddFormAsync("F", workspace.Id, null, "email");
        var home = await europe.CreateAsync(new { email = "home@x.com" });

        var created = await SubmitAsync("a@x.com");
        var updated = await SubmitAsync("home@x.com");

        Assert.Equal("2", await europe.ValueAsync(created.Ids()[0], "leadPartitionId"));
        Assert.Equal(["updated"], updated.Outcomes);
        Assert.Equal([home], updated.Ids());
        Assert.Equal("1", await europe.ValueAsync(home, "leadPartitionId"));

        Task<Reply> SubmitAsync(string email) => europe.PostAsync(Path, $$$"""{"formId":{{{form}}},"input":[{"leadFormFields":{"email":"{{{email}}}"}}]}""");
    }
}
