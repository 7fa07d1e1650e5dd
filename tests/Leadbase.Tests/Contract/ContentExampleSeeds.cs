using Leadbase.Tests.Http.Assets.Contents;

namespace Leadbase.Tests.Contract;

/// <summary>What the exchanges of the pages about new emails, templates and fragments need.</summary>
internal static class ContentExampleSeeds
{
    private static readonly ContentSample Emails = ContentSample.Of("email");
    private static readonly ContentSample Templates = ContentSample.Of("emailtemplate");
    private static readonly ContentSample Fragments = ContentSample.Of("fragment");

    /// <summary>Seeds by <see cref="DocumentedExample.Key"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> All =
        new Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>>(StringComparer.Ordinal)
        {
            ["emails-new.md GET /rest/asset/v2/email/{id}"] = s => IdAsync(s, Emails),
            ["emails-new.md GET /rest/asset/v2/email/filter?workspaceId=1001&name=Spring%20Launch&status=draft&status=approved&pageIndex=0&pageSize=20"] =
                s => FoundAsync(s, Emails, "Spring Launch Email"),
            ["emails-new.md POST /rest/asset/v2/email"] = async s => [("1001", "1"), ("2002", "21"), ("3003", await Templates.ApprovedAsync(s.Api, "Spring"))],
            ["emails-new.md POST /rest/asset/v2/email/{id}/update"] = s => IdAsync(s, Emails),
            ["email-templates-new.md GET /rest/asset/v2/emailtemplate/{id}"] = s => IdAsync(s, Templates),
            ["email-templates-new.md GET /rest/asset/v2/emailtemplate/filter?workspaceId=1001&name=Newsletter&pageIndex=0&pageSize=20"] =
                s => FoundAsync(s, Templates, "Base Newsletter Template"),
            ["email-templates-new.md POST /rest/asset/v2/emailtemplate"] = _ => Texts(("1001", "1"), ("15", "22")),
            ["email-templates-new.md POST /rest/asset/v2/emailtemplate/{id}/update"] = async s => [.. await IdAsync(s, Templates), ("15", "22")],
            ["fragments.md GET /rest/asset/v2/fragment/{id}"] = s => IdAsync(s, Fragments),
            ["fragments.md GET /rest/asset/v2/fragment/filter?workspaceId=1001&fragmentType=email&pageIndex=0&pageSize=20"] = s => FoundAsync(s, Fragments, "Hero"),
            ["fragments.md POST /rest/asset/v2/fragment"] = _ => Texts(("1001", "1"), ("395", "26")),
            ["fragments.md POST /rest/asset/v2/fragment/{id}/update"] = s => IdAsync(s, Fragments),
        };

    private static async Task<(string Text, string Value)[]> IdAsync(TestServer server, ContentSample sample) =>
        [("{id}", await sample.NewAsync(server.Api, "Before", """{"description":"What it is for"}"""))];

    private static async Task<(string Text, string Value)[]> FoundAsync(TestServer server, ContentSample sample, string name)
    {
        await sample.NewAsync(server.Api, name);
        return [("1001", "1")];
    }

    private static Task<(string Text, string Value)[]> Texts(params (string Text, string Value)[] texts) => Task.FromResult(texts);
}
